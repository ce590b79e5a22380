"""What every type of value can do: one object a type, for the reader, every surface and the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.schema import Key
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.values import BAD_VALUE, WRONG_TYPE, Bad, as_written, quoted, type_name
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Protocol

    from ka2plan.findings import Path
    from ka2plan.plan.faults import Faults
    from ka2plan.plan.model import When

    class Reading(Protocol):
        """One reading of a plan, as far as a type needs it: what is found, what is known."""

        faults: Faults

        def single(self, where: Path, value: Any, of_type: ValueType, key: Key = ...) -> Any:
            """A single value of a type, or None after reporting why it could not be read."""

        def resolve(self, where: Path, written: When | None, as_start: bool) -> date | None:
            """The day a moment stands for."""

        def refers(self, key: Key, where: Path, id: str) -> bool:
            """Whether an id is one of those that the key can name; reported where it is not."""


Schema = dict[str, Any]
"""JSON Schema of one value."""

ANY_KEY = Key("", "text", "")
"""Stands for the key of a value that is the same whatever its key."""


class ValueType:
    """A type of value that can stand in a plan file."""

    __slots__ = ()

    name = ""
    """What the schema calls it."""
    sample = ""
    """How a value is written."""
    edited = "line"
    """How a field with such a value is changed: typed on a ``line``, chosen from a ``list``, any number ``marked``; a
    ``link`` is chosen and typed; ``links``, ``periods``, ``partners`` and ``names`` get one more; ``parts`` have fields
    of their own.
    """
    keys: tuple[str, ...] = ()
    """What the tables of this type hold, where their names are fixed."""
    is_list = False
    is_table = False

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a table")

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> Any:
        """The value as the plan holds it, or None after reporting why it could not be read."""
        return reading.single(where, value, self, key)

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> Any:
        """A single value as the plan holds it, or what is wrong with it as ``Bad``."""
        return self.wrong(value)

    def wrong(self, value: Any) -> Bad:
        """The value is of another TOML type than this."""
        message = _("{value} is {found}, not {wanted}")
        message = message.format(value=quoted(value), found=type_name(value), wanted=self.wanted())
        return Bad(WRONG_TYPE, message, self._rewritten(value) or self.how_to_write())

    def how_to_write(self) -> str:
        """A hint with a sample."""
        return _("write your value in this form: {sample}").format(sample=self.sample)

    def _rewritten(self, value: Any) -> str:
        """The hint where the same value, written otherwise, would do."""
        if self.is_list and isinstance(value, str):
            return _("write it in brackets: {value}").format(value=f"[{quoted(value)}]")
        other = self.meant(value)
        if isinstance(other, str):
            return _("write it in quotes: {value}").format(value=quoted(other))
        if other is not None and isinstance(value, str):
            return _("write it without quotes: {value}").format(value=as_written(other))
        if other is not None:
            return _("write it without decimals: {value}").format(value=other)
        return ""

    def meant(self, value: Any) -> Any:
        """What a value of another TOML type can only mean, or None: ``"24"`` for 24, 24.0 for 24, 5 for ``"5"``."""
        return None

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The TOML value that a typed text stands for, or what is wrong with it as ``Bad``; the same everywhere."""
        return self.from_toml(typed)

    def from_toml(self, typed: str) -> Any:
        """The table or list that was typed as the file has it, or what is wrong with it as ``Bad``."""
        value = toml_value(typed, self.how_to_write())
        if isinstance(value, dict | list | Bad):
            return value
        return Bad(BAD_VALUE, _("{value} is a single value").format(value=quoted(typed)), self.how_to_write())

    def to_text(self, value: Any) -> str:
        """A TOML value as one would type it: ``from_text`` understands it as the same value."""
        return "" if value is None else str(value)

    def in_words(self, value: Any, around: Around = NOWHERE) -> str:
        """A value with its unit, where the bare one does not say it."""
        return ""

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """What a value means, such as the day of a month or the name behind an id; empty where it says all itself."""
        return ""

    def inside(self, part: str | int) -> ValueType:
        """The type of a value within one of this type, such as one partner's part of a budget."""
        from ka2plan.plan.types.text import TEXT

        return TEXT

    def json_schema(self, key: Key) -> Schema:
        """The JSON Schema of such a value."""
        raise NotImplementedError


def toml_value(typed: str, hint: str = "") -> Any:
    """What a text is as a value of TOML, or why it is none as ``Bad``."""
    from ka2plan.toml import TomlFault, parse

    try:
        return parse(f"value = {typed}\n")["value"]
    except TomlFault as fault:
        message = _("{value} is not a TOML value: {reason}").format(value=quoted(typed), reason=fault.message)
        return Bad(BAD_VALUE, message, hint)


def each_of(parts: list[str], understand: Callable[[str], Any]) -> list[Any] | Bad:
    """The values that the parts of a typed list stand for, or why the first that stands for none does not."""
    values = [understand(part) for part in parts]
    return next((value for value in values if isinstance(value, Bad)), values)


def table_schema(value: Schema) -> Schema:
    """The JSON Schema of a table whose names are free."""
    return {"type": "object", "additionalProperties": value}


def object_schema(properties: dict[str, Schema], *, required: bool = False) -> Schema:
    """The JSON Schema of a table whose names are fixed, all of them required or none."""
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(properties)} if required else made
