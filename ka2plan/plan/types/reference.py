"""Ids of other entries, one or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.faults import nearest
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.text import TEXT, Text, Texts, distinct
from ka2plan.plan.types.value_type import each_of
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _
from ka2plan.words.visible import without_unseen

if TYPE_CHECKING:
    from ka2plan.findings import Path
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.value_type import Reading


class Reference(Text):
    """The id of another entry, in whatever letters."""

    __slots__ = ()

    name = "reference"
    sample = '"ABC"'
    edited = "list"

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> str | None:
        """The id, where it names something."""
        text = reading.single(where, value, TEXT)
        id = None if text is None else without_unseen(text)
        return id if id is not None and reading.refers(key, where, id) else None

    def meant(self, value: Any) -> None:
        """Nothing for sure: an id is no number."""

    def from_text(self, typed: str, around: Around = NOWHERE) -> Any:
        """The id as the plan has it; one that is not there is refused where it must exist."""
        id = typed.strip()
        known = id_meant(id, around)
        return known or (no_such_id(id, around) if around.must_exist else id)

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The title or the name behind the id."""
        if around.plan is None or not isinstance(value, str):
            return ""
        if around.key == "wp":
            package = around.plan.work_packages.get(value)
            return package.title if package else ""
        partner = around.plan.partners.get(value)
        return partner.name if partner else ""


class References(Texts):
    """A list of ids."""

    __slots__ = ()

    name = "references"
    sample = '["A1", "A2"]'
    dividers = ",;"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a list of ids")

    def read(self, reading: Reading, key: Key, where: Path, value: Any) -> tuple[str, ...] | None:
        """The ids that name something, each once."""
        texts = self.places(reading, where, value)
        if texts is None:
            return None
        ids = [(place, without_unseen(text)) for place, text in texts]
        known = [(place, id) for place, id in ids if reading.refers(key, (*where, place), id)]
        return distinct(reading, where, known)

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The ids as the plan has them; of those who take part, a word stands for all of them."""
        if around.key == "partners" and is_everyone(typed) and id_meant(typed.strip(), around) is None:
            return [id for id in around.ids if id != around.apart]
        texts = super().from_text(typed, around)
        if isinstance(texts, Bad):
            return texts
        return each_of(texts, lambda text: REFERENCE.from_text(str(text), around))


def is_everyone(typed: str) -> bool:
    """Whether a word for all partners was typed."""
    return typed.strip().casefold() in ("everyone", "everybody", "all", _("everyone").casefold())


def id_meant(typed: str, around: Around) -> str | None:
    """The known id that is written so, capitals aside."""
    if typed in around.ids:
        return typed
    return next((id for id in around.ids if id.casefold() == typed.casefold()), None)


def no_such_id(id: str, around: Around) -> Bad:
    """Why a reference cannot be meant, with the most similar one that there is."""
    like = nearest(id, around.ids)
    hint = _("did you mean {like}?").format(like=like) if like else ""
    return Bad(BAD_VALUE, _("there is no {value}").format(value=quoted(id)), hint)


REFERENCE = Reference()
REFERENCES = References()
