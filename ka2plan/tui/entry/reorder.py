"""Moving entries between work packages and up and down in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.document import Batch, Edit, MoveEntry, SetValue
from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.schema import KINDS, kind_named
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def can_change_package(path: Path) -> bool:
    """Whether an entry of this kind lies in a work package."""
    kind = kind_named(str(path[0]))
    return kind is not None and kind.key("wp") is not None


def move_to_package(editor: Editor, paths: tuple[Path, ...]) -> None:
    """Asks for the work package and puts the entries behind what is in it."""

    def chosen(wp: str) -> None:
        edits = _into(editor.plan, paths, wp)
        ids = ", ".join(str(path[1]) for path in paths)
        if edits and editor.do(Batch(tuple(edits)), _("move {ids} to {wp}").format(ids=ids, wp=wp)):
            editor.view.select(paths[0])
            told = ngettext("{ids} is in {wp} now", "{ids} are in {wp} now", len(paths))
            editor.say(told.format(ids=ids, wp=wp), "good")

    packages = editor.plan.work_packages
    now = getattr(editor.plan.entry(str(paths[0][1])), "wp", None)
    choices = [Choice(id, id, package.title) for id, package in packages.items()]
    editor.ask(Picker(editor.look, _("Move to"), choices, now), chosen)


def _into(plan: Plan, paths: tuple[Path, ...], wp: str) -> list[Edit]:
    """The edits that put entries into a work package, in the order in which they are in the plan."""
    edits: list[Edit] = []
    last: dict[str, str] = {}
    order = [(kind.name, id) for kind in KINDS for id in getattr(plan, kind.name)]
    for kind, id in sorted(((str(path[0]), str(path[1])) for path in paths), key=order.index):
        entries = getattr(plan, kind)
        if entries[id].wp == wp:
            continue
        edits.append(SetValue((kind, id, "wp"), wp))
        behind = [other for other, entry in entries.items() if entry.wp == wp]
        if kind in last or behind:
            edits.append(MoveEntry(kind, id, after=last.get(kind) or behind[-1]))
        last[kind] = id
    return edits


def reorder(editor: Editor, path: Path, step: int) -> None:
    """Puts an entry before or behind its neighbour: the next of its kind in the same work package."""
    kind, id = str(path[0]), str(path[1])
    entries = getattr(editor.plan, kind)
    wp = getattr(entries[id], "wp", None)
    alike = [other for other, entry in entries.items() if getattr(entry, "wp", None) == wp]
    place = alike.index(id) + step
    if not 0 <= place < len(alike):
        editor.say(_("{id} cannot move further in this direction").format(id=id))
        return
    other = alike[place]
    edit = MoveEntry(kind, id, before=other) if step < 0 else MoveEntry(kind, id, after=other)
    if editor.do(edit):
        editor.view.select(path)
