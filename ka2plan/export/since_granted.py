"""What is otherwise than in the plan as granted, entry by entry, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.changes.amendments import FILE_ONLY, needs_of
from ka2plan.changes.change_words import ChangeWords
from ka2plan.changes.changes import REMOVED, Change
from ka2plan.plan import Activity, Plan
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import Call
    from ka2plan.changes.comparison import Comparison
    from ka2plan.findings import Path


class SinceGranted:
    """The changes that the application would know of: not what was done, nor what only this file has."""

    def __init__(self, comparison: Comparison, call: Call) -> None:
        self._comparison = comparison
        self._words = ChangeWords(comparison)
        self._by_entry: dict[Path, list[Change]] = {}
        for need in needs_of(comparison, call):
            for change in need.changes if need.needs != FILE_ONLY else ():
                self._by_entry.setdefault(change.entry, []).append(change)

    def sentence(self, table: str, id: str) -> str:
        """What was changed of an entry; empty where nothing was."""
        changes = [change for change in self._by_entry.get((table, id), ()) if change.key != ("status",)]
        return "; ".join(self._words.sentences_on(changes))

    def of_project(self) -> list[str]:
        """What was changed of the project itself and of its partners."""
        changes = [
            change for entry, found in self._by_entry.items() if entry[0] in ("project", "partners") for change in found
        ]
        return self._words.sentences_on(changes)

    def taken_out(self, package: str | None) -> list[Activity]:
        """Activities of a work package, or of none, that the plan as granted has and this one has not."""
        old = self._comparison.old.activities
        gone = (
            old.get(str(change.where[1]))
            for change in self._comparison.changes
            if change.what == REMOVED and not change.key and change.where[0] == "activities"
        )
        known = self._comparison.new.work_packages
        return [one for one in gone if one and (one.wp if one.wp in known else None) == package]


def compared_with_grant(path: str, plan: Plan, text: str) -> tuple[Comparison | None, str]:
    """The plan as granted and as it is, where the plan says which version was granted; else why there is none."""
    from ka2plan.changes.comparison import Comparison
    from ka2plan.changes.granted import granted_text
    from ka2plan.errors import Ka2planError

    if not plan.project.granted:
        return None, ""
    try:
        return Comparison(granted_text(path, plan.project.granted), text), ""
    except Ka2planError as error:
        return None, _("changes since the grant are not shown: {reason}").format(reason=error)
