"""Pictures in fewer bytes: colours and attributes are sent only where they change."""

from __future__ import annotations

import re

_PIECE = re.compile(r"\x1b\[([0-9;]*)m")
_RESET = "\x1b[0m"

_PLAIN: tuple[str, str, frozenset[str]] = ("39", "49", frozenset())


def is_picture(data: str) -> bool:
    """Whether this is a part of the screen and no order to the terminal: pictures begin by placing the cursor."""
    return data.startswith("\x1b[") and data[2:10].partition("H")[1] == "H" and data[2:3].isdigit()


def thrifty(data: str) -> str:
    """The same picture with no more SGR sequences than it needs, ending in the terminal's plain style."""
    pieces = _PIECE.split(data)
    out = [pieces[0]]
    wanted = current = _PLAIN
    for codes, text in zip(pieces[1::2], pieces[2::2], strict=True):
        wanted = _styled(wanted, codes)
        if text:
            if wanted != current:
                out.append(_change(current, wanted))
                current = wanted
            out.append(text)
    if current != _PLAIN:
        out.append(_RESET)
    return "".join(out)


def _styled(style: tuple[str, str, frozenset[str]], codes: str) -> tuple[str, str, frozenset[str]]:
    """The style after a sequence: foreground, background, attributes."""
    foreground, background, attributes = style
    parts = codes.split(";")
    place = 0
    while place < len(parts):
        code = parts[place]
        length = 1
        if code in ("38", "48"):
            length = 3 if parts[place + 1 : place + 2] == ["5"] else 5
        whole = ";".join(parts[place : place + length])
        if code in ("", "0"):
            foreground, background, attributes = _PLAIN
        elif code == "38" or _is_foreground(code):
            foreground = whole
        elif code == "48" or _is_background(code):
            background = whole
        else:
            attributes |= {code}
        place += length
    return foreground, background, attributes


def _is_foreground(code: str) -> bool:
    return len(code) == 2 and code[0] in "39" and code[1] in "012345679"


def _is_background(code: str) -> bool:
    return (len(code) == 2 and code[0] == "4" and code[1] in "012345679") or (len(code) == 3 and code[:2] == "10")


def _change(old: tuple[str, str, frozenset[str]], new: tuple[str, str, frozenset[str]]) -> str:
    """The shortest sequence from one style to another; attributes are only ever switched off by a reset."""
    if new == _PLAIN:
        return _RESET
    codes = []
    if not old[2] <= new[2]:
        codes.append("0")
        old = _PLAIN
    codes += sorted(new[2] - old[2])
    codes += [after for before, after in zip(old[:2], new[:2], strict=True) if before != after]
    return f"\x1b[{';'.join(codes)}m"
