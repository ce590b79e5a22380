"""What ``doctor`` says of the terminal: its kind, size, colours, characters, mouse, clipboard and encoding."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.doctor_line import Line
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEAST = (80, 24)
"""Columns and rows for which the editor is drawn."""

WITHOUT_CLIPBOARD = ("linux", "vt100", "vt220", "ansi", "cons25", "dumb", "")
"""Kinds of terminals that take no text for the clipboard, and report no mouse."""


def terminal_lines(environment: Mapping[str, str] = os.environ) -> Iterator[Line]:
    """The lines on the terminal."""
    kind = environment.get("TERM", "")
    yield _kind(kind, environment)
    yield _size()
    yield _colours(kind, environment)
    yield _characters(environment)
    yield _encoding()
    yield _mouse(kind, environment)
    yield _clipboard(kind, environment)


def _kind(kind: str, environment: Mapping[str, str]) -> Line:
    inside = {"TMUX": "tmux", "STY": "GNU screen", "SSH_CONNECTION": "SSH"}
    within = [name for variable, name in inside.items() if environment.get(variable)]
    found = kind or _("TERM is not set")
    if within:
        found = _("{kind}, in {programs}").format(kind=found, programs=", ".join(within))
    step = ""
    if kind in ("", "dumb"):
        step = _("The editor needs a terminal; `set`, `add` and `timeline` work here. See `ka2plan manual terminal`.")
    elif not (sys.stdin.isatty() and sys.stdout.isatty()):
        found = _("{kind}; this output is not a terminal").format(kind=found)
    return Line("terminal", _("terminal"), found, step)


def _size() -> Line:
    size = next((os.get_terminal_size(number) for number in range(3) if os.isatty(number)), None)
    if size is None:
        return Line("size", _("size"), _("not known: there is no terminal"))
    found = _("{columns} columns, {rows} rows").format(columns=size.columns, rows=size.lines)
    is_small = size.columns < LEAST[0] or size.lines < LEAST[1]
    step = _("Make the window larger: the editor is drawn for 80 columns and 24 rows.") if is_small else ""
    return Line("size", _("size"), found, step)


def _colours(kind: str, environment: Mapping[str, str]) -> Line:
    if environment.get("NO_COLOR"):
        return Line("colours", _("colours"), _("none: NO_COLOR is set"))
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Line("colours", _("colours"), _("16 million"))
    if "256color" in kind:
        return Line("colours", _("colours"), _("256"))
    step = _("If the terminal has more colours, set TERM=xterm-256color (in tmux: TERM=tmux-256color).")
    found = _("none") if kind in ("", "dumb", "vt100", "vt220") else _("16")
    return Line("colours", _("colours"), found, step)


def _characters(environment: Mapping[str, str]) -> Line:
    from wcwidth import list_versions

    from ka2plan.tui.toolkit.terminal.environment import as_inherited, needs_ascii

    if needs_ascii(as_inherited(environment)):
        step = _("Charts are drawn in ASCII. For all characters set LANG to a UTF-8 locale, such as C.UTF-8.")
        return Line("characters", _("characters"), _("ASCII: the locale is not UTF-8"), step)
    found = _("all of UTF-8; widths as in Unicode {version}").format(version=list_versions()[-1])
    return Line("characters", _("characters"), found)


def _encoding() -> Line:
    encoding = (getattr(sys.stdout, "encoding", "") or "").upper()
    found = _("output is {encoding}, file names are {files}").format(
        encoding=encoding, files=sys.getfilesystemencoding().upper()
    )
    step = "" if encoding == "UTF-8" else _("Set PYTHONIOENCODING=utf-8, or LANG to a UTF-8 locale.")
    return Line("encoding", _("encoding"), found, step)


def _mouse(kind: str, environment: Mapping[str, str]) -> Line:
    if kind in WITHOUT_CLIPBOARD:
        return Line("mouse", _("mouse"), _("none in this terminal; every command has a key"))
    if environment.get("TMUX"):
        return Line("mouse", _("mouse"), _("in tmux with the setting `set -g mouse on`"))
    return Line("mouse", _("mouse"), _("where the terminal reports it; every command has a key"))


def _clipboard(kind: str, environment: Mapping[str, str]) -> Line:
    found, step = _("through the terminal (OSC 52), if it allows that"), ""
    if environment.get("TMUX"):
        found = _("through tmux")
        step = _("For the clipboard outside of tmux, write `set -g set-clipboard on` in ~/.tmux.conf.")
    elif environment.get("STY"):
        found = _("through GNU screen, which passes on short texts only")
        step = _("Use tmux, or write with `export form -o FILE` what you want to copy.")
    elif kind in WITHOUT_CLIPBOARD:
        found = _("none in this terminal")
        step = _("Write with `export form -o FILE` what you want to copy.")
    elif environment.get("VTE_VERSION") or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        found = _("this terminal may not take it (OSC 52)")
        step = _("Use another terminal or tmux, or mark the text with the mouse. See `ka2plan manual terminal`.")
    return Line("clipboard", _("clipboard"), found, step)
