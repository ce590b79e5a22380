"""``ka2plan PLAN``: the editor on a terminal, the timeline in a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import STANDARD_INPUT, add_facts, add_today
from ka2plan.errors import CannotRead, UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the options of the editor."""
    parser.add_argument("plan", metavar="PLAN", help=_("plan file"))
    add_facts(parser)
    add_today(parser)
    parser.add_argument("--theme", metavar="NAME", help=_("colour theme; `ka2plan manual themes` lists them"))
    characters = parser.add_mutually_exclusive_group()
    characters.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))
    characters.add_argument(
        "--unicode", action="store_true", help=_("draw with all characters, whatever the language settings")
    )
    parser.add_argument("--read-only", action="store_true", help=_("only read, change nothing"))
    parser.set_defaults(
        width=None, by="auto", only=None, partner=None, since=None, until=None, json=False, granted=False
    )


def run(arguments: Namespace) -> int:
    """Opens the editor where both ends are a terminal, else, or with ``--plain``, prints the timeline."""
    refuse_mistyped_command(arguments.plan)
    if arguments.plan != STANDARD_INPUT and not os.path.lexists(arguments.plan):
        message = _("there is no file {path}; `ka2plan new {path}` makes a plan to start from")
        raise CannotRead(message.format(path=arguments.plan))
    if arguments.plain or arguments.plan == STANDARD_INPUT or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from ka2plan.cli.timeline import run as print_timeline

        return print_timeline(arguments)
    from ka2plan.cli.plan_files import calls_of
    from ka2plan.tui import run as run_editor

    return run_editor(
        arguments.plan,
        book=calls_of(arguments),
        today=arguments.today,
        theme=arguments.theme,
        ascii_only=arguments.ascii if arguments.ascii or arguments.unicode else None,
        read_only=arguments.read_only,
    )


def refuse_mistyped_command(word: str) -> None:
    """Takes a word that is no file for a mistyped command, where it looks like one.

    :raises UsageError: it does; the nearest command is named.
    """
    if os.path.exists(word) or "." in word or "/" in word or word == STANDARD_INPUT:
        return
    from difflib import get_close_matches

    from ka2plan.cli.commands import COMMANDS

    like = get_close_matches(word, [command.name for command in COMMANDS], 1)
    if like:
        message = _("there is no command and no file {word}; did you mean `ka2plan {like}`?")
        raise UsageError(message.format(word=repr(word), like=like[0]))
    message = _("there is no command and no file {word}; `ka2plan --help` lists the commands")
    raise UsageError(message.format(word=repr(word)))
