"""Moving entries between work packages and up and down in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.document import Batch, Edit, MoveEntry, SetValue
from ka2plan.findings import Path
from ka2plan.messages import _
from ka2plan.plan import Plan
from ka2plan.schema import kind_named
from ka2plan.tui.dialogs.picker import Choice, Picker

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor


def can_change_package(path: Path) -> bool:
    """Whether an entry of this kind lies in a work package."""
    kind = kind_named(str(path[0]))
    return kind is not None and kind.key("wp") is not None


def move_to_package(editor: Editor, paths: tuple[Path, ...]) -> None:
    """Asks for the work package and puts the entries behind what is in it."""

    def chosen(wp: str) -> None:
        edits = [edit for path in paths for edit in _into(editor.plan, path, wp)]
        ids = ", ".join(str(path[1]) for path in paths)
        if edits and editor.do(Batch(tuple(edits)), _("move {ids} to {wp}").format(ids=ids, wp=wp)):
            editor.view.select(paths[0])
            editor.say(_("{ids} is in {wp} now; r gives it another id").format(ids=ids, wp=wp))

    packages = editor.plan.work_packages
    now = getattr(editor.plan.entry(str(paths[0][1])), "wp", None)
    choices = [Choice(id, id, package.title) for id, package in packages.items()]
    editor.ask(Picker(editor.look, _("Move to"), choices, now), chosen)


def _into(plan: Plan, path: Path, wp: str) -> list[Edit]:
    kind, id = str(path[0]), str(path[1])
    entries = getattr(plan, kind)
    if entries[id].wp == wp:
        return []
    edits: list[Edit] = [SetValue((kind, id, "wp"), wp)]
    behind = [other for other, entry in entries.items() if entry.wp == wp and other != id]
    return [*edits, MoveEntry(kind, id, after=behind[-1])] if behind else edits


def reorder(editor: Editor, path: Path, step: int) -> None:
    """Puts an entry before or behind its neighbour: the next of its kind in the same work package."""
    kind, id = str(path[0]), str(path[1])
    entries = getattr(editor.plan, kind)
    wp = getattr(entries[id], "wp", None)
    alike = [other for other, entry in entries.items() if getattr(entry, "wp", None) == wp]
    place = alike.index(id) + step
    if not 0 <= place < len(alike):
        editor.say(_("{id} is the last in this direction").format(id=id))
        return
    other = alike[place]
    edit = MoveEntry(kind, id, before=other) if step < 0 else MoveEntry(kind, id, after=other)
    if editor.do(edit):
        editor.view.select(path)
