"""``types --draft YEAR``: a year file to go through, with the newest values, each marked as not confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ka2plan.calls.book import CallBook
from ka2plan.calls.model import DRAFT, Fact
from ka2plan.calls.year_file import YearFile
from ka2plan.toml import format_path
from ka2plan.toml.paths import quoted
from ka2plan.words.messages import _


def draft_year(book: CallBook, year: int) -> str:
    """The text of a year file: newest values as drafts, dates left out with what to fill in.

    It reads as a year file at once; its facts never make an error before their evidence is changed.
    """
    lines = list(_head(year))
    for code, facts in _newest_facts(book, year).items():
        lines += ["", f"[{format_path(('facts', code))}]", *map(_fact_line, facts.values())]
    for code, entry in _newest_payments(book, year).items():
        lines += ["", f"[{format_path(('payment', code))}]", *_payment_lines(entry)]
    return "\n".join([*lines, *_dates_to_fill_in(year)]) + "\n"


def _head(year: int) -> Iterator[str]:
    for line in (
        _("Draft of the call of {year}. All values are those of older calls and not confirmed:"),
        _("compare each with the guide, correct value and source, and write the evidence:"),
        _("“verified”, “digest”, “secondary” or “memory”. Delete the facts and the types that are gone."),
        _("Put the file as {year}.toml into a folder for --facts, or among your settings under calls/."),
    ):
        yield "# " + line.format(year=year)
    yield f"year = {year}"


def _older(book: CallBook, year: int) -> list[YearFile]:
    """The years before, the newest last; all years where there is none before."""
    return [book.year(known) for known in book.years if known < year] or [book.year(book.years[0])]


def _newest_facts(book: CallBook, year: int) -> dict[str, Mapping[str, Fact]]:
    newest: dict[str, Mapping[str, Fact]] = {}
    for file in _older(book, year):
        newest = {**file.facts, **{code: facts for code, facts in newest.items() if code not in file.facts}}
    return newest


def _newest_payments(book: CallBook, year: int) -> dict[str, Mapping[str, Any]]:
    newest: dict[str, Mapping[str, Any]] = {}
    for file in _older(book, year):
        newest.update(file.payments)
    return newest


def _fact_line(fact: Fact) -> str:
    entry = {"value": fact.value, "source": _one_or_more(fact.source_ids), "evidence": DRAFT}
    entry |= {"rule": fact.rule} if fact.rule else {}
    entry |= {"fields": fact.fields} if fact.fields else {}
    entry |= {"note": fact.note} if fact.note else {}
    return f"{fact.key} = {toml_value(entry)}"


def _payment_lines(entry: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {toml_value(value)}" for key, value in {**entry, "evidence": DRAFT}.items()]


def _one_or_more(ids: tuple[str, ...]) -> str | tuple[str, ...]:
    return ids[0] if len(ids) == 1 else ids


def _dates_to_fill_in(year: int) -> Iterator[str]:
    """Rounds and countries as comments: they are never taken from another year."""
    yield from (
        "",
        "# " + _("Deadlines (Brussels time) and start windows are not copied. One table for each round:"),
        "# [[rounds]]",
        "# round = 1",
        '# types = ["KA210", "KA220"]',
        f'# deadline = {{ at = {year}-MM-DDT12:00:00, source = "...", evidence = "verified" }}',
        f'# start = {{ from = {year}-MM-DD, to = {year}-MM-DD, source = "...", evidence = "verified" }}',
        "",
        "# " + _("Countries: without tables of its own, the year uses the groups of the newest year."),
        "# [[groups]]",
        '# id = "associated"',
        '# members = ["..", ".."]',
        '# source = "..."',
        '# evidence = "verified"',
    )


def toml_value(value: Any) -> str:
    """A value as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, Mapping):
        pairs = (f"{format_path((key,))} = {toml_value(item)}" for key, item in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return f"{value:_}" if isinstance(value, int) and value >= 10_000 else f"{Decimal(value):f}"
