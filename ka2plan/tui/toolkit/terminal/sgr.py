"""Colours and attributes of the terminal: what a sequence makes of a style, and the shortest way between two."""

from __future__ import annotations

from functools import cache, lru_cache

Style = tuple[str, str, frozenset[str]]
"""Codes of the foreground, of the background, and of the attributes that are on."""

ANY = ""
"""The foreground of a blank, which nobody sees."""

SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
"""Attributes that show where there is no character: underlines, reverse, lines through and over."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29", "21": "24", "53": "55"}
"""The codes that switch attributes off: two of them share one."""

PLAIN: Style = ("39", "49", frozenset())
RESET = "\x1b[0m"


@lru_cache(4_096)
def styled(style: Style, codes: str) -> Style:
    """The style after an SGR sequence with these codes."""
    foreground, background, attributes = style
    parts = codes.split(";")
    place = 0
    while place < len(parts):
        code = parts[place]
        length = 1
        if code in ("38", "48"):
            length = 3 if parts[place + 1 : place + 2] == ["5"] else 5
        whole = _shortest(parts[place : place + length])
        if code in ("", "0"):
            foreground, background, attributes = PLAIN
        elif code == "38" or _is_foreground(code):
            foreground = whole
        elif code == "48" or _is_background(code):
            background = whole
        else:
            attributes |= {code}
        place += length
    return foreground, background, attributes


def _shortest(parts: list[str]) -> str:
    """A colour of 24 bits as one of the 256 that all terminals share, where it is exactly one of them."""
    if len(parts) == 5:
        number = _palette().get(tuple(parts[2:]))
        if number is not None:
            return f"{parts[0]};5;{number}"
    return ";".join(parts)


@cache
def _palette() -> dict[tuple[str, ...], int]:
    levels = ("0", "95", "135", "175", "215", "255")
    cube = ((red, green, blue) for red in levels for green in levels for blue in levels)
    grey = ((str(level),) * 3 for level in range(8, 240, 10))
    return {color: number for number, color in enumerate((*cube, *grey), 16)}


def _is_foreground(code: str) -> bool:
    return len(code) == 2 and code[0] in "39" and code[1] in "012345679"


def _is_background(code: str) -> bool:
    return (len(code) == 2 and code[0] == "4" and code[1] in "012345679") or (len(code) == 3 and code[:2] == "10")


@lru_cache(4_096)
def on_blank(style: Style) -> Style:
    """The part of a style that a blank shows."""
    seen = style[2] & SEEN_ON_BLANKS
    return style if seen else (ANY, style[1], seen)


@lru_cache(4_096)
def shown_as(current: Style, wanted: Style) -> Style:
    """The style to switch to for what is wanted: the current one where it will do for a blank."""
    if wanted[0] != ANY:
        return wanted
    if current[1] == wanted[1] and not current[2] & SEEN_ON_BLANKS:
        return current
    return (current[0], wanted[1], current[2] - SEEN_ON_BLANKS)


@lru_cache(4_096)
def change(old: Style, new: Style) -> str:
    """The shortest sequence from one style to another: attributes are switched off one by one, or all by a reset."""
    if new == old:
        return ""
    if new == PLAIN:
        return RESET
    ways = [["0", *_added(PLAIN, new)]]
    off = {_OFF.get(code, "") for code in old[2] - new[2]}
    if "" not in off:
        left = frozenset(code for code in old[2] if _OFF.get(code) not in off)
        ways.append([*sorted(off), *_added((*old[:2], left), new)])
    return f"\x1b[{min(map(';'.join, ways), key=len)}m"


def _added(old: Style, new: Style) -> list[str]:
    """The codes of what is to be switched on or coloured."""
    return [
        *sorted(new[2] - old[2]),
        *(after for before, after in zip(old[:2], new[:2], strict=True) if before != after),
    ]
