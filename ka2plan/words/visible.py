"""Text for the eye: what is hidden made visible, widths in terminal cells, an ASCII form.

Plans come from many hands. Text out of a plan may hold characters that move the cursor, turn the line round
or hide; it passes through ``visible`` before it reaches a terminal, a report or a message. The other
functions take text that already did.
"""

from __future__ import annotations

from functools import cache, lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

MAX_MARKS = 4
"""Combining marks shown on one base character; Vietnamese needs two, a prank five hundred."""

ENDLESS = 1_000_000
"""Cells of a line that is never broken: a screen reader has no width."""

TOGETHER = "\u00a0"
"""A blank at which no line is broken."""

DOTTED_CIRCLE = "\u25cc"
"""Stands in for the base that a combining mark lacks, lest it changes what is printed before the text."""

_HIDDEN = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # marks and overrides of direction, zero width
    "\u2028\u2029"  # line and paragraph separator
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, letters without ink
    "\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # byte order mark, annotation, notation
    "\ufffe\uffff"  # no characters, which XML has no place for
    "\U00013430-\U0001343f"  # joiners of hieroglyphs
    "\ud800-\udfff"  # surrogates
    "\U000e0000-\U000e0fff"  # tags
)

_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
"""Those of other systems, and those that word processors, slides and PDF files leave in what is copied."""

_UNSEEN = frozenset(
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f"  # signs of formulas, of shapes and digits
    "\ufff9\ufffa\ufffb"  # annotations
    f"{_LINE_ENDS}"
)
"""What is never meant as text."""

_DROPPED = {ord(character): "\n" if character in _LINE_ENDS else None for character in _UNSEEN}

_DROPPED_FROM_A_LINE = {code: end and " " for code, end in _DROPPED.items()}

_KEPT_IN_FILES = "\n\t\u200c\u200d\u200e\u200f\u061c"
"""Layout; joiners and marks of direction, as far as the scripts of the text need them."""

_JOINERS_BEHIND_LATIN = "(^|[\x00-\u02ff])[\u200c\u200d]+"
_VARIANTS_BEHIND_LATIN = "(^|[\x00-\x22\x24-\x29\x2b-\x2f\x3a-\xa8\xaa-\xad\xaf-\u02ff])[\ufe00-\ufe0f]+"
"""Emoji are made of #, *, digits and the signs of rights."""

_BELONGS_TO_SIGNS = (
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,30}\U000e007f"  # flags of England, Scotland, Wales
    "|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]"  # forms of Chinese characters
    "|[\u1820-\u18aa][\u180b-\u180f]"  # forms of Mongolian letters
)
"""What stays in files with the sign before it."""

_MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_FROM_RIGHT_TO_LEFT = "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"

_ONE_CELL_EACH = (
    (" ", "~"),
    ("\xa0", "\xac"),
    ("\xae", "\u02ff"),  # Latin
    ("\u0384", "\u0482"),
    ("\u048a", "\u052f"),  # Greek, Cyrillic
    ("\u05d0", "\u05ea"),
    ("\u0620", "\u064a"),  # Hebrew, Arabic
    ("\u1e00", "\u1eff"),
    ("\u2010", "\u2027"),
    ("\u2030", "\u203e"),  # more Latin, punctuation
    ("\u20a0", "\u20bf"),
    ("\u2190", "\u2319"),  # currencies, arrows, mathematics
    ("\u2400", "\u2426"),
    ("\u2500", "\u25cb"),
    ("\u25cd", "\u25fc"),  # pictures of controls, boxes and shapes but for the dotted circle
    ("\u2713", "\u2713"),
    ("\u2717", "\u2717"),  # the tick and the cross that say done and cancelled
)

_TRANSLITERATED = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("•◆◇●■", "*"),
    **dict.fromkeys("█▓▒", "#"),
    **dict(zip("øØđĐðÐłŁħĦıŋŊ×¦⁄", "oOdDdDlLhHinNx|/", strict=True)),
    **dict(zip("ßẞæÆœŒþÞ→←", ("ss", "SS", "ae", "AE", "oe", "OE", "th", "Th", "->", "<-"), strict=True)),
    **dict(zip("€£", ("EUR", "GBP"), strict=True)),
}


