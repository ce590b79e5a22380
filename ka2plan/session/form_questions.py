"""What the application form asks of an entry: texts with their limits, and papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.session.snapshot import Snapshot
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls.forms import Field, Form

ABOUT = {
    "project": "project",
    "partners": "partner",
    "work_packages": "work-package",
    "activities": "activity",
    "milestones": "milestone",
    "deliverables": "deliverable",
}


class Asked(NamedTuple):
    """What the form wants to know of one entry."""

    texts: tuple[Field, ...] = ()
    """Answers in words that a plan has under ``[texts.*]``."""
    limits: Mapping[str, int] = {}
    """Key of the entry -> the most characters that the form takes of it."""
    papers: Mapping[str, str] = {}
    """Name of a paper that goes with the application -> what it is."""

    def limit(self, key: str) -> int | None:
        """The most characters of a key's text."""
        return self.limits.get(key)


def asked_of(snapshot: Snapshot, owner: Path) -> Asked:
    """What the form asks of an entry; nothing before the call facts are loaded, or where no form is known."""
    form = snapshot.call.form if snapshot.call else None
    about = ABOUT.get(str(owner[0]))
    if form is None or about is None:
        return Asked()
    about = _management(snapshot, form, owner) or about
    texts = tuple(field for field in form.texts(about) if not field.path)
    fields = (*form.texts(about), *form.values(about))
    limits = {field.path.rpartition(".")[2]: field.limit for field in fields if field.path and field.limit}
    whose = {about, "coordinator"} if owner[-1] == snapshot.plan.project.coordinator else {about}
    papers = {
        paper.key: _(paper.label) for paper in form.papers if about in ("partner", "project") and paper.about in whose
    }
    return Asked(texts, limits, papers)


def _management(snapshot: Snapshot, form: Form, owner: Path) -> str | None:
    """``management`` for the work package that the form asks about otherwise than about the others."""
    call = snapshot.call
    is_it = call and owner == ("work_packages", call.management_wp)
    return "management" if is_it and (form.values("management") or form.texts("management")) else None
