"""What a new plan is asked for, from what people type; ``new`` and the editor ask the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.errors import UsageError
from ka2plan.imports.starter_text import MOST_PARTNERS
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import CallBook


def read_type(text: str, book: CallBook) -> str:
    """A type as a plan names it.

    :raises UsageError: there is none; says which begin like it, or is most like it.
    """
    known = [known.id for known in book.types()]
    typed = text.upper()
    if typed in known:
        return typed
    from ka2plan.plan.faults import nearest

    fields = [id for id in known if id.startswith(f"{typed}-")]
    if fields:
        message = _("{type} needs its field: {fields}")
        raise UsageError(message.format(type=typed, fields=", ".join(fields)))
    like = nearest(typed, known)
    hint = _("did you mean {like}?").format(like=like) if like else _("`ka2plan types` lists them")
    raise UsageError(_("there is no type {type}; {hint}").format(type=repr(text), hint=hint))


def read_text(text: str) -> str:
    """A text of one line.

    :raises UsageError: something hidden is in it, such as a key that moves the cursor.
    """
    from ka2plan.words.visible import in_one_line, visible

    text = in_one_line(text)
    if visible(text) != text:
        raise UsageError(_("there is an invisible character in it: {text}").format(text=visible(text)))
    return text


def read_country(text: str, book: CallBook) -> str:
    """A country's code, from the code or from the beginning of its name, in English or in the language that is spoken.

    :raises UsageError: there is none, or several begin so.
    """
    from ka2plan.plan.types.country import codes_called

    countries = book.countries(None)
    if countries.exists(text.upper()):
        return text.upper()
    found = codes_called(text, countries.names)
    if len(found) == 1:
        return found[0]
    if found:
        choice = ", ".join(f"{countries.name(code)} {code}" for code in sorted(found)[:6])
        raise UsageError(_("several countries begin like this: {countries}").format(countries=choice))
    like = countries.nearest(text)
    hint = _("did you mean {name}, {code}?").format(name=countries.name(like), code=like) if like else ""
    message = _("there is no country {text}; {hint}")
    raise UsageError(message.format(text=repr(text), hint=hint or _("write its two letters, such as SI")))


def read_day(text: str, today: date) -> date:
    """A day as people type it.

    :raises UsageError: it is none.
    """
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.moment import DATE

    day = DATE.from_text(text, Around(today, key="start"))
    if isinstance(day, date):
        return day
    raise UsageError(_("{text} is not a date; write 2027-01-15, 15 1 2027 or 1 Jan 2027").format(text=repr(text)))


def read_months(text: str) -> int:
    """A number of months.

    :raises UsageError: it is none.
    """
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.number import INTEGER
    from ka2plan.plan.values import Bad

    months = INTEGER.from_text(text, Around(least=1))
    if isinstance(months, Bad):
        raise UsageError(_("{text} is not a number of months").format(text=repr(text)))
    return int(months)


def read_partners(text: str) -> int:
    """A number of organisations that a new plan can have.

    :raises UsageError: it is none.
    """
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.number import INTEGER
    from ka2plan.plan.values import Bad

    number = INTEGER.from_text(text, Around(least=1))
    if isinstance(number, Bad) or number > MOST_PARTNERS:
        raise UsageError(
            _("{text} is no number of organisations: 1 to {most}").format(text=repr(text), most=MOST_PARTNERS)
        )
    return int(number)


def read_money(text: str) -> Decimal:
    """An amount in EUR.

    :raises UsageError: it is none, or could be two.
    """
    from ka2plan.plan.types.money import MONEY
    from ka2plan.plan.values import Bad

    value = MONEY.from_text(text)
    if isinstance(value, Bad):
        raise UsageError("; ".join(filter(None, (value.message, value.hint))))
    return Decimal(value)