@cache
def _characters_of_one_cell() -> frozenset[str]:
    """Characters that take one cell and join no other: most of Europe's, which then needs no tables."""
    return frozenset().union(*(map(chr, range(ord(first), ord(last) + 1)) for first, last in _ONE_CELL_EACH))


def _is_simple(text: str) -> bool:
    """Whether the text hides nothing and takes one cell for every character."""
    return text.isprintable() if text.isascii() else _characters_of_one_cell().issuperset(text)


def visible(text: str, limit: int | None = None, *, multiline: bool = False) -> str:
    r"""The text with every control and hidden character as a visible picture such as ``␛`` or ``\u202e``.

    At most ``limit`` characters, the last then an ellipsis. Line feeds and tabs stay when ``multiline``.
    What came out of here goes through unchanged.
    """
    if limit is None:
        return _shown(text, multiline=multiline)
    enough = (MAX_MARKS + 1) * limit + 1
    shown = _shown(text[:enough], multiline=multiline)
    if len(shown) <= limit and len(text) <= enough:
        return shown
    return shown[: max(limit - 1, 0)] + "…"[:limit]


def pasteable(text: str) -> str:
    """The text for the clipboard, its orders to a terminal as pictures: it may be pasted into one.

    All else stays as it is, marks of direction and joiners too, which belong to the writing of several languages.
    """
    import re

    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", _picture, text)


def unseen_in(text: str) -> str:
    """What word processors leave in a text unseen, such as soft hyphens, each character once."""
    if _UNSEEN.isdisjoint(text):
        return ""
    return "".join(dict.fromkeys(character for character in text if character in _UNSEEN))


def without_unseen(text: str) -> str:
    """The text without what word processors leave in it unseen.

    Soft hyphens, zero-width spaces, word joiners and byte order marks go; what ends a line elsewhere ends it here too.
    Joiners stay, which emoji and the scripts of India are written with.
    """
    return text.replace("\r\n", "\n").translate(_DROPPED) if unseen_in(text) else text


def in_file(text: str, limit: int | None = None, *, multiline: bool = False) -> str:
    """The text as it leaves the program, for a file or the clipboard: nothing that hides, controls as pictures.

    Joiners stay behind emoji and letters of other scripts than the Latin one, variants with the signs that have some,
    marks of direction in a text with letters that run from right to left. At most ``limit`` characters, the last then
    an ellipsis. What came out of here goes through unchanged.
    """
    if not _is_simple(text):
        text = without_unseen(text)
        text = _hidden_in_files().sub(_kept_in_files, text if multiline else " ".join(text.split("\n")))
        text = text if text.isascii() else "".join(_with_few_marks(_as_its_scripts_need(text)))
    if limit is None or len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)] + "…"[:limit]


def pasted_length(text: str) -> int:
    """How many characters a form counts of a text that is pasted into it."""
    return len(in_file(text, multiline=True).strip())


def in_one_line(text: str) -> str:
    """The text for a field of one line: the lines of what was typed or pasted joined by blanks."""
    lines = without_unseen(text).replace("\t", " ").splitlines()
    return " ".join(line.strip() for line in lines if line.strip())


def json_text(values: object) -> str:
    """The values as JSON that shows nothing hidden: controls and marks of direction are escaped, letters stay."""
    return _indented(values, "\n") + "\n"


def _indented(value: object, margin: str) -> str:
    """As ``json.dumps`` with ``indent=2``, which takes far longer: pairs of partners are hundreds of thousands."""
    if isinstance(value, str):
        return _quoted(value)
    if type(value) is int:
        return str(value)
    inside = f"{margin}  "
    between = f",{inside}"
    if value and isinstance(value, list | tuple):
        return f"[{inside}{between.join([_indented(item, inside) for item in value])}{margin}]"
    if value and isinstance(value, dict):
        items = [f"{_quoted(str(key))}: {_indented(item, inside)}" for key, item in value.items()]
        return f"{{{inside}{between.join(items)}{margin}}}"
    import json

    return json.dumps(value)


@lru_cache(1_000)
def _quoted(text: str) -> str:
    import json

    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if _is_simple(quoted) else _hidden().sub(lambda found: json.dumps(found[0])[1:-1], quoted)


