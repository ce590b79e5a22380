"""What ``new`` asks on a terminal: a question again, with the reason, until the answer can be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ka2plan.errors import UsageError
from ka2plan.imports.starter_answers import (
    read_country,
    read_day,
    read_money,
    read_months,
    read_partners,
    read_text,
    read_type,
)
from ka2plan.imports.starter_text import Request
from ka2plan.words.figures import figure
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

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
        question = _("Country of the coordinator (two letters, or its name)")
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
        request = request._replace(money=ask(question, figure(request.money), read_money))
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
