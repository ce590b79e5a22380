"""Countries by their two letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, OTHER_CASE, Bad, in_other_case, quoted
from ka2plan.words.figures import country, in_all_languages
from ka2plan.words.letters import without_marks
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key

OTHER_CODES = {"EL": "GR", "UK": "GB"}
"""What the institutions of the EU write for two of them."""


class Country(ValueType):
    """The code of ISO 3166-1, which may be typed as the country's name or the beginning of it."""

    __slots__ = ()

    name = "country"
    sample = '"SI"'
    edited = "list"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("the code of a country")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> str | Bad:
        """Two capital letters; whether such a country exists is a question for the call facts."""
        if not isinstance(value, str):
            return self.wrong(value)
        if value.upper() in OTHER_CODES:
            return _as_the_commission(value)
        if len(value) == 2 and value.isascii() and value.isalpha():
            return value if value.isupper() else in_other_case(value, value.upper())
        return Bad(
            BAD_VALUE,
            _("{value} is not the code of a country").format(value=quoted(value)),
            _("write its two letters of ISO 3166-1, such as {sample}").format(sample=self.sample),
        )

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The code; a name is understood where the names are known."""
        code = typed.strip().upper()
        if len(code) > 2:
            found = codes_called(typed.strip(), around.countries() if around.countries else {})
            return self.of_toml(found[0] if len(found) == 1 else typed.strip())
        return self.of_toml(OTHER_CODES.get(code, code))

    def meaning(self, value: Any, around: Around = NOWHERE) -> str:
        """The country's name, where the names are known; the code itself where there is no such country."""
        names = around.countries() if around.countries else {}
        if not names or not isinstance(value, str):
            return ""
        return country(names[value]) if value in names else value

    def json_schema(self, key: Key) -> Schema:
        """Two capital letters."""
        return {"type": "string", "pattern": "^[A-Z]{2}$"}


def _as_the_commission(value: str) -> Bad:
    """A code that the Commission writes; it is read as the code of the plan."""
    right = OTHER_CODES[value.upper()]
    message = _("{value} is the Commission's code for this country; a plan has {right}")
    hint = _("write {right}").format(right=quoted(right))
    return Bad(OTHER_CASE, message.format(value=quoted(value), right=quoted(right)), hint, right)


def codes_called(typed: str, names: Mapping[str, str]) -> list[str]:
    """The codes of the countries that are called so, else of those whose name begins so.

    Names are understood in all languages of the program, whichever is spoken, for a table may come back from somebody
    else; and without the marks on their letters.

    :param names: code -> name in English.
    """
    wanted = without_marks(typed)
    for said in (lambda name: (name, country(name)), in_all_languages):
        called = {code: [without_marks(one) for one in said(name)] for code, name in names.items()}
        begun = [code for code, every in called.items() if any(name.startswith(wanted) for name in every)]
        if begun:
            return [code for code in begun if wanted in called[code]] or begun
    return []


COUNTRY = Country()
