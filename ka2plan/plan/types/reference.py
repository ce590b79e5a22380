"""Ids of other entries, one or several."""

from __future__ import annotations

from typing import Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.text import Texts
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _


class Reference(ValueType):
    """The id of another entry, in whatever letters."""

    __slots__ = ()

    name = "reference"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The id as the plan has it; one that is not there is refused where it must exist."""
        id = typed.strip()
        known = id_meant(id, around)
        return known or (no_such_id(id, around) if around.must_exist else id)


class References(Texts):
    """A list of ids."""

    __slots__ = ()

    name = "references"
    dividers = ",;"

    def from_text(self, typed: str, around: Around = NOWHERE) -> list[Any] | Bad:
        """The ids as the plan has them."""
        texts = super().from_text(typed, around)
        if isinstance(texts, Bad):
            return texts
        ids = [REFERENCE.from_text(text, around) if isinstance(text, str) else text for text in texts]
        return next((id for id in ids if isinstance(id, Bad)), ids)


def id_meant(typed: str, around: Around) -> str | None:
    """The known id that is written so, capitals aside."""
    if typed in around.ids:
        return typed
    return next((id for id in around.ids if id.casefold() == typed.casefold()), None)


def no_such_id(id: str, around: Around) -> Bad:
    """Why a reference cannot be meant, with the most similar one that there is."""
    from ka2plan.plan.faults import nearest

    like = nearest(id, around.ids)
    hint = _("did you mean {like}?").format(like=like) if like else ""
    return Bad(BAD_VALUE, _("there is no {value}").format(value=quoted(id)), hint)


REFERENCE = Reference()
REFERENCES = References()
