"""Opening an entry, or the project, in the view of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import Path
from ka2plan.plan import Plan
from ka2plan.plan.schema import kind_named
from ka2plan.tui.entry.view import EntryView

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def open_entry(editor: Editor, path: Path) -> None:
    """Shows the fields of an entry, the cursor on the field that the path names, if it names one."""
    before = editor.view
    came_from = before.NAME
    trail = before.trail if isinstance(before, EntryView) else ()
    owner = owner_of(editor.plan, path)
    step = (came_from, before.owner if isinstance(before, EntryView) else None)
    editor.screen.show_view(EntryView.NAME)
    if isinstance(editor.view, EntryView):
        editor.view.data_now = lambda: editor.session.data
        editor.view.show(owner, (*trail, step))
        editor.view.select(path)


def owner_of(plan: Plan, path: Path) -> Path:
    """Whose fields a key path is shown among: those of an entry, or of the project for what is nobody's."""
    table, id = str(path[0]), str(path[1]) if len(path) > 1 else ""
    if table == "texts":
        kind = plan.kind_of(id)
        return (kind, id) if kind else ("project",)
    return path[:2] if id and kind_named(table) else ("project",)


def go_back(editor: Editor) -> None:
    """Leaves the entry: to the entry before it, else to the view it was opened from."""
    view = editor.view
    if not isinstance(view, EntryView):
        return
    owner = view.owner
    *rest, (name, before) = view.trail or (("plan", None),)
    if before is not None:
        view.show(before, tuple(rest))
        view.select(owner)
        return
    editor.screen.show_view(name if name != EntryView.NAME else "plan")
    editor.view.select(owner)
