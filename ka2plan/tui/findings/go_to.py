"""Where in the editor a finding is dealt with: the field, the list, the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import Finding, Path
from ka2plan.plan.schema import kind_named
from ka2plan.rules.rules import all_rules
from ka2plan.session import Snapshot
from ka2plan.session.form_questions import asked_of

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor

LISTS = {
    "partners": "partners",
    "activities": "plan",
    "work_packages": "plan",
    "milestones": "milestones",
    "deliverables": "milestones",
    "texts": "form",
}
"""Tables, each with the view of all that is in it."""

OF_PROJECT = ("objectives", "indicators", "overrides", "ignored")
"""Tables that are shown among the fields of the project."""


def entry_of(snapshot: Snapshot, where: Path) -> Path | None:
    """Key path of the entry that has a field for this place, the field with it; None where none has."""
    if where[:1] == ("texts",) and len(where) > 1:
        table = snapshot.plan.kind_of(str(where[1])) if where[1] != "project" else "project"
        return (table, *where[1:2]) if table else None
    known = where[:1] == ("project",) or (len(where) > 1 and kind_named(str(where[0])))
    there = where[:1] == ("project",) or (known and str(where[1]) in getattr(snapshot.plan, str(where[0])))
    return where if there else None


def go_to_finding(editor: Editor, finding: Finding) -> None:
    """Goes where the finding is dealt with: to its field, to the list that lacks something, else to its line."""
    snapshot = editor.snapshot
    added_to = all_rules()[finding.code].in_editor.adds_to
    where = (added_to,) if added_to else finding.where
    if not snapshot.readable:
        show_in_text(editor, finding)
    elif entry_of(snapshot, where) or (where and where[0] in OF_PROJECT):
        editor.entries.open(field_of(snapshot, finding, where))
    elif len(where) == 1 and where[0] in LISTS:
        editor.screen.show_view(LISTS[str(where[0])])
    else:
        show_in_text(editor, finding)


def field_of(snapshot: Snapshot, finding: Finding, where: Path) -> Path:
    """Key path of the field to go to: of missing texts the first."""
    if not all_rules()[finding.code].in_editor.to_missing_text:
        return where
    section = str(where[1])
    written = snapshot.plan.texts.get(section, {})
    owner = entry_of(snapshot, ("texts", section)) or where
    asked = (field.key for field in asked_of(snapshot, owner).texts if field.mandatory)
    missing = next((key for key in asked if not written.get(key, "").strip()), None)
    return ("texts", section, missing) if missing else where


def show_in_text(editor: Editor, finding: Finding) -> None:
    """Shows the line of the file that a finding is about."""
    editor.screen.show_view("text")
    editor.view.select(finding.where)
    if finding.position:
        editor.view.cursor = finding.position[0] - 1
