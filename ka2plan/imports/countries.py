"""Codes of countries out of what people write for them: codes, and names in English, Slovenian and their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.imports.folding import folded

if TYPE_CHECKING:
    from ka2plan.calls.countries import Countries

NAMES = (
    "AL albanija|AT avstrija|BA bosna in hercegovina|BE belgija|BG bolgarija|CH svica|CY ciper|CZ ceska|"
    "DE nemcija|DK danska|EE estonija|ES spanija|FI finska|FR francija|GB zdruzeno kraljestvo|GR grcija|"
    "HR hrvaska|HU madzarska|IE irska|IS islandija|IT italija|LI lihtenstajn|LT litva|LU luksemburg|"
    "LV latvija|ME crna gora|MK severna makedonija|MT malta|NL nizozemska|NO norveska|PL poljska|"
    "PT portugalska|RO romunija|RS srbija|SE svedska|SI slovenija|SK slovaska|TR turcija|UA ukrajina|XK kosovo|"
    "AT osterreich|AT autriche|AT austria|BE belgie|BE belgique|BE belgien|BG bulgarien|CH schweiz|CH suisse|CY zypern|"
    "CZ cesko|CZ tschechien|CZ ceska republika|CZ czech republic|DE deutschland|DE allemagne|DE alemania|DE germania|"
    "DE niemcy|DE njemacka|DK danmark|EE eesti|ES espana|ES espagne|ES spanien|ES espanha|ES spagna|ES hiszpania|"
    "FI suomi|FI finnland|FR france|FR frankreich|FR francia|FR franca|FR francja|GR hellas|GR ellada|GR griechenland|"
    "GR grece|GR ελλαδα|BG българия|HR hrvatska|HR kroatien|HR croatie|HU magyarorszag|HU ungarn|IE eire|IE irland|"
    "IT italia|IT italie|IT italien|IT wlochy|LT lietuva|LT litauen|LV latvija|LV lettland|MK north macedonia|"
    "NL nederland|NL niederlande|NL pays bas|NL paises bajos|NL paesi bassi|NL holland|NO norge|PL polska|PL polen|"
    "PL pologne|PL polonia|RO romania|RO rumanien|RO roumanie|RS srbija|SE sverige|SE schweden|SI slovenie|"
    "AT aut|BE bel|BG bgr|HR hrv|CY cyp|CZ cze|DK dnk|EE est|FI fin|FR fra|DE deu|DE ger|GR grc|GR gre|HU hun|IE irl|"
    "IT ita|LV lva|LT ltu|LU lux|MT mlt|NL nld|NL ned|PL pol|PT prt|PT por|RO rou|RO rom|SK svk|SI svn|SI slo|ES esp|"
    "SE swe|NO nor|IS isl|LI lie|MK mkd|RS srb|TR tur|AL alb|BA bih|ME mne|GB gbr|UA ukr|CH che|CH sui|"
    "NL the netherlands|GB great britain|GB england|GB scotland|GB wales|GB northern ireland|SK slovak republic|"
    "SI slowenien|SI eslovenia|SK slovensko|SK slowakei|TR turkiye|TR turkei|TR turquie|PT portugal"
)
"""Code and folded name."""


def codes_of(countries: Countries) -> dict[str, str]:
    """What stands for a country, folded -> its code; nothing is guessed."""
    named = (entry.partition(" ") for entry in NAMES.split("|"))
    return {
        **{name: code for code, _blank, name in named},
        **{folded(name): code for code, name in countries.names.items()},
        **{folded(alias): code for alias, code in countries.aliases.items()},
        **{code.casefold(): code for code in countries.names},
    }
