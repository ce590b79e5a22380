"""Which work package of a plan holds the project management."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ka2plan.plan import Plan


def management_package(plan: Plan) -> str | None:
    """Id of the work package that holds the management, or None where it is not known which does.

    It is the one that says so; else the one whose id reads as number 0; else as number 1, which it is in the form;
    else the only one without activities. Ids are the user's own: the form numbers work packages by their place.
    """
    packages = plan.work_packages
    numbers = {number_of(id): id for id in reversed(list(packages))}
    said = next((id for id, package in packages.items() if package.management), None)
    return said or numbers.get(0) or numbers.get(1) or _only_one_without_activities(plan)


def number_of(id: str) -> int | None:
    """The number that an id reads as: ``WP01``, ``wp-1`` and ``1`` are 1; None for a name."""
    digits = id.upper().removeprefix("WP").lstrip("._-")
    return int(digits) if digits.isascii() and digits.isdecimal() else None


def _only_one_without_activities(plan: Plan) -> str | None:
    filled = {activity.wp for activity in plan.activities.values()}
    empty = [id for id in plan.work_packages if id not in filled]
    return empty[0] if len(empty) == 1 else None
