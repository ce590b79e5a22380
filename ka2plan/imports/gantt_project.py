"""GanttProject's own files (.gan) as a table: one task a row, in the words of its CSV export."""

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

HEADINGS = (
    *("ID", "Outline number", "Name", "Begin date", "Duration", "Completion", "Cost", "Coordinator"),
    *("Resources", "Predecessors", "Is milestone", "Notes"),
)

LINKS = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
"""How the program numbers the types of links."""

MOST_DEEP = 30


def read_gantt_project(root: Element) -> Book:
    """The tasks as one sheet."""
    reader = _Reader(root)
    lines: list[list[Value]] = [[*HEADINGS], *reader.lines()]
    return Book("GanttProject", (sheet_of("", lines),), root.get("name", ""))


class _Reader:
    """Tasks with what other parts of the file say of them."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._people = {person.get("id"): person.get("name", "") for person in root.iter("resource")}
        self._shares: dict[str, list[Element]] = {}
        for share in root.iter("allocation"):
            self._shares.setdefault(share.get("task-id", ""), []).append(share)
        self._links: dict[str, list[str]] = {}
        for task in root.iter("task"):
            for link in task.findall("depend"):
                self._links.setdefault(link.get("id", ""), []).append(_link(task.get("id", ""), link))

    def lines(self) -> Iterator[list[Value]]:
        tasks = self._root.find("tasks")
        if tasks is not None:
            yield from self._below(tasks, "", 0)

    def _below(self, parent: Element, number: str, depth: int) -> Iterator[list[Value]]:
        for place, task in enumerate(parent.findall("task"), 1):
            outline = f"{number}.{place}" if number else str(place)
            yield self._line(task, outline)
            if depth < MOST_DEEP:
                yield from self._below(task, outline, depth + 1)

    def _line(self, task: Element, outline: str) -> list[Value]:
        id = task.get("id", "")
        is_milestone = task.get("meeting") == "true"
        shares = self._shares.get(id, [])
        leads = [self._name(share) for share in shares if share.get("responsible") == "true"]
        notes = task.find("notes")
        return [
            *(tidy(id), outline, tidy(task.get("name", "")), _day(task.get("start", ""))),
            None if is_milestone else tidy(task.get("duration", "")),
            *(tidy(task.get("complete", "")), _number(task.get("cost-manual-value", ""))),
            tidy(next(iter(leads), "")),
            tidy(";".join(self._name(share) for share in shares)),
            tidy(";".join(self._links.get(id, []))),
            "true" if is_milestone else None,
            tidy(notes.text or "") if notes is not None else None,
        ]

    def _name(self, share: Element) -> str:
        return self._people.get(share.get("resource-id"), "")


def _link(id: str, link: Element) -> str:
    """As the program's CSV has it: ``1-FS=P-1D``."""
    lag = link.get("difference", "0")
    return f"{id}-{LINKS.get(link.get('type', '2'), 'FS')}" + (f"=P{lag}D" if lag not in ("", "0") else "")


def _day(written: str) -> Value:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return tidy(written)


def _number(written: str) -> Value:
    number = programs_number(written or "0")
    return tidy(written) if number is None else number or None


def is_gantt_project(root: Element) -> bool:
    """Whether the file is GanttProject's."""
    return root.tag == "project" and root.find("tasks") is not None
