"""Reading the keys of entries by their types, with what the plan knows: its ids, its calendar."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.findings import ADVICE, Path
from ka2plan.plan.calendar import Calendar
from ka2plan.plan.faults import DOUBLED, Faults, owner_of
from ka2plan.plan.model import Month, When
from ka2plan.plan.schema import Key
from ka2plan.plan.types import ValueType
from ka2plan.plan.types.value_type import ANY_KEY
from ka2plan.plan.values import Bad
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date


class FieldReader:
    """Reads keys by type; needs the ids of the plan for references and the calendar for project months."""

    def __init__(self, faults: Faults, ids: Mapping[str, Collection[str]], unsure: Collection[str]) -> None:
        self.faults = faults
        self.ids = ids
        self.unsure = unsure
        """Kinds whose table could not be read: what names one of their entries is not looked up."""
        self.calendar: Calendar | None = None

    def single(self, where: Path, value: Any, of_type: ValueType, key: Key = ANY_KEY) -> Any:
        """A single value of a type; one written wrongly that can mean only one thing is reported and used."""
        result = of_type.of_toml(value, key)
        if not isinstance(result, Bad):
            return result
        self.faults.reject(where, result)
        return result.value

    def resolve(self, where: Path, written: When | None, as_start: bool) -> date | None:
        """The day a moment stands for: a project month's first day as a start, its last otherwise."""
        if not isinstance(written, Month):
            return written
        if self.calendar is None:
            self.faults.unread.add(where)
            return None
        month = written.number
        return self.calendar.start_of(month) if as_start else self.calendar.end_of(month)

    def refers(self, key: Key, where: Path, id: str) -> bool:
        """Whether an id is one of those that the key can name; reported where it is not."""
        for kind in key.refers_to:
            if id in self.ids[kind]:
                return True
        if any(kind in self.unsure for kind in key.refers_to):
            self.faults.unread.add(where)
        else:
            self.faults.dangling(where, key, id, self.ids)
        return False

    def lead_among_partners(self, where: Path, lead: str | None, partners: Any) -> None:
        """Reports the lead named once more among the partners, which come as they stand in the file."""
        if lead and isinstance(partners, list) and lead in partners:
            message = _("{owner}: {id} leads and is named among the partners as well")
            place = (*where, "partners", partners.index(lead))
            hint = _("delete it from `partners`")
            self.faults.report(DOUBLED, place, message.format(owner=owner_of(where), id=lead), hint, ADVICE)
