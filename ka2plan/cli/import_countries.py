"""Codes of countries out of what people write for them: codes, and names in English and Slovenian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.import_columns import folded

if TYPE_CHECKING:
    from ka2plan.calls.countries import Countries

SLOVENIAN = (
    "AL albanija|AT avstrija|BA bosna in hercegovina|BE belgija|BG bolgarija|CH svica|CY ciper|CZ ceska|"
    "DE nemcija|DK danska|EE estonija|ES spanija|FI finska|FR francija|GB zdruzeno kraljestvo|GR grcija|"
    "HR hrvaska|HU madzarska|IE irska|IS islandija|IT italija|LI lihtenstajn|LT litva|LU luksemburg|"
    "LV latvija|ME crna gora|MK severna makedonija|MT malta|NL nizozemska|NO norveska|PL poljska|"
    "PT portugalska|RO romunija|RS srbija|SE svedska|SI slovenija|SK slovaska|TR turcija|UA ukrajina|XK kosovo"
)
"""Code and folded name."""


def codes_of(countries: Countries) -> dict[str, str]:
    """What stands for a country, folded -> its code; nothing is guessed."""
    slovenian = (entry.partition(" ") for entry in SLOVENIAN.split("|"))
    return {
        **{name: code for code, _blank, name in slovenian},
        **{folded(name): code for code, name in countries.names.items()},
        **{folded(alias): code for alias, code in countries.aliases.items()},
        **{code.casefold(): code for code in countries.names},
    }
