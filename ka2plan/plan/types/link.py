"""Links to predecessors: ``A1.1``, ``A2.0 SS+1m``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ka2plan.plan.calendar import read_lag
from ka2plan.plan.schema import LINK_TYPES
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.lag import LAG
from ka2plan.plan.types.reference import REFERENCE, id_meant
from ka2plan.plan.types.text import parts_of
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

_PARTS = re.compile(
    r"(?P<id>\S*?)(?:\s*(?P<type>FS|SS|FF|SF))?(?:(?:\s+|(?=[+-])|(?<=[FS])|^)(?P<lag>[+-]?\s*\d{1,5}\s*[a-z]*))?",
    re.ASCII | re.IGNORECASE,
)


class Link(ValueType):
    """An id, with the type and the lag where they are not those of a plain link."""

    __slots__ = ()

    name = "link"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | dict[str, str] | Bad:
        """The link; over one that stands there, its type and lag alone are enough."""
        from ka2plan.plan.types.figures import bare

        text = bare(typed) if len(typed) <= 200 else typed
        known = id_meant(text, around)
        found = None if known else _PARTS.fullmatch(text)
        if known or found is None:
            return known or (_no_link(text) if around.present is not None else REFERENCE.from_text(text, around))
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


class Links(ValueType):
    """A list of links: with commas between them, or as TOML."""

    __slots__ = ()

    name = "links"

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The links."""
        if typed.strip().startswith("["):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        links = [LINK.from_text(part, around._replace(present=None)) for part in parts_of(typed, ",;")]
        return next((link for link in links if isinstance(link, Bad)), links)

    def to_text(self, value: Any) -> str:
        """The links with commas between them."""
        return ", ".join(map(LINK.to_text, value)) if isinstance(value, list) else super().to_text(value)

    def inside(self, part: str | int) -> ValueType:
        """One link."""
        return LINK if isinstance(part, int) else LAG if part == "lag" else super().inside(part)


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
