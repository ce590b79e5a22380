"""One of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.text import TEXT
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, in_other_case, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key

OTHER_WORDS = {
    "planned": "planirano|načrtovano|not started|open|ni začeto",
    "running": "in progress|started|ongoing|v teku|poteka|začeto",
    "done": "finished|completed|complete|closed|končano|zaključeno|opravljeno|izvedeno",
    "cancelled": "canceled|dropped|odpovedano|preklicano|črtano",
    "associated": "associated partner|pridruženi partner",
    "affiliated": "affiliated entity|povezan subjekt",
    "beneficiary": "upravičenec",
    "days": "person-days|pd|dni",
    "months": "person-months|pm|meseci",
}
"""What people write for a word of the file, in English and in Slovenian."""


class Choice(ValueType):
    """One of the words of its key, in whatever letters."""

    __slots__ = ()

    name = "choice"
    sample = '"planned"'
    edited = "list"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a word")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> str | Bad:
        """One of the words of the key."""
        if not isinstance(value, str):
            return self.wrong(value)
        return value if value in key.choices else _none_of(value, key.choices)

    def meant(self, value: Any) -> str | None:
        """A number or a date in quotes."""
        return TEXT.meant(value)

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The word as the file has it."""
        wanted = typed.strip().casefold()
        meant = next((word for word in around.choices if wanted in (word, *OTHER_WORDS.get(word, "").split("|"))), None)
        return meant or _none_of(typed.strip(), around.choices)

    def json_schema(self, key: Key) -> Schema:
        """One of the words."""
        return {"enum": list(key.choices)}


def _none_of(value: str, choices: tuple[str, ...]) -> Bad:
    meant = next((choice for choice in choices if choice.casefold() == value.casefold()), None)
    if meant:
        return in_other_case(value, meant)
    hint = _("write one of {choices}").format(choices=", ".join(f'"{choice}"' for choice in choices))
    return Bad(BAD_VALUE, _("{value} is not a word for this key").format(value=quoted(value)), hint)


CHOICE = Choice()
