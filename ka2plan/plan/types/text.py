"""Texts, and lists of short ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.findings import WARNING, Path
from ka2plan.plan.faults import DOUBLED, place_of
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import UNSEEN, Bad, as_written, quoted
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import in_one_line, unseen_in, without_unseen

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading


class Text(ValueType):
    """A text as it stands; of what is typed without what word processors leave in it unseen, in one line if need be."""

    __slots__ = ()

    name = "text"
    sample = '"text"'

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a text")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> str | Bad:
        """A string as it stands; it is told where something is in it that nobody sees."""
        if not isinstance(value, str):
            return self.wrong(value)
        unseen = unseen_in(value)
        return _with_unseen(value, unseen) if unseen else value

    def meant(self, value: Any) -> str | None:
        """A number or a date in quotes."""
        return as_written(value) if type(value) in (int, Decimal, date) else None

    def from_text(self, typed: str, around: Around = NOWHERE) -> str:
        """The text, its lines joined where it has to be one."""
        return without_unseen(typed).strip() if around.is_long else in_one_line(typed)

    def json_schema(self, key: Key) -> Schema:
        """A string."""
        return {"type": "string"}


class Texts(ValueType):
    """A list of texts: with commas between them, or as TOML."""

    __slots__ = ()

    name = "texts"
    sample = '["one", "two"]'
    edited = "marked"
    is_list = True
    dividers = ","

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a list of texts")

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> tuple[str, ...] | None:
        """The texts, each once; what is no text in it is reported and left out."""
        texts = self.places(reading, where, value)
        return None if texts is None else distinct(reading, where, texts)

    def places(self, reading: Reading, where: Path, value: Any) -> list[tuple[int, str]] | None:
        """The strings of a list with their places; what is no string in it is reported and left out."""
        if not isinstance(value, list):
            reading.faults.reject(where, self.wrong(value))
            return None
        read = [(place, reading.single((*where, place), item, TEXT)) for place, item in enumerate(value)]
        return [(place, text) for place, text in read if text is not None]

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The texts."""
        if typed.strip().startswith("["):
            value = self.from_toml(typed.strip())
            return value if isinstance(value, list | Bad) else [value]
        return parts_of(typed, self.dividers)

    def to_text(self, value: Any) -> str:
        """The texts with commas between them; as TOML where that would divide one of them."""
        if not isinstance(value, list):
            return super().to_text(value)
        texts = [item for item in value if isinstance(item, str)]
        if all([text] == parts_of(text, self.dividers) and text[0] != "[" for text in texts):
            return ", ".join(texts)
        import json

        return json.dumps(texts, ensure_ascii=False)

    def json_schema(self, key: Key) -> Schema:
        """A list of strings."""
        return {"type": "array", "items": {"type": "string"}}


def distinct(reading: Reading, where: Path, texts: list[tuple[int, str]]) -> tuple[str, ...]:
    """The texts of a list; what is named twice is reported, and stands once."""
    first: dict[str, int] = {}
    for place, text in texts:
        if first.setdefault(text, place) != place:
            message = _("{place} names {id} twice").format(place=place_of(where), id=quoted(text))
            reading.faults.report(DOUBLED, (*where, place), message, _("delete one of the two"), WARNING)
    return tuple(first)


def parts_of(typed: str, dividers: str = ",") -> list[str]:
    """What stands between these signs and the ends of lines."""
    text = without_unseen(typed)
    for divider in dividers:
        text = text.replace(divider, "\n")
    return [part.strip() for part in text.splitlines() if part.strip()]


def _with_unseen(value: str, unseen: str) -> Bad:
    count = sum(map(value.count, unseen))
    message = ngettext(
        "{value} has {count} invisible character: {signs}",
        "{value} has {count} invisible characters: {signs}",
        count,
    )
    signs = ", ".join(f"U+{ord(character):04X}" for character in unseen)
    hint = _("they are left out of every export; type the text again, or let `check --fix` delete them")
    return Bad(UNSEEN, message.format(value=quoted(in_one_line(value)), count=count, signs=signs), hint, value)


TEXT = Text()
TEXTS = Texts()
