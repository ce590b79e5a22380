"""The man page: the commands with their options, exit codes, files and environment, as roff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

ITEM = re.compile(r"- `([^`]+)`(?:: (.*))?")
"""A line of a list: what is spelled, and what it means."""


def man_page() -> str:
    """The page for `man`, made of the manual's page on commands and of its list of the environment."""
    from ka2plan import __version__
    from ka2plan.cli.manual_pages import page_text

    lines = page_text("commands").splitlines()
    intro = "\n".join(lines[1 : next(place for place, line in enumerate(lines) if line.startswith("## "))])
    _before, _heading, environment = page_text("terminal").partition("## The environment\n")
    parts = [
        f'.TH KA2PLAN 1 "" "ka2plan {__version__}" "{_("User commands")}"',
        f".SH {_('NAME')}",
        rf"ka2plan \- {_escaped(_('plan, check, merge and export Erasmus+ Key Action 2 projects'))}",
        f".SH {_('SYNOPSIS')}",
        ".B ka2plan\n.I PLAN",
        ".br\n.B ka2plan\n.I COMMAND\n[\\fIARGUMENT\\fR ...]",
        f".SH {_('DESCRIPTION')}",
        *_paragraphs(intro),
        f".SH {_('COMMANDS')}",
        *_commands(lines),
        f".SH {_('ENVIRONMENT')}",
        *_items(_joined(environment)),
        f".SH {_('SEE ALSO')}",
        _escaped(_("`ka2plan manual` lists the pages of the manual, which need no network.")),
    ]
    return "\n".join(parts) + "\n"


def _commands(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("## "):
            yield f".SS {_escaped(line.removeprefix('## '))}"
        elif line.startswith("- "):
            yield from _items([line])
        elif line and any(line == known for known in _summaries()):
            yield _escaped(line)


def _summaries() -> list[str]:
    from ka2plan.cli.commands import COMMANDS

    return [_(command.summary) for command in COMMANDS]


def _items(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if found := ITEM.match(line):
            yield f".TP\n.B {_escaped(found[1])}\n{_escaped(found[2] or '')}".rstrip()


def _joined(text: str) -> list[str]:
    """The items of a list, each on one line; all that one item spells is joined."""
    items = re.sub(r"\n  +", " ", text).splitlines()
    return [re.sub(r"(?<=\w)`, `(?=\w)", ", ", item) for item in items]


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        yield f".PP\n{_escaped(' '.join(paragraph.split()))}"


def _escaped(text: str) -> str:
    """A text in which roff finds nothing to carry out; what stands between backquotes is bold."""
    safe = (
        text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("~", r"\(ti").replace("^", r"\(ha")
    )
    bold = re.sub(r"`([^`]+)`", r"\\fB\1\\fR", safe)
    return rf"\&{bold}" if bold.startswith(".") else bold
