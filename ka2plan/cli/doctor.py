"""``ka2plan doctor``: what this machine, this terminal and this repository have of what ka2plan uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.colour import screen_width
from ka2plan.cli.plan_files import add_facts
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from ka2plan.cli.doctor_line import Line


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``doctor``."""
    parser.epilog = _("It only reads: it changes no file and uses no network.")
    parser.add_argument("plan", metavar="PLAN", nargs="?", help=_("plan file, to look at it and its repository too"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Prints what there is, a line each, with the next step where something is missing."""
    lines = list(_lines(arguments))
    if arguments.json:
        from ka2plan.words.visible import json_text

        print(json_text({"version": 1, "checks": [line.as_json() for line in lines]}), end="")
        return 0
    if arguments.plain:
        _print_plain(lines)
    column = max(map(len, (line.label for line in lines)))
    for line in lines if not arguments.plain else ():
        print(_wrapped(line.text(column), column, first=""))
        if line.step:
            print(_wrapped(line.step, column, first=" " * (column + MARGIN)))
    missing = sum(1 for line in lines if line.step)
    print("" if arguments.plain else "\n", end="")
    print(_("{number} of {all} lines have a next step.").format(number=missing, all=len(lines)))
    return 0


def _print_plain(lines: list[Line]) -> None:
    """One fact a line, the next step on a line of its own."""
    for line in lines:
        print(visible(f"{line.label}: {line.found}"))
        if line.step:
            print(visible(_("{name}, next step: {step}").format(name=line.label, step=line.step)))


MARGIN = 3
"""Columns beside the labels: the mark before them, and the blank behind; a next step stands below what was found."""


def _wrapped(text: str, column: int, *, first: str) -> str:
    from textwrap import fill

    indent = column + MARGIN
    width = max(min(screen_width(), 100), indent + 20)
    return fill(
        visible(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _lines(arguments: Namespace) -> Iterator[Line]:
    from ka2plan.cli.doctor_machine import machine_lines
    from ka2plan.cli.doctor_plan import plan_lines
    from ka2plan.cli.doctor_terminal import terminal_lines

    yield from terminal_lines()
    yield from machine_lines(arguments)
    yield from plan_lines(arguments.plan)
