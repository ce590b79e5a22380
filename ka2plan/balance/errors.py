"""Errors of a plan by what they are known by, to tell whether a proposal brings one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.findings import ERROR
from ka2plan.plan import Reading
from ka2plan.rules import check
from ka2plan.toml import format_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ka2plan.calls import CallBook


def errors_by(book: CallBook, today: date) -> Callable[[Reading], set[tuple[str, ...]]]:
    """Finds the errors of a plan by the rules of its call, each as code, place and sentence."""

    def errors(reading: Reading) -> set[tuple[str, ...]]:
        found = check(reading, book, today).findings
        return {(one.code, format_path(one.where), one.message) for one in found if one.severity == ERROR}

    return errors
