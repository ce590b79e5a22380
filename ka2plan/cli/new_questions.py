"""What ``new`` asks on a terminal: a question again, with the reason, until the answer can be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ka2plan.cli.new_text import MOST_PARTNERS, Request
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Namespace

    from ka2plan.calls import Call, CallBook

Answer = TypeVar("Answer")


def ask(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    """Asks until ``read`` takes the answer; an empty one, or the end of the input, is the default."""
    while True:
        answer = _line(f"{question} [{default}]: " if default else f"{question}: ")
        try:
            return read(answer or default)
        except UsageError as reason:
            print(f"  {reason}")


def _line(prompt: str) -> str:
    from contextlib import suppress

    with suppress(ImportError):
        import readline  # noqa: F401  # so that arrows move in what is typed
    try:
        return input(prompt).strip()
    except EOFError:
        print()
        return ""


def asked(request: Request, arguments: Namespace, book: CallBook, today: date) -> Request:
    """The request after asking for what no option said."""
    call = book.call(request.type, request.call, request.round)
    if arguments.acronym is None:
        request = request._replace(acronym=ask(_("Acronym (can be changed later)"), request.acronym, read_text))
    if arguments.title is None:
        request = request._replace(title=ask(_("Title"), request.title, read_text))
    if arguments.country is None:
        question = _("Country of the coordinator (two letters, or its English name)")
        request = request._replace(country=ask(question, request.country, lambda text: read_country(text, book)))
    if arguments.partners is None:
        question = _("Number of organisations{choice}").format(choice=_partners_allowed(call))
        request = request._replace(partners=ask(question, str(request.partners), read_partners))
    if arguments.start is None:
        day = request.start.isoformat()
        question = _("First day{choice}").format(choice=_days_allowed(call, request.round))
        request = request._replace(start=ask(question, day, lambda text: read_day(text, today)))
    if arguments.months is None:
        question = _("Duration in months{choice}").format(choice=_months_allowed(call))
        request = request._replace(months=ask(question, str(request.months), read_months))
    if arguments.lump_sum is None:
        question = _("Lump sum in EUR{choice}").format(choice=_sums_allowed(call))
        request = request._replace(money=ask(question, f"{request.money:,}", read_money))
    return request


def asked_for_type(book: CallBook, default: str) -> str:
    """The type of partnership that is wanted, of those that national agencies manage or of all others."""
    for line in _types_offered(book):
        print(line)
    return ask(_("Type of partnership"), default, lambda text: read_type(text, book))


def _types_offered(book: CallBook) -> Iterator[str]:
    """The types that most people mean, a line for each action with its fields; where the others are listed."""
    offered = [known for known in book.types() if known.field and known.managed_by == "national-agency"]
    for code, name in dict.fromkeys((known.code, known.name) for known in offered):
        ids = ", ".join(known.id for known in offered if known.code == code)
        yield f"  {name}: {ids}"
    yield _("  all others: `ka2plan types`")


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
    countries = book.countries(None)
    called = {code: (name.casefold(), countries.name(code).casefold()) for code, name in countries.names.items()}
    begun = {code for code, both in called.items() if any(name.startswith(text.casefold()) for name in both)}
    named = {code for code in begun if text.casefold() in called[code]} or begun
    if countries.exists(text.upper()):
        return text.upper()
    if len(named) == 1:
        return named.pop()
    if named:
        choice = ", ".join(f"{countries.name(code)} {code}" for code in sorted(named)[:6])
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


def _days_allowed(call: Call, round_number: int) -> str:
    from ka2plan.words.figures import day

    window = call.window(round_number)
    return _(", {first} to {last}").format(first=day(window.start), last=day(window.end)) if window else ""


def _partners_allowed(call: Call) -> str:
    least = call.value("min_organisations")
    return _(", at least {least}").format(least=least) if least else ""


def _months_allowed(call: Call) -> str:
    span = call.value("duration_months")
    return _(", {least} to {most}").format(least=span[0], most=span[1]) if span else ""


def _sums_allowed(call: Call) -> str:
    from ka2plan.words.figures import either, figure

    sums = call.value("lump_sums")
    return f", {either([figure(Decimal(each)) for each in sorted(sums)])}" if sums else ""
