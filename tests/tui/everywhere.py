"""Every view, and every dialog that a command opens, of an editor on ``faults-to-learn-from``."""

from __future__ import annotations

from collections.abc import AsyncIterator

from ka2plan.tui.app.views import CONFLICTS, FORM, VIEWS
from tests.tui.pilot import Opened

DIALOGS = (
    *(("plan", name) for name in ("palette", "help", "theme", "search", "file.save-as", "file.export", "quit")),
    *(("plan", name) for name in ("entry.title", "entry.rename", "entry.field", "entry.link", "entry.move-to-package")),
    *(("plan", name) for name in ("edit.status", "edit.lead", "plan.filter", "move.what-if", "entry.delete")),
    ("plan", "move.project"),
    *(("plan", name) for name in ("entry.add", "entry.add-any", "changes")),
    *(("budget", name) for name in ("budget.edit", "budget.spread")),
    *(("effort", name) for name in ("effort.edit", "effort.share-out", "effort.spread", "effort.total")),
    *(("findings", name) for name in ("findings.explain", "findings.accept", "findings.filter")),
    ("dependencies", "links.add"),
    ("milestones", "milestones.filter"),
    *(("plan", name) for name in ("report.done", "report.began", "report.progress", "report.evidence")),
    ("status", "status.filter"),
    ("form", "form.filter"),
)
"""The view and the command; all but that of views of which others have the like."""

FIELDS = ("lead", "partners", "start", "note", "periods", "items")
"""Fields of an activity that are typed or chosen in dialogs of all sorts."""


async def every_place(editor: Opened) -> AsyncIterator[str]:
    """Goes everywhere, names each place, and leaves it by itself; the plan has unsaved changes."""
    app, keymap = editor.app, editor.app.editor.keymap
    app.main.view.select(("activities", "A2.1"))
    app.editor.run(keymap.named("move.month-later"))
    for entry in (*VIEWS, FORM, CONFLICTS):
        app.main.show_view(entry.name)
        await editor.pilot.pause()
        yield entry.name
    for view, command in DIALOGS:
        app.main.show_view(view)
        app.main.view.select(("activities", "A2.1"))
        app.editor.run(keymap.named(command))
        await editor.pilot.pause()
        assert app.screen is not app.main, command
        yield command
        app.pop_screen()
    for field in FIELDS:
        app.main.show_view("entry")
        app.main.view.select(("activities", "A2.1", field))
        app.editor.run(keymap.named("field.edit"))
        await editor.pilot.pause()
        assert app.screen is not app.main, field
        yield field
        app.pop_screen()
