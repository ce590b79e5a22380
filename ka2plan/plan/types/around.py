"""What a typed value is understood by: the day, the project, what stands at the place it is typed for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.named_tuples import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.plan.model import Plan


class Around(NamedTuple):
    """All of it can be missing: then only what says everything by itself is understood."""

    today: date | None = None
    """What ``tomorrow`` and ``next friday`` are counted from; the clock's own day where it is missing."""
    plan: Plan | None = None
    key: str = ""
    """Name of the key: ``start`` takes the first day of a calendar month, ``end`` and ``due`` its last."""
    present: Any = None
    """What stands there, as TOML has it: ``+500`` and ``+2 weeks`` are counted from it."""
    start: Any = None
    """Of the same entry, what an end without a value is counted from."""
    least: int | None = None
    """The smallest number permitted."""
    choices: tuple[str, ...] = ()
    ids: Collection[str] = ()
    """What a reference can name."""
    countries: Callable[[], Mapping[str, str]] | None = None
    """Gives the names of countries by code, where they are known."""


NOWHERE = Around()
