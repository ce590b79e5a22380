"""``show``: tables of one side of a plan, as text or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ka2plan.plan.model import Plan
from ka2plan.print.header import title_line
from ka2plan.print.style import Pen, plain_pen
from ka2plan.print.view import View

if TYPE_CHECKING:
    from datetime import date

SUBJECTS = ("partners", "budget", "workload", "dependencies", "milestones", "status")


def show(
    plan: Plan,
    subject: str,
    *,
    today: date,
    width: int = 80,
    management_wp: str | None = None,
    ascii: bool = False,  # noqa: A002 - the option's name
    colour: bool = False,
    plain: bool = False,
) -> str:
    """One of ``SUBJECTS`` as text under the project's title; no line is wider than ``width`` cells."""
    pen = plain_pen() if plain else Pen(width, ascii, colour)
    lines = _functions(subject)[0](View(plan, today, management_wp), pen)
    return "".join(f"{line.rstrip()}\n" for line in (title_line(plan, pen), "", *lines))


def show_json(plan: Plan, subject: str, *, today: date, management_wp: str | None = None) -> dict[str, Any]:
    """One of ``SUBJECTS`` as values for JSON; the functions in the subject's module tell the form."""
    return _functions(subject)[1](View(plan, today, management_wp))


def _functions(subject: str) -> tuple[Callable[[View, Pen], list[str]], Callable[[View], dict[str, Any]]]:
    """The function that writes a subject as lines and the one that gives its values; only its module is
    loaded.
    """
    from importlib import import_module

    module = import_module(f"ka2plan.print.{subject}")
    return getattr(module, f"{subject}_lines"), getattr(module, f"{subject}_json")
