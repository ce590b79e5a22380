"""Where in a text somebody types, found without reading it: what is being typed need not be TOML yet."""

from __future__ import annotations

import re
from typing import Literal

from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.schema import TOP_LEVEL_KEYS
from ka2plan.toml.bounds import MAX_DEPTH
from ka2plan.toml.tokens import DOTTED_KEY, KEY_PART, unquoted

_HEADER = re.compile(
    rf"""^[ \t]*\[{{1,2}}[ \t]*["']?(?:{"|".join(TOP_LEVEL_KEYS)})["']?(?=[ \t]*[.\]])""", re.MULTILINE
)
"""The beginning of a line that opens a table of a plan."""

_OPENING = re.compile(r"[ \t]*\[{1,2}[ \t]*")

_TOKEN = re.compile(
    r'(?P<long>"""[^"\\]*(?:(?:\\(?:[\s\S]|\Z)|"(?!""))[^"\\]*)*(?:"""|\Z)'
    r"|'''[^']*(?:'(?!'')[^']*)*(?:'''|\Z))"
    r'|(?P<string>"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\'[^\'\n]*\'?)'
    r"|(?P<comment>#[^\n]*)|(?P<line>\n)|(?P<sign>[\[\]{},=])|(?P<word>[^\s\[\]{},=\"'#]+)|(?P<blank>[ \t\r]+)"
)

_LONG_QUOTES = ('"' * 3, "'" * 3)

_REST_OF_WORD = re.compile(r"[\w.-]*")

Part = Literal["header", "key", "value"]


class Typed(NamedTuple):
    """What is being typed: a table's name, a key, or a value."""

    part: Part
    above: Path
    """The key path of the table that a key is typed in, or of the value; the names that a header has already."""
    word: str
    """What of it stands before the cursor, quotes left out."""
    start: int
    """Where the word begins, its quote left out."""
    end: int
    """Behind what of the word stands after the cursor."""
    quote: str = ""
    """The quote that is open before it."""
    closes: bool = False
    """Whether the quote stands behind it already."""
    siblings: frozenset[str] = frozenset()
    """Keys that the same table has, or values that the same list has, as far as they are seen."""


class _Frame:
    """A table, list or inline table that is open at the cursor."""

    def __init__(self, path: Path, kind: Literal["table", "array", "inline"]) -> None:
        self.path = path
        self.kind = kind
        self.key: list[str] = []
        self.has_value = kind == "array"
        self.is_filled = False
        """Whether a value stands behind the last key or comma."""
        self.index = 0
        self.seen: set[str] = set()

    def names(self) -> Path:
        """The path of the value that is being typed."""
        return (*self.path, self.index) if self.kind == "array" else (*self.path, *_names("".join(self.key)))

    def next(self) -> None:
        """Goes on to the next member."""
        if self.kind == "array":
            self.index += 1
        elif self.key:
            self.seen.update(map(str, _names("".join(self.key))[:1]))
        self.key = []
        self.has_value = self.kind == "array"
        self.is_filled = False


def typed_at(text: str, offset: int) -> Typed | None:
    """What is being typed at an offset; None in a remark, in a long text, or behind a whole value."""
    header = _last_header(text, offset)
    line = text.rfind("\n", 0, offset) + 1
    typed_line = text[line:offset]
    if typed_line.lstrip(" \t").startswith("[") and (header is None or header.start() == line or header.end() < line):
        in_header = _in_header(text, line, offset, header.start() if header else 0)
        if in_header is not None:
            return in_header
    begin, above = (header.start(), _header_path(text, header.start())) if header else (0, ())
    body = text.find("\n", begin, offset) + 1 if header else 0
    if header and not body:
        return None
    return _in_body(text, body, offset, above)


def _last_header(text: str, offset: int) -> re.Match[str] | None:
    """The header above an offset; a line of a long text that looks like one is none."""
    header = None
    seen, quotes = 0, [0, 0]
    for found in _HEADER.finditer(text, 0, offset):
        for number, quote in enumerate(_LONG_QUOTES):
            quotes[number] += text.count(quote, seen, found.start())
        seen = found.start()
        if not any(count % 2 for count in quotes):
            header = found
    return header


