"""Names of organisations and ids in cells, and short ids for what has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from ka2plan.imports.folding import folded
from ka2plan.imports.vocabulary import words
from ka2plan.plan.schema import is_id

LONGEST_NAME = 200

SHORTEST_ROLE = 4
"""Letters of the word that says beside a name who leads."""

_SAFE = re.compile(r"[;\n|]+")
_UNSAFE = re.compile(r"[;\n|]+|, | ?/ ?|,(?=\S)| \+ ")
_WORDS = re.compile(r"[;\n|]+|, | ?/ ?|,(?=\S)| \+ | & | (?:and|in|und|et|y|e|i|en|og|och|a) ")
_ACRONYM = re.compile(
    r"(.{2,190}?)\s*[(\[]([A-Z0-9][\w.-]{0,11})[)\]]|([A-Z0-9][A-Z0-9_-]{1,11})\s*[-–:]\s+(.{3,190})", re.DOTALL
)

_DETAILS = re.compile(r"(.{2,190}?)\s*[(\[]([^()\[\]]{2,80})[)\]]", re.DOTALL)
_OID = re.compile(r"(?:OID:? ?)?(E\d{8})", re.IGNORECASE | re.ASCII)
_PIC = re.compile(r"(?:PIC:? ?)?\d{9}", re.IGNORECASE | re.ASCII)

_SHARES = re.compile(r"\s?[\[(]\d{1,3} ?%[\])]")
"""How much of somebody a task takes, as MS Project has it: ``OSL[50%]``."""

_CO_LEAD = re.compile(r"^co[- ]?lead(?:er|ing)?:? ", re.IGNORECASE)

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,120}[)\]]")
_SIGNS = str.maketrans(",;|/+& ", "\ue000\ue001\ue002\ue003\ue004\ue005\ue006")
_SIGNS_BACK = str.maketrans("\ue000\ue001\ue002\ue003\ue004\ue005\ue006", ",;|/+& ")
"""Signs in brackets, which divide no names."""

_NUMBER = re.compile(r"(?:(?:BE|AE|AP) ?)?\d{1,3}(?: [-–—:]|[.):]) +(?=\D)", re.ASCII)


def names_in(text: str, is_known: Callable[[str], bool], *, is_one: bool = False) -> list[str]:
    """The names of a cell: divided only where that does not cut one that is known, and not at a mere ``and``."""
    whole = " ".join(text.split(" ")).strip()
    if whole.startswith("[") and whole.endswith("]"):
        return names_in(whole[1:-1], is_known)
    if not whole or len(text) > 4000:
        return []
    whole = _SHARES.sub("", whole)
    if is_known(whole):
        return [whole]
    for divider in (_SAFE, _UNSAFE):
        pieces = _pieces(divider, whole)
        are_names = all(is_known(piece) or looks_like_id(piece) or not is_one for piece in pieces)
        are_names = are_names or bool(pieces and is_known(pieces[-1]))
        if len(pieces) > 1 and (divider is _SAFE or are_names):
            if divider is _UNSAFE:
                return pieces
            return [name for piece in pieces for name in names_in(piece, is_known, is_one=is_one)]
    parts = _pieces(_WORDS, whole)
    are_names = all(is_known(part) or looks_like_id(part) for part in parts) or any(map(is_known, parts))
    if len(parts) > 1 and are_names:
        return parts
    blanks = whole.split()
    return blanks if len(blanks) > 1 and all(is_known(word) or looks_like_id(word) for word in blanks) else [whole]


def _pieces(divider: re.Pattern[str], text: str) -> list[str]:
    text = _SHARES.sub("", text)
    kept = _IN_BRACKETS.sub(lambda found: found[0].translate(_SIGNS), text)
    return [piece.translate(_SIGNS_BACK).strip(" ,") for piece in divider.split(kept) if piece.strip(" ,")]


def looks_like_id(word: str) -> bool:
    """Whether a word is an id and no word of a language: capitals, or with a figure."""
    return is_id(word) and len(word) <= 12 and (word.isupper() or any(letter.isdigit() for letter in word))


def acronym_and_name(text: str) -> tuple[str, str]:
    """``Osnovna šola Ledina (OSL)`` and ``OSL - Osnovna šola Ledina`` as (OSL, Osnovna šola Ledina)."""
    found = _ACRONYM.fullmatch(text[:LONGEST_NAME].strip())
    if not found:
        return "", text
    return (found[2], found[1].strip()) if found[2] else (found[3], found[4].strip())


def without_details(name: str, countries: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """``Šola (E10012345, SI)`` as the name and what the brackets say: its number, its country."""
    found = _DETAILS.fullmatch(name[:LONGEST_NAME].strip())
    details: dict[str, str] = {}
    rest = []
    parts = [part.strip() for part in re.split(r"[,;/]| [–-] ", found[2])] if found else []
    for part in parts:
        oid = _OID.fullmatch(part)
        code = (
            countries.get(folded(part), "")
            if len(parts) > 1 or not _are_initials(part, found[1] if found else "")
            else ""
        )
        if oid:
            details["oid"] = oid[1].upper()
        elif code:
            details["country"] = code
        elif not _PIC.fullmatch(part):
            rest.append(part)
    if found is None or len(rest) == len(parts):
        return name, {}
    return f"{found[1]} ({', '.join(rest)})" if rest else found[1], details


def _are_initials(word: str, name: str) -> bool:
    """Whether a word in brackets can be the name's own short form: its initials, or a code of three letters."""
    initials = "".join(part[0] for part in name.split() if part[0].isupper())
    return word.isupper() and (word == initials[: len(word)] or len(word) == 3)


