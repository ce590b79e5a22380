"""What ``doctor`` says of a plan and of its repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ka2plan.cli.doctor_line import Line
from ka2plan.errors import Ka2planError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ka2plan.git.setup import Installation


def plan_lines(path: str | None) -> Iterator[Line]:
    """The lines on the repository of the plan, or of the folder at hand, and on the plan where one is named."""
    yield _repository(path or os.curdir)
    if path is not None:
        yield _plan(path)


def _repository(path: str) -> Line:
    label = _("merging")
    try:
        from ka2plan.git.setup import Installation

        installation = Installation(path)
        lacks = [*installation.lacks(), *_not_marked(path, installation)]
    except (Ka2planError, FileNotFoundError):  # the current folder may be gone
        step = _("To share the plan and keep its history: `git init`, then `ka2plan git install`.")
        return Line("repository", label, _("not in a git repository"), step)
    if not lacks:
        return Line(
            "repository", label, _("this clone has the merge driver, hunk headers and the check before commits")
        )
    step = _("Run `ka2plan git install` in this clone.")
    return Line("repository", label, "; ".join(lacks), step)


def _not_marked(path: str, installation: Installation) -> Iterator[str]:
    """A sentence where this very plan is not merged as a plan, though others are."""
    from ka2plan.cli.tracked_plans import tracked_plans, unmarked_plans, unmarked_text

    place = installation.place
    if os.path.isfile(path) and place.name_of(path) in unmarked_plans(place, tracked_plans(place)):
        yield unmarked_text(place, place.name_of(path))


def _plan(path: str) -> Line:
    from ka2plan.cli.plan_files import load
    from ka2plan.plan.reader_versions import FIRST, version_needed

    label = _("plan")
    try:
        needed = version_needed(load(path).plan)
    except Ka2planError as error:
        return Line("plan", label, str(error), _("`ka2plan check` shows what is wrong in it."))
    if needed == FIRST:
        return Line("plan", label, _("every version of ka2plan reads it"))
    found = _("needs ka2plan {version} or newer: a capacity or an effort names months").format(version=needed)
    return Line("plan", label, found)
