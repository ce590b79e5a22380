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

_PART = r"""(?s)\s*("(?:[^"\\]|\\.)*"\s*|[^"=:,;\s][^=:,;\n]*(?:\n\s*)?)[=:]([^=:,;\n"]+)(?:[,;\n]|$)\s*"""
"""A name, in quotes where it holds a sign that divides, and what stands for it."""

_BARE = r'[^\s"=:,;{\\][^"=:,;\n\\]*'


class Proofs(Named):
    """A table name -> there or not, or since when: ``attendance list = 3 Feb 2027, photos = no``, or as TOML."""

    __slots__ = ()

    edited = "names"
    part = PAPER

    def from_text(self, typed: str, around: Around = NOWHERE) -> dict[str, Any] | Bad:
        """The table."""
        text = typed.strip()
        parts = None if text.startswith("{") else _parts(text)
        if not parts:
            return self.from_toml(text)  # type: ignore[no-any-return]
        table: dict[str, Any] = {}
        for name, there in parts:
            value = PAPER.from_text(there, around._replace(present=None))
            if isinstance(value, Bad):
                return value
            table[name] = value
        return table

    def to_text(self, value: Any) -> str:
        """The table in one line."""
        if not isinstance(value, dict):
            return super().to_text(value)
        return ", ".join(f"{in_quotes(name)} = {PAPER.to_text(there)}" for name, there in value.items())


def _parts(text: str) -> list[tuple[str, str]] | None:
    """The names of a typed table with what stands for each; None where it is none."""
    import re

    parts, place = [], 0
    while place < len(text):
        found = re.compile(_PART).match(text, place)
        if found is None:
            return None
        parts.append((_unquoted(found[1].strip()), found[2]))
        place = found.end()
    return parts


def in_quotes(name: str) -> str:
    """A name as it can stand among others; in quotes only where it holds a sign that divides."""
    import json
    import re

    return name if re.fullmatch(_BARE, name) and name == name.strip() else json.dumps(name, ensure_ascii=False)


def _unquoted(name: str) -> str:
    import json

    if not name.startswith('"'):
        return name
    try:
        return str(json.loads(name))
    except ValueError:
        return name.strip('"')


class Papers(Proofs):
    """A table name -> yes, no or a day."""

    __slots__ = ()

    name = "papers"
    sample = "{ mandate = true, oid_checked = 2027-01-12 }"


class Evidence(Proofs):
    """A table name -> got or not, or the day it was got."""

    __slots__ = ()

    name = "evidence"
    sample = '{ "attendance list" = 2027-02-03, materials = false }'

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """How much of it is there."""
        if not value or not isinstance(value, dict):
            return ""
        got = sum(there is not False for there in value.values())
        return _("{got} of {count} received").format(got=got, count=len(value))


PAPERS = Papers()
EVIDENCE = Evidence()
