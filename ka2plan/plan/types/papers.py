"""Papers and evidence that are there or not, or the day they were there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.by_partner import Named
from ka2plan.plan.types.flag import FLAG
from ka2plan.plan.types.moment import DATE
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, WRONG_TYPE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key


class Paper(ValueType):
    """Yes, no, or a day."""

    __slots__ = ()

    name = "paper"
    sample = "true"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("true, false or a date")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> bool | date | Bad:
        """True, false or a date."""
        if isinstance(value, bool):
            return value
        paper = DATE.of_toml(value)
        return self.wrong(value) if isinstance(paper, Bad) and paper.code == WRONG_TYPE else paper

    def meant(self, value: Any) -> bool | None:
        """An answer in quotes."""
        return FLAG.meant(value)

    def from_text(self, typed: str, around: Around = NOWHERE) -> bool | date | Bad:
        """The answer or the day."""
        answer = FLAG.from_text(typed, around)
        found = DATE.from_text(typed, around) if isinstance(answer, Bad) else answer
        if isinstance(found, bool | date):
            return found
        message = _("{value} is neither yes, no nor a date").format(value=quoted(typed.strip()))
        return Bad(BAD_VALUE, message, found.hint)

    def to_text(self, value: Any) -> str:
        """The answer or the day."""
        return FLAG.to_text(value)

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The day it was there."""
        from ka2plan.words.figures import day

        return day(value) if isinstance(value, date) else ""

    def json_schema(self, key: Key) -> Schema:
        """True, false or a date."""
        return {"anyOf": [FLAG.json_schema(key), DATE.json_schema(key)]}


PAPER = Paper()


class Papers(Named):
    """A table name -> yes, no or a day."""

    __slots__ = ()

    name = "papers"
    sample = "{ mandate = true, oid_checked = 2027-01-12 }"
    edited = "names"
    part = PAPER


class Evidence(Named):
    """A table name -> got or not, or the day it was got."""

    __slots__ = ()

    name = "evidence"
    sample = '{ "attendance list" = 2027-02-03, materials = false }'
    edited = "names"
    part = PAPER

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """How much of it is there."""
        if not value or not isinstance(value, dict):
            return ""
        got = sum(there is not False for there in value.values())
        return _("{got} of {count} got").format(got=got, count=len(value))


PAPERS = Papers()
EVIDENCE = Evidence()
