"""Facts of a call as values: every one knows where it was read and how far that was verified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from ka2plan.named_tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

Evidence = Literal["verified", "digest", "secondary", "memory", "draft", "override"]

VERIFIED: Final = "verified"
DIGEST: Final = "digest"
SECONDARY: Final = "secondary"
MEMORY: Final = "memory"
DRAFT: Final = "draft"
OVERRIDE: Final = "override"

EVIDENCES: tuple[Evidence, ...] = (VERIFIED, DIGEST, SECONDARY, MEMORY, DRAFT)
"""How far a fact in a file can be verified, the surest first; ``override`` is a plan's own."""

SURE = frozenset((VERIFIED, DIGEST, OVERRIDE))
"""Evidence that is good enough for an error."""


class Source(NamedTuple):
    """Where facts were read."""

    id: str
    title: str
    url: str = ""
    kind: str = "own"
    """What stands behind the address: ``official-form``, ``na-page``, ``secondary`` or, a user's, ``own``."""


class Fact(NamedTuple):
    """One thing that a call allows, asks for or recommends."""

    key: str
    value: Any
    """Numbers, texts, tuples of them, or a mapping; of the shape that ``vocabulary`` gives the key."""
    source_ids: tuple[str, ...]
    evidence: Evidence
    borrowed: bool = False
    """Whether it is another year's, because nothing is known of the plan's."""
    rule: str = ""
    """Number of the rule it belongs to, such as ``C-22``."""
    note: str = ""
    """What else there is to know; the reason, for an override."""
    fields: tuple[str, ...] = ()
    """Fields it holds for, where it does not hold for all of the type."""

    @property
    def may_be_error(self) -> bool:
        """Whether breaking it may be an error: it is sure and of the plan's own call."""
        return self.evidence in SURE and not self.borrowed


class Deadline(NamedTuple):
    """By when a round's applications have to be in."""

    round: int
    at: datetime
    """Brussels wall-clock time, without a zone."""
    published_at: datetime | None
    """The moment first published, where it was moved."""
    agency_decides: bool
    """Whether each national agency decides if it opens this round at all."""
    fact: Fact
    """The same as a fact, with source and evidence."""


class Window(NamedTuple):
    """Between which days a round's projects may start, both included."""

    round: int
    start: date
    end: date
    agency_decides: bool
    fact: Fact


class PartnershipType(NamedTuple):
    """A type of partnership as a plan names it: action code and field."""

    id: str
    """Such as ``KA220-SCH``; types without fields have the code alone."""
    code: str
    field: str
    """Such as ``SCH``; empty for types without fields."""
    name: str
    field_name: str
    family: str
    managed_by: str
    """``national-agency`` or ``eacea``."""
    name_sl: str = ""


FactFaultKind = Literal["file", "toml", "year", "no-fact", "no-key", "shape", "missing", "turned"]


class FactFault(NamedTuple):
    """What is wrong in a user's own year file or in an override; its sentence is in ``rules.fact_faults``."""

    file: str
    """Path of the file; empty for an override."""
    where: tuple[str | int, ...]
    """Key path in the file, or in the plan for an override."""
    kind: FactFaultKind
    """``file``: it cannot be opened. ``toml``: it is no TOML. ``year``: it is named for another. ``no-fact``: no fact
    has the override's name. ``no-key``: nothing of the name belongs there. ``shape``: the value is of another.
    ``missing``: a key is. ``turned``: a window ends before it begins.
    """
    about: str = ""
    """Why it cannot be opened or read; the year; the nearest name that is known; the key that is missing."""
    shape: str = ""
    """What the value must be, by the name of its shape."""
    choices: tuple[str, ...] = ()
    """What the value must be one of."""
    line: int | None = None
    column: int | None = None


def frozen(value: Any) -> Any:
    """The value with tuples in place of lists, all the way down."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value


def texts(value: Any) -> tuple[str, ...]:
    """What a file gives as a text or a list of texts."""
    return (value,) if isinstance(value, str) else tuple(value)


def fact_of(key: str, value: Any, entry: Mapping[str, Any], *, borrowed: bool = False) -> Fact:
    """The fact that an entry of a file makes of a value, with its source, evidence, rule and note."""
    return Fact(
        key,
        frozen(value),
        texts(entry["source"]),
        entry["evidence"],
        borrowed,
        ", ".join(texts(entry.get("rule", ()))),
        entry.get("note", ""),
        texts(entry.get("fields", ())),
    )
