"""Names and numbers of work packages as tables write them: ``WP2 Research``, ``Work Package n°1: Management``."""

from __future__ import annotations

import re
from functools import cache

from ka2plan.imports.folding import folded
from ka2plan.imports.vocabulary import words

LONGEST = 300

BETWEEN = frozenset(("be", "wp", "in", "for", "per"))
"""Words beside those of money and effort before a work package, as in ``BE-WP person months WP1``."""

MANAGEMENT = frozenset(("management", "vodenje", "upravljanje", "koordinacija", "coordination", "projektmanagement"))


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in sorted(words("package"), key=len, reverse=True))
    return re.compile(
        rf"(?:{known})\s?(?:n[°ºo]?\.?|nr\.?|št\.?|č\.?|#|-|_)?\s?0?(\d{{1,2}})(?![\d.]\d|\d)(.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _number_first() -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in sorted(words("package"), key=len, reverse=True) if len(word) > 3)
    return re.compile(
        rf"(\d{{1,2}})(?:\.|\)|st|nd|rd|th)?\s+(?:{known})(?![^\W_])\s*(?=[:.–—-]|$)(.*)", re.IGNORECASE | re.DOTALL
    )


def numbered(text: str) -> tuple[int, str] | None:
    """The number of a work package and its title, which may be empty; None where the text names none."""
    bare = text[:LONGEST].strip()
    found = _pattern().match(bare)
    if not found:
        found = _number_first().match(bare)
    if not found or found[2][:1].isalpha():
        return None
    return int(found[1]), " ".join(found[2].strip(" \t\n.:;,–—-)|").split())


def without_units(heading: str) -> str:
    """A heading from its work package on, where only money or effort is said before it, as in ``Person months WP1``."""
    units = words("money") | words("effort") | BETWEEN
    first, blank, rest = heading.strip().partition(" ")
    while blank and numbered(heading) is None and set(folded(first).split()) <= units:
        if numbered(rest):
            return rest
        first, blank, rest = rest.partition(" ")
    return heading


def says_only_figures(heading: str) -> bool:
    """Whether a heading is empty, or says but what the figures beside it are, as ``Person-months`` does."""
    return set(folded(heading).split()) <= words("money") | words("effort")


def is_package_id(text: str) -> bool:
    """Whether a text is the number of a work package and nothing else."""
    found = numbered(text)
    return found is not None and not found[1]


def is_management(title: str) -> bool:
    """Whether a title says that the work package is for running the project."""
    return bool(MANAGEMENT & set(folded(title).split()))
