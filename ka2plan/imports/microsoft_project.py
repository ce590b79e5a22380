"""MS Project's XML as a table: one task a row, in the words of the program's own export to other tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.imports.cell import Book, sheet_of, tidy
from ka2plan.imports.programs_numbers import programs_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Value = str | Decimal | date | None

NAMESPACE = "{http://schemas.microsoft.com/project}"

HEADINGS = (
    *("ID", "Outline number", "Task name", "Start", "Finish", "Percent complete", "Cost", "Predecessors"),
    *("Resource names", "Is milestone", "Notes"),
)

LINKS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
"""How the program numbers the types of links."""

DAY = 4800
"""Tenths of a minute in a day's work of eight hours, in which the program counts lags."""

LONG_DAY = 14_400
"""Tenths of a minute from one midnight to the next, for lags that run on at night."""

ELAPSED = ("4", "6", "8", "10", "12")
"""Formats of a lag that runs on at night and on Sundays."""


def is_microsoft_project(root: Element) -> bool:
    """Whether the file is MS Project's."""
    return root.tag == f"{NAMESPACE}Project"


def read_microsoft_project(root: Element) -> Book:
    """The tasks as one sheet; the row that stands for the whole project gives the title."""
    reader = _Reader(root)
    lines: list[list[Value]] = [[*HEADINGS], *reader.lines()]
    return Book("MS Project", (sheet_of("", lines),), reader.title)


class _Reader:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._tasks = [task for task in root.iter(f"{NAMESPACE}Task") if _text(task, "IsNull") != "1"]
        self._numbers = {_text(task, "UID"): _text(task, "ID") for task in self._tasks}
        people = {_text(person, "UID"): _text(person, "Name") for person in root.iter(f"{NAMESPACE}Resource")}
        self._people: dict[str, list[str]] = {}
        for share in root.iter(f"{NAMESPACE}Assignment"):
            name = people.get(_text(share, "ResourceUID"))
            if name:
                self._people.setdefault(_text(share, "TaskUID"), []).append(name)

    @property
    def title(self) -> str:
        """Of the project."""
        whole = next((_text(task, "Name") for task in self._tasks if _text(task, "OutlineLevel") == "0"), "")
        return whole or _text(self._root, "Title")

    def lines(self) -> Iterator[list[Value]]:
        for task in self._tasks:
            if _text(task, "OutlineLevel") != "0":
                yield self._line(task)

    def _line(self, task: Element) -> list[Value]:
        uid = _text(task, "UID")
        return [
            *(tidy(_text(task, "ID")), tidy(_text(task, "OutlineNumber")), tidy(_text(task, "Name"))),
            *(_day(_text(task, "Start")), _day(_text(task, "Finish"))),
            *(tidy(_text(task, "PercentComplete")), _cents(_text(task, "Cost"))),
            tidy(";".join(self._link(link) for link in task.findall(f"{NAMESPACE}PredecessorLink"))),
            tidy(";".join(dict.fromkeys(self._people.get(uid, [])))),
            "true" if _text(task, "Milestone") == "1" else None,
            tidy(_text(task, "Notes")),
        ]

    def _link(self, link: Element) -> str:
        number = self._numbers.get(_text(link, "PredecessorUID"), "")
        return f"{number}{LINKS.get(_text(link, 'Type'), 'FS')}{_lag(link)}"


def _lag(link: Element) -> str:
    """``+5 days`` or ``+5 edays``; what is no whole day stays in hours."""
    written, form = _text(link, "LinkLag"), _text(link, "LagFormat")
    tenths = int(written) if written.lstrip("-").isdecimal() and len(written) < 12 else 0
    if not tenths:
        return ""
    length, unit = (LONG_DAY, "edays") if form in ELAPSED else (DAY, "days")
    days, rest = divmod(abs(tenths), length)
    sign = "-" if tenths < 0 else "+"
    return f"{sign}{days} {unit}" if not rest else f"{sign}{abs(tenths) / 600:.2f} hours"


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{NAMESPACE}{name}") or "").strip()


def _day(written: str) -> Value:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return tidy(written)


def _cents(written: str) -> Value:
    """The program writes amounts in hundredths."""
    number = programs_number(written or "0")
    return tidy(written) if number is None else number / 100 or None