def _in_header(text: str, line: int, offset: int, last_header: int) -> Typed | None:
    """The name of a table that is being typed; None where the bracket is closed before, or begins a list's element."""
    typed = text[line:offset].lstrip(" \t[")
    if "]" in typed or _is_in_brackets(text, last_header, line):
        return None
    names = [part[0] for part in KEY_PART.finditer(typed)]
    ends = typed.endswith(".") or not names
    open_quote = re.search(r"""["'][^"']*\Z""", typed) if typed.count('"') % 2 or typed.count("'") % 2 else None
    if open_quote:
        word, quote = open_quote[0][1:], open_quote[0][0]
        names = [part[0] for part in KEY_PART.finditer(typed[: open_quote.start()])]
    else:
        word, quote = ("" if ends else names.pop()), ""
        word = word.strip("\"'")
    return _typed(text, offset, "header", tuple(map(_name, names)), word, quote)


def _is_in_brackets(text: str, start: int, end: int) -> bool:
    depth = 0
    for token in _TOKEN.finditer(text, start, end):
        sign = token["sign"]
        depth += (sign in ("[", "{")) - (sign in ("]", "}")) if sign else 0
    return depth > 0


def _header_path(text: str, start: int) -> Path:
    """The names of the table that the line at ``start`` opens."""
    opening = _OPENING.match(text, start)
    found = DOTTED_KEY.match(text, opening.end() if opening else start)
    return _names(found[0]) if found else ()


def _in_body(text: str, start: int, offset: int, above: Path) -> Typed | None:
    frames = [_Frame(above, "table")]
    last = None
    for token in _TOKEN.finditer(text, start, offset):
        last = token if token.lastgroup not in ("blank", "line") else None
        _take(frames, token)
        if len(frames) > MAX_DEPTH:
            return None
    frame = frames[-1]
    if last is not None and (last["long"] or last["comment"] or (last["sign"] or "") in ("]", "}")):
        return None
    word = last[0] if last is not None and (last["word"] or last["string"]) else ""
    quote = word[0] if word[:1] in ("'", '"') else ""
    if quote and len(word) > 1 and word.endswith(quote) and (last is None or last.end() == offset):
        return None if frame.has_value else _key(text, offset, frame, word)
    if frame.has_value and frame.is_filled and not word:
        return None
    if frame.has_value:
        return _typed(text, offset, "value", frame.names(), word.removeprefix(quote), quote, frozenset(frame.seen))
    return _key(text, offset, frame, word)


def _key(text: str, offset: int, frame: _Frame, word: str) -> Typed | None:
    """A key that is being typed, of which some names may be there: ``budget.O``."""
    typed = "".join(frame.key)
    if frame.key and not word and not typed.endswith("."):
        return None
    if frame.kind == "table" and not frame.path and not word.strip():
        return _typed(text, offset, "key", (), "", "", frozenset(frame.seen))
    above, dot, name = typed.rpartition(".")
    quote = name[:1] if name[:1] in ("'", '"') else ""
    names = _names(above) if dot else ()
    return _typed(text, offset, "key", (*frame.path, *names), name.removeprefix(quote), quote, frozenset(frame.seen))


def _take(frames: list[_Frame], token: re.Match[str]) -> None:
    """Goes on by one token."""
    frame, sign = frames[-1], token["sign"]
    if token["line"] is not None:
        if frame.kind == "table":
            frame.next()
    elif sign in ("[", "{") and frame.has_value:
        frames.append(_Frame(frame.names(), "array" if sign == "[" else "inline"))
    elif sign in ("]", "}"):
        if len(frames) > 1:
            frames.pop()
            frames[-1].is_filled = True
    elif sign == ",":
        if frame.kind != "table":
            frame.next()
    elif sign == "=":
        frame.has_value = True
    elif token["word"] or token["string"]:
        if not frame.has_value:
            frame.key.append(token[0])
        else:
            frame.is_filled = True
            if frame.kind == "array":
                frame.seen.add(token[0].strip("\"'"))


def _typed(
    text: str, offset: int, part: Part, above: Path, word: str, quote: str, siblings: frozenset[str] = frozenset()
) -> Typed:
    rest = _REST_OF_WORD.match(text, offset)
    end = rest.end() if rest else offset
    closes = bool(quote) and text.startswith(quote, end)
    if not quote and part == "value" and "." in text[offset:end]:
        end = offset
    return Typed(part, above, word, offset - len(word), end, quote, closes, siblings - {word})


def _names(written: str) -> Path:
    return tuple(_name(part[0]) for part in KEY_PART.finditer(written))


def _name(raw: str) -> str:
    try:
        return unquoted(raw)
    except ValueError:
        return raw.strip("\"'")
