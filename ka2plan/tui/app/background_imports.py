"""What loads behind the first picture, in a thread: the libraries that findings and edits need."""

from __future__ import annotations

from importlib import import_module

from ka2plan.session import Session

LIBRARIES = (
    "ka2plan.tui.app.view_commands",
    "ka2plan.rules.rules",
    "ka2plan.document",
    "tomlkit",
    "ka2plan.schedule.slip",
    "ka2plan.schedule.graph_questions",
)


def load_what_comes_later(session: Session) -> None:
    """Imports the libraries and the call facts, so that the first edit need not wait for them."""
    for library in LIBRARIES:
        import_module(library)
    session.load_calls()
