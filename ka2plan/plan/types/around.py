"""What a typed value is understood by: the day, the project, what stands at the place it is typed for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import PRIORITIES

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.plan.model import Plan
    from ka2plan.plan.schema import Key


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
    apart: str = ""
    """The one of them that is named elsewhere already: the lead, who takes part anyway."""
    must_exist: bool = False
    """Whether a reference to something else is refused, or taken for something that is still to come."""
    countries: Callable[[], Mapping[str, str]] | None = None
    """Gives the names of countries by code, where they are known."""
    agencies: Callable[[], Mapping[str, str]] | None = None
    """Gives the names of national agencies by code, where they are known."""
    is_long: bool = False
    """Whether a text may have several lines."""

    def of_key(self, key: Key) -> Around:
        """The same for a value of this key."""
        return self._replace(
            key=key.name, least=key.least, choices=key.choices, ids=ids_for(key, self.plan), is_long=key.is_long
        )


NOWHERE = Around()


def ids_for(key: Key, plan: Plan | None) -> tuple[str, ...]:
    """The ids of the plan that a key can name."""
    if plan is None:
        return ()
    kinds = (plan.project.priorities if kind == PRIORITIES else getattr(plan, kind) for kind in key.refers_to)
    return tuple(id for ids in kinds for id in ids)
