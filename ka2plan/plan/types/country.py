"""Countries by their two letters."""

from __future__ import annotations

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ValueType
from ka2plan.plan.values import Bad, read_country

OTHER_CODES = {"EL": "GR", "UK": "GB"}
"""What the institutions of the EU write for two of them."""


class Country(ValueType):
    """The code of ISO 3166-1, which may be typed as the country's name or the beginning of it."""

    __slots__ = ()

    name = "country"

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The code; a name is understood where the names are known."""
        code = typed.strip().upper()
        code = _called(typed.strip(), around) if len(code) > 2 else OTHER_CODES.get(code, code)
        return read_country(code)


def _called(typed: str, around: Around) -> str:
    """The code of the country that is called so, or the only one whose name begins so; else what was typed."""
    names = {code: name.casefold() for code, name in around.countries().items()} if around.countries else {}
    wanted = typed.casefold()
    found = [code for code, name in names.items() if name == wanted]
    found = found or [code for code, name in names.items() if name.startswith(wanted)]
    return found[0] if len(found) == 1 else typed


COUNTRY = Country()