class unpictured:  # noqa: N801 # it is written as a state, as ``speaking`` is
    """Leaves out for a while what is never meant as text: a report that goes to a file is passed on."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self._before = _leaves_out

    def __enter__(self) -> None:
        global _leaves_out  # noqa: PLW0603 # a command writes one report, through all its modules
        _leaves_out = self._on

    def __exit__(self, *_fault: object) -> None:
        global _leaves_out  # noqa: PLW0603
        _leaves_out = self._before


_leaves_out = False


def _shown(text: str, *, multiline: bool) -> str:
    if _is_simple(text):
        return text
    if _leaves_out:
        text = text.translate(_DROPPED if multiline else _DROPPED_FROM_A_LINE)
    plain = _hidden().sub(_picture_but_layout if multiline else _picture, text)
    return plain if plain.isascii() else "".join(_with_few_marks(plain))


@cache
def _hidden() -> re.Pattern[str]:
    import re

    return re.compile(f"[{_HIDDEN}]")


@cache
def _hidden_in_files() -> re.Pattern[str]:
    import re

    return re.compile(f"{_BELONGS_TO_SIGNS}|[{_HIDDEN}]")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _as_its_scripts_need(text: str) -> str:
    """The text without joiners and marks of direction that none of its scripts is written with."""
    import re

    if not re.search(_FROM_RIGHT_TO_LEFT, text):
        text = text.translate(_MARKS_OF_DIRECTION)
    text = re.sub(_JOINERS_BEHIND_LATIN, r"\1", text)
    return re.sub(_VARIANTS_BEHIND_LATIN, r"\1", text)


def _kept_in_files(found: re.Match[str]) -> str:
    character = found[0]
    if len(character) > 1 or character in _KEPT_IN_FILES:
        return character
    if "\x80" <= character < "\xa0":
        return "\ufffd"  # a form counts the six signs of a picture
    return _picture(found) if character < "\x80" else ""


def _picture_but_layout(found: re.Match[str]) -> str:
    return found[0] if found[0] in "\n\t" else _picture(found)


def _with_few_marks(text: str) -> Iterator[str]:
    from unicodedata import category

    marks, has_base = 0, False
    for character in text:
        if category(character) not in ("Mn", "Me"):
            marks, has_base = 0, character not in "\n\t"
        elif has_base:
            marks += 1
        else:
            yield DOTTED_CIRCLE
            marks, has_base = 1, True
        if marks <= MAX_MARKS:
            yield character


def cells(text: str) -> int:
    """How many cells of a terminal the text takes: two for wide characters and emoji, none for marks."""
    if _is_simple(text):
        return len(text)
    return sum(width for _, width in _clusters(text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most ``width`` cells; what is cut off ends in the ellipsis, no character is split."""
    if cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room < 0:
        return ellipsis[: max(width, 0)]
    if _is_simple(text):
        return text[:room] + ellipsis
    return "".join(_leading(text, room)) + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly ``width`` cells: cut or followed by blanks."""
    shown = cut(text, width, ellipsis)
    return shown + " " * (width - cells(shown))


def _leading(text: str, room: int) -> Iterator[str]:
    for cluster, width in _clusters(text):
        room -= width
        if room < 0:
            return
        yield cluster


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """What the eye takes for one character, each with its width in cells."""
    from wcwidth import wcswidth, wcwidth

    cluster = ""
    for character in text:
        if cluster and not _continues(cluster, character, wcwidth(character)):
            yield cluster, max(wcswidth(cluster), 0)
            cluster = ""
        cluster += character
    if cluster:
        yield cluster, max(wcswidth(cluster), 0)


def _continues(cluster: str, character: str, width: int) -> bool:
    """Whether the character joins those before it: a mark, a shade of skin, the second letter of a flag."""
    if width == 0 or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return len(cluster) == 1 and _is_flag_letter(cluster) and _is_flag_letter(character)


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def ascii_only(text: str) -> str:
    """The text in ASCII: ``š`` as ``s``, a dash as ``-``, what has no likeness as ``?``."""
    if text.isascii():
        return text
    return "".join(character if character.isascii() else _in_ascii(character) for character in text)


def _in_ascii(character: str) -> str:
    from unicodedata import category, normalize

    alike = "".join(_TRANSLITERATED.get(part, part) for part in normalize("NFKD", character))
    written = "".join(part for part in alike if part.isascii())
    return written or ("" if category(character) in ("Mn", "Me") else "?")
