"""One of a few words."""

from __future__ import annotations

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import Bad, one_of

OTHER_WORDS = {
    "planned": "planirano|načrtovano|not started|open|ni začeto",
    "running": "in progress|started|ongoing|v teku|poteka|začeto",
    "done": "finished|completed|complete|closed|končano|zaključeno|opravljeno|izvedeno",
    "cancelled": "canceled|dropped|odpovedano|preklicano|črtano",
    "associated": "associated partner|pridruženi partner",
    "beneficiary": "upravičenec",
    "days": "person-days|pd|dni",
    "months": "person-months|pm|meseci",
}
"""What people write for a word of the file, in English and in Slovenian."""


class Choice(ValueType):
    """One of the words of its key, in whatever letters."""

    __slots__ = ()

    name = "choice"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The word as the file has it."""
        wanted = typed.strip().casefold()
        meant = next((word for word in around.choices if wanted in (word, *OTHER_WORDS.get(word, "").split("|"))), None)
        return meant or one_of(around.choices)(typed.strip())


CHOICE = Choice()
