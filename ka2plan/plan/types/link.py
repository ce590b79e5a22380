"""Links to predecessors: ``A1.1``, ``A2.0 SS+1m``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.plan.calendar import read_lag
from ka2plan.plan.model import Link as LinkOfPlan
from ka2plan.plan.schema import LINK_KEYS, LINK_TYPES, Key, is_id
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.choice import CHOICE
from ka2plan.plan.types.lag import LAG
from ka2plan.plan.types.reference import REFERENCE, id_meant
from ka2plan.plan.types.text import TEXT, parts_of
from ka2plan.plan.types.value_type import Schema, ValueType, each_of
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.types.value_type import Reading

LONGEST = 200
"""Characters of the longest link that anybody types."""

TYPE_KEY = Key("type", "choice", "", choices=LINK_TYPES)

_PARTS = (
    r"(?ai)(?P<id>\S*?)(?:\s*(?P<type>FS|SS|FF|SF))?"
    r"(?:(?:\s+|(?=[+-])|(?<=[FS])|^)(?P<lag>[+-]?\s*\d{1,5}\s*[a-z]*))?"
)


class Link(ValueType):
    """An id, with the type and the lag where they are not those of a plain link."""

    __slots__ = ()

    name = "link"
    sample = '"A1"'
    edited = "link"
    keys = LINK_KEYS

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("an id")

    def read_at(self, reading: Reading, key: Key, list_path: Path, place: int, value: Any) -> LinkOfPlan | None:
        """The link at a place of a list, where it names something."""
        where = (*list_path, place)
        if isinstance(value, str):
            return LinkOfPlan(id=value, place=place) if reading.refers(key, where, value) else None
        if not isinstance(value, dict):
            reading.faults.reject(where, self.wrong(value))
            return None
        reading.faults.unknown_keys(where, value, self.keys)
        if "id" not in value:
            reading.faults.missing((*where, "id"), self.sample)
            return None
        id = REFERENCE.read(reading, key, (*where, "id"), value["id"])
        link_type = reading.single((*where, "type"), value.get("type", "FS"), CHOICE, TYPE_KEY)
        lag = reading.single((*where, "lag"), value.get("lag", "0d"), LAG)
        return LinkOfPlan(id, link_type, lag, place) if id and link_type and lag is not None else None

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The link; over one that stands there, its type and lag alone are enough."""
        import re

        from ka2plan.plan.types.figures import bare

        text = bare(typed) if len(typed) <= LONGEST else typed
        known = id_meant(text, around)
        found = None if known or len(text) > LONGEST else re.fullmatch(_PARTS, text)
        if known or found is None:
            return known or (_no_link(text) if around.present is not None else REFERENCE.from_text(text, around))
        if around.present is None and is_id(text) and not id_meant(found["id"], around):
            return REFERENCE.from_text(text, around)
        present = link_parts(around.present)
        id = found["id"] or (present[0] if present else "")
        if present and found["id"] and not id_meant(id, around):
            return _no_link(text)
        meant = REFERENCE.from_text(id, around) if id else _no_link(text)
        lag = LAG.from_text(found["lag"]) if found["lag"] else ""
        if isinstance(meant, Bad) or isinstance(lag, Bad):
            return meant if isinstance(meant, Bad) else lag
        return written(meant, (found["type"] or LINK_TYPES[0]).upper(), lag)

    def to_text(self, value: Any) -> str:
        """The link in one line."""
        parts = link_parts(value)
        if parts is None:
            return super().to_text(value)
        detail = link_detail(value)
        return parts[0] if detail == "FS" else f"{parts[0]} {detail}"

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """When it lets something start or end."""
        from ka2plan.plan.types.link_words import link_meaning

        return link_meaning(value)

    def json_schema(self, key: Key) -> Schema:
        """An id, or a table with type and lag."""
        text = TEXT.json_schema(key)
        parts = {"id": text, "type": CHOICE.json_schema(TYPE_KEY), "lag": LAG.json_schema(key)}
        table = {"type": "object", "properties": parts, "required": ["id"], "additionalProperties": False}
        return {"anyOf": [text, table]}


class Links(ValueType):
    """A list of links: with commas between them, or as TOML."""

    __slots__ = ()

    name = "links"
    sample = '["A1.1", { id = "A1.2", type = "SS", lag = "2w" }]'
    edited = "links"
    is_list = True

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a list of what it comes after")

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> tuple[LinkOfPlan, ...] | None:
        """The links that name something."""
        if not isinstance(value, list):
            reading.faults.reject(where, self.wrong(value))
            return None
        links = [LINK.read_at(reading, key, where, place, item) for place, item in enumerate(value)]
        return tuple(link for link in links if link is not None)

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The links."""
        if typed.strip().startswith("["):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        around = around._replace(present=None)
        return each_of(parts_of(typed, ",;"), lambda part: LINK.from_text(part, around))

    def to_text(self, value: Any) -> str:
        """The links with commas between them."""
        return ", ".join(map(LINK.to_text, value)) if isinstance(value, list) else super().to_text(value)

    def inside(self, part: str | int) -> ValueType:
        """One link, or its lag."""
        return LINK if isinstance(part, int) else LAG if part == "lag" else super().inside(part)

    def json_schema(self, key: Key) -> Schema:
        """A list of links."""
        return {"type": "array", "items": LINK.json_schema(key)}


def link_parts(value: Any) -> tuple[str, str, str] | None:
    """Id, type and lag of a link as TOML has it; None where it is none."""
    if isinstance(value, str):
        return value, "FS", "0d"
    if not isinstance(value, Mapping) or "id" not in value:
        return None
    return str(value["id"]), str(value.get("type", "FS")), str(value.get("lag", "0d"))


def link_detail(value: Any) -> str:
    """``SS 2w``: the type of a link, and its lag where it has one."""
    _id, type_, lag = link_parts(value) or ("", "FS", "0d")
    return f"{type_} {lag}" if _is_some(lag) else type_


def written(id: str, type_: str, lag: str) -> str | dict[str, str]:
    """A link as the file has it: the id alone where nothing else is to be said."""
    more = {"type": type_ if type_ != "FS" else "", "lag": lag if _is_some(lag) else ""}
    parts = {name: part for name, part in more.items() if part}
    return {"id": id, **parts} if parts else id


def _is_some(lag: str) -> bool:
    read = read_lag(lag)
    return read.number != 0 if read else bool(lag)


def _no_link(text: str) -> Bad:
    hint = _("FS, SS, FF or SF, and a lag such as 10d, -2w, 1m")
    return Bad(BAD_VALUE, _("{value} is neither a type of link nor a lag").format(value=quoted(text)), hint)


LINK = Link()
LINKS = Links()
