"""The application form of the plan that is open."""

from __future__ import annotations

from ka2plan.export.form_fields import FormPart
from ka2plan.export.form_parts import form_parts
from ka2plan.export.material import Material
from ka2plan.session import Snapshot


def parts_of(snapshot: Snapshot) -> tuple[FormPart, ...]:
    """The form of a plan; empty where none is known, or before the call facts are loaded."""
    book, call = snapshot.book, snapshot.call
    if book is None or call is None or call.form is None or not snapshot.readable:
        return ()
    return form_parts(Material(snapshot.plan, book))
