"""The benchmarks run every command that there is, with each of its choices and options."""

from __future__ import annotations

import argparse

import pytest

from ka2plan.cli.commands import COMMANDS, HIDDEN, Command
from tests.benchmarks.calls import ON_A_PLAN, WITHOUT_A_PLAN, calls

SERVERS = ("serve", "serve-page", "lsp")
"""Commands that run until somebody stops them."""

PLAIN = [
    "check",
    "timeline",
    "show",
    "slip",
    "balance",
    "replace",
    "brief",
    "types",
    "diff",
    "log",
    "payment",
    "portfolio",
    "doctor",
]
"""Commands with a report that has a form of its own for those who listen."""

OTHERS = [one.name for one in (*COMMANDS, *HIDDEN) if one.name not in PLAIN]

LEFT_OUT = {
    "--help": None, "--facts": None, "--today": None, "--ascii": None, "--lang": None,
    "--plain": OTHERS,
    "--theme": ["open"], "--unicode": ["open"], "--read-only": ["open"],
    "--round": ["new"], "--call": ["new"], "--sheet": ["new", "import"], "--column": ["new", "import"],
    "--days-per-month": ["import"],
}  # fmt: skip
"""Options that only name something, or are the editor's, which edits_in_views measures; with the commands they have."""

CALLS = [*calls(ON_A_PLAN), *calls(WITHOUT_A_PLAN)]


def is_run(command: Command, word: str) -> bool:
    return any(words[0] == command.name and word in words for words in CALLS)


def is_left_out(command: Command, option: str) -> bool:
    names = LEFT_OUT.get(option, [])
    return names is None or command.name in names


MEASURED = [one for one in (*COMMANDS, *HIDDEN) if one.name not in SERVERS]


@pytest.mark.parametrize("command", MEASURED, ids=lambda command: command.name)
def test_a_command_is_run_with_each_of_its_options_and_choices(command):
    assert any(words[0] == command.name for words in CALLS)
    missing = []
    for action in command.parser()._actions:
        option = action.option_strings[-1] if action.option_strings else ""
        if is_left_out(command, option):
            continue
        wanted = [*([option] if option else []), *map(str, action.choices or ())]
        missing += [word for word in wanted if not is_run(command, word)]
    assert missing == []


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_call_is_one_that_the_parser_takes(words):
    command = next(one for one in (*COMMANDS, *HIDDEN) if one.name == words[0])
    try:
        command.parser().parse_args(words[1:])
    except (SystemExit, argparse.ArgumentError):
        pytest.fail(f"{words} is refused")