def _says_lead(text: str) -> bool:
    """Whether a whole word says who leads; shorter ones are rather somebody's short name."""
    word = folded(text)
    return len(word) >= SHORTEST_ROLE and word in words("leads") | words("coordinator")


def without_role(name: str) -> tuple[str, bool]:
    """A name without what says that it leads, and whether that is said: ``IES (lead)``, ``Lead: IES``, ``OSL*``."""
    before, colon, after = name.partition(":")
    if colon and _says_lead(before) and after.strip():
        return after.strip(), True
    inside = _DETAILS.fullmatch(name[:LONGEST_NAME].strip())
    if inside and _says_lead(inside[2]):
        return inside[1], True
    bare = _CO_LEAD.sub("", name).rstrip(" *")
    return bare, name.rstrip().endswith("*")


def without_number(name: str) -> str:
    """A name without its number in a list: ``2 - OSL``, ``2. OSL`` and ``BE 002 - OSL`` are OSL."""
    found = _NUMBER.match(name)
    return name[found.end() :] if found else name


def id_of(text: str, used: Collection[str], head: str = "A", counts: dict[str, int] | None = None) -> str:
    """An id out of what stands for one: only letters that an id may have, not used yet.

    :param counts: the numbers given so far to ids that were used already, so that each is looked for once.
    """
    bare = "".join(letter for letter in text.replace(" ", "") if is_id(letter))[:48].strip(".-_")
    bare = f"{head}{bare}" if bare[:1].isdigit() else bare or head
    bare = bare if is_id(bare) else f"{head}-{bare}"
    return _free(bare, "-", used, {} if counts is None else counts)


def _free(id: str, divider: str, used: Collection[str], counts: dict[str, int]) -> str:
    """The id, else the first with a number behind it, that is not used yet."""
    free, number = id, counts.get(id, 1)
    while free in used:
        number += 1
        free = f"{id}{divider}{number}"
    counts[id] = number
    return free


def short_id(name: str, used: Collection[str], counts: dict[str, int] | None = None) -> str:
    """A short id for an organisation: itself where it is one, else the initials of its name.

    :param counts: as ``id_of`` has it.
    """
    if is_id(name) and len(name) <= 12 and name not in used:
        return name
    parts = folded(name).upper().encode("ascii", "ignore").decode().split()
    letters = "".join(part[0] for part in parts)[:6]
    short = letters if len(letters) > 1 else "".join(parts)[:6] or "P"
    return _free(short, "", used, {} if counts is None else counts)


def says_organisation(name: str) -> bool:
    """Whether a word of the name says what kind of organisation it is."""
    return any(folded(word) in words("organisations") for word in name.split())


def is_full_name(name: str) -> bool:
    """Whether a heading of several words can be an organisation's name: it says of which kind, or is written as one."""
    parts = name.split()
    if len(parts) < 2 or any(letter.isdigit() for letter in name):
        return False
    return says_organisation(name) or sum(word[0].isupper() for word in parts) > 1
