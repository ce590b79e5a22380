"""From a path on the command line to a plan that was read: the same way for every command."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import Any

from ka2plan.calls import CallBook, load_calls
from ka2plan.errors import CannotRead, NotAPlan, UsageError
from ka2plan.findings import Finding
from ka2plan.named_tuples import NamedTuple
from ka2plan.own_files import config_folder
from ka2plan.plan import Plan, Reading, read_plan
from ka2plan.plan.unreadable import of_fault, of_file
from ka2plan.plan.unreadable import unreadable as found_unreadable
from ka2plan.toml import Positions, TomlFault, decode, parse
from ka2plan.words.messages import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from ka2plan.charts.chart import Stretch

STANDARD_INPUT = "-"


class Loaded(NamedTuple):
    """A file with what it says."""

    path: str
    text: str
    data: dict[str, Any]
    reading: Reading

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.reading.plan

    @property
    def shown_path(self) -> str:
        """The path as it is shown."""
        return shown_path(self.path)


def shown_path(path: str) -> str:
    """The path as it is shown: standard input by its name, control characters visible."""
    from ka2plan.words.visible import visible

    return _("(standard input)") if path == STANDARD_INPUT else visible(path)


def read_bytes(path: str) -> bytes:
    """The bytes of a file or a pipe, or of standard input for ``-``.

    :raises CannotRead: absent, a folder, no permission; closed, for standard input.
    """
    if path == STANDARD_INPUT:
        return _standard_input()
    from ka2plan.store import read_input

    return read_input(path)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise _unread_input(error) from error


def refuse_closed_input() -> None:
    """Refuses to wait for what can never come.

    :raises CannotRead: standard input is closed.
    """
    try:
        os.read(0, 0)
    except OSError as error:
        raise _unread_input(error) from error


def _unread_input(error: OSError) -> CannotRead:
    from ka2plan.store.failures import reason

    return CannotRead(_("standard input cannot be read: {reason}").format(reason=reason(error)))


def load_lenient(path: str, *, strict: bool = False) -> Loaded:
    """Reads a plan; what prevents reading it as one is the only finding of the result, whose plan is then empty.

    :raises CannotRead: only if ``strict``: absent, a folder, no permission.
    """
    text = ""
    try:
        data = read_bytes(path)
        text = decode(data)
        values = parse(text)
    except CannotRead as reason:
        if strict:
            raise
        return Loaded(path, text, {}, of_file(str(reason)))
    except TomlFault as fault:
        return Loaded(path, text, {}, of_fault(fault))
    return Loaded(path, text, values, read_plan(values))


def unreadable(loaded: Loaded) -> Finding | None:
    """The finding that keeps the file from being a plan at all."""
    return found_unreadable(loaded.reading)


def load(path: str) -> Loaded:
    """Reads a plan, however faulty.

    :raises CannotRead: absent, a folder, no permission.
    :raises NotAPlan: not TOML, merge markers, no plan.
    """
    loaded = load_lenient(path, strict=True)
    _refuse(loaded)
    return loaded


def load_text(path: str) -> tuple[str, dict[str, Any]]:
    """The text of a plan and its data, for those who need no more: a third of the time.

    :raises CannotRead: absent, a folder, no permission.
    :raises NotAPlan: not TOML, merge markers, no plan.
    """
    text = ""
    try:
        text = decode(read_bytes(path))
        data = parse(text)
    except TomlFault as fault:
        _refuse(Loaded(path, text, {}, of_fault(fault)))
    head: dict[str, Any] = {key: data[key] for key in ("format", "project") if key in data}
    _refuse(Loaded(path, text, data, read_plan(head)))
    return text, data


def granted_of(path: str, loaded: Loaded) -> Mapping[str, tuple[Stretch, ...]]:
    """Where everything lay when the plan was granted, by the ids of today.

    :raises UsageError: the plan does not say which version was granted, or comes from standard input.
    """
    from ka2plan.changes.granted import granted_in

    granted = loaded.plan.project.granted
    if path == STANDARD_INPUT and granted and not os.path.isfile(granted):
        raise UsageError(_("git has no standard input; name the plan's file"))
    return granted_in(path, loaded.text, granted)


def _refuse(loaded: Loaded) -> None:
    """Refuses what is no plan."""
    finding = unreadable(loaded)
    if finding is None:
        return
    place = loaded.shown_path
    if finding.position:
        place = f"{place}:{finding.position[0]}:{finding.position[1]}"
    hint = f" ({finding.hint})" if finding.hint else ""
    raise NotAPlan(f"{place}: {finding.message}{hint}")


def position_of(finding: Finding, positions: Positions) -> tuple[int, int]:
    """Line and column of a finding, from 1."""
    return finding.position or positions.of(finding.where)


def add_plan(parser: ArgumentParser, *, edits: bool = False) -> None:
    """The argument PLAN and the option ``--facts`` that every reading command has."""
    if edits:
        parser.add_argument("plan", metavar="PLAN", help=_("plan file"))
    else:
        parser.add_argument("plan", metavar="PLAN", help=_("plan file, or - for standard input"))
    add_facts(parser)


def add_facts(parser: ArgumentParser) -> None:
    """The option ``--facts``."""
    parser.add_argument(
        "--facts",
        metavar="DIR",
        action="append",
        default=[],
        help=_("folder with year files of your own (2027.toml)"),
    )


def add_today(parser: ArgumentParser) -> None:
    """The option ``--today``."""
    parser.add_argument("--today", metavar="DATE", type=typed_day, help=_("use this day as today (2026-11-01)"))


def whole_number(text: str) -> int:
    """A whole number as an option has it; says it in ka2plan's own words where it is none."""
    from argparse import ArgumentTypeError

    from ka2plan.plan.types.number import INTEGER

    bare = text.removeprefix("\x00")
    number = INTEGER.from_text(bare)
    if isinstance(number, int):
        return number
    raise ArgumentTypeError(_("{text} is not a whole number").format(text=repr(bare)))


def typed_day(text: str, key: str = "") -> date:
    """A day as an option has it: as the file does, or as people type it; of the first day of something the key."""
    from argparse import ArgumentTypeError

    from ka2plan.plan.types import Around
    from ka2plan.plan.types.moment import DATE

    bare = text.removeprefix("\x00")
    day = DATE.from_text(bare, Around(date.today(), key=key))
    if isinstance(day, date):
        return day
    raise ArgumentTypeError(_("{text} is not a date such as 2026-11-01").format(text=repr(bare)))


def today_of(arguments: Namespace) -> date:
    """The day to take for today."""
    day = getattr(arguments, "today", None)
    return day if isinstance(day, date) else date.today()


def calls_of(arguments: Namespace) -> CallBook:
    """The call facts: shipped ones, the user's own, those of ``--facts``.

    :raises UsageError: a folder given by ``--facts`` does not exist.
    """
    for folder in arguments.facts:
        if not os.path.isdir(folder):
            raise UsageError(_("--facts: {folder} is not a folder").format(folder=folder))
    own = os.path.join(config_folder(os.environ), "calls")
    return load_calls([*([own] if os.path.isdir(own) else []), *arguments.facts])


__all__ = [
    "CannotRead",
    "Loaded",
    "add_facts",
    "add_plan",
    "add_today",
    "calls_of",
    "load",
    "load_lenient",
    "position_of",
    "read_bytes",
    "shown_path",
    "today_of",
    "unreadable",
]
