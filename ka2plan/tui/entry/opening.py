"""Opening an entry, or the project, in the view of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import Path
from ka2plan.tui.views.entry import EntryView

if TYPE_CHECKING:
    from ka2plan.tui.editor import Editor


def open_entry(editor: Editor, path: Path) -> None:
    """Shows the fields of an entry, the cursor on the field that the path names, if it names one."""
    before = editor.view
    came_from = before.NAME
    trail = before.trail if isinstance(before, EntryView) else ()
    owner = ("project",) if path[0] == "project" else path[:2]
    step = (came_from, before.owner if isinstance(before, EntryView) else None)
    editor.screen.show_view(EntryView.NAME)
    if isinstance(editor.view, EntryView):
        editor.view.show(owner, (*trail, step))
        editor.view.select(path)


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
