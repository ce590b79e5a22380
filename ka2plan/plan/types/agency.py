"""National agencies by their codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.text import Text
from ka2plan.plan.types.value_type import Schema

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key

CODE = "[A-Z]{2}[0-9]{2}"
"""How the form shows it: two letters of the country and two digits."""


class Agency(Text):
    """The code as the form shows it, in whatever letters it was typed, or the agency's name where that is known.

    Any other text stays as it is: no list of agencies is whole.
    """

    __slots__ = ()

    name = "agency"
    sample = '"SI01"'
    edited = "list"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str:
        """The code."""
        text = super().from_text(typed, around)
        if re.fullmatch(CODE, text.upper()):
            return text.upper()
        names = {code: name.casefold() for code, name in around.agencies().items()} if around.agencies else {}
        called = [code for code, name in names.items() if name == text.casefold()]
        return called[0] if len(called) == 1 else text

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The agency's name, where it is known."""
        names = around.agencies() if around.agencies else {}
        return names.get(value, "") if isinstance(value, str) else ""

    def json_schema(self, key: Key) -> Schema:
        """A code, or any other text."""
        return {"anyOf": [{"type": "string", "pattern": f"^{CODE}$"}, {"type": "string"}]}


AGENCY = Agency()
