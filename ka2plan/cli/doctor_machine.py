"""What ``doctor`` says of this machine: Python, time zones, git, the extras, own call files and the state folder."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.doctor_line import Line
from ka2plan.words.figures import listed
from ka2plan.words.messages import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

LEAST_SPACE = 10_000_000
"""Bytes that the folder of unsaved work should have."""


def machine_lines(arguments: Namespace) -> Iterator[Line]:
    """The lines on the machine."""
    yield _program()
    yield _locale()
    yield _time_zones()
    yield _git()
    yield _extras()
    yield from _call_files(arguments)
    yield _state_folder()


def _program() -> Line:
    from ka2plan import __version__

    python = ".".join(map(str, sys.version_info[:3]))
    return Line(
        "version", _("version"), _("ka2plan {version}, Python {python}").format(version=__version__, python=python)
    )


def _locale() -> Line:
    names = ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE")
    found = [f"{name}={value}" for name in names if (value := os.environ.get(name))]
    if found:
        return Line("locale", _("locale"), ", ".join(found))
    step = _("Set LANG, for example LANG=C.UTF-8.")
    return Line("locale", _("locale"), _("not set"), step)


def _time_zones() -> Line:
    from ka2plan.words.dates import BRUSSELS, zone_of

    if zone_of(BRUSSELS):
        return Line("time_zones", _("time zones"), _("there; deadlines are shown in your own time too"))
    step = _("Install your system's tzdata package. Until then deadlines are computed by the rule of summer time.")
    return Line("time_zones", _("time zones"), _("no data of Europe/Brussels"), step)


def _git() -> Line:
    from ka2plan.git import GitRefused, command

    try:
        found = command.run("version", folder=os.sep, environment={}).decode(errors="replace").strip()
    except GitRefused:
        step = _("Install git to keep the plan's history and to merge. All else works without it.")
        return Line("git", _("git"), _("not installed"), step)
    return Line("git", _("git"), found.removeprefix("git version "))


def _extras() -> Line:
    lacking = [name for name, libraries in extras().items() if not all(map(_is_installed, libraries))]
    if not lacking:
        return Line("extras", _("extras"), _("all installed: {names}").format(names=", ".join(extras())))
    step = _('For what needs them: pip install "ka2plan[{names}]"').format(names=",".join(lacking))
    found = _("not installed: {names}").format(names=", ".join(lacking))
    return Line("extras", _("extras"), found, step)


def extras() -> dict[str, list[str]]:
    """The libraries of each extra for users, from the installed program's own description."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        described = requires("ka2plan") or []
    except PackageNotFoundError:
        return {}
    found: dict[str, list[str]] = {}
    for requirement in described:
        library, _marked, condition = requirement.partition(";")
        name = condition.partition("extra == ")[2].strip("\"' ")
        if name and name not in ("all", "dev"):
            found.setdefault(name, []).append(_project_name(library))
    return found


def _project_name(requirement: str) -> str:
    from re import match

    found = match(r"[\w.-]+", requirement)
    return found[0].rstrip(".-") if found else requirement


def _is_installed(library: str) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        version(library)
    except PackageNotFoundError:
        return False
    return True


def _call_files(arguments: Namespace) -> Iterator[Line]:
    from ka2plan.calls import load_calls
    from ka2plan.calls.own_years import read_own_years
    from ka2plan.own_files import config_folder
    from ka2plan.rules.fact_faults import fault_sentence

    book = load_calls()
    label = _("calls")
    yield Line(
        "calls", label, _("{first} to {last} come with the program").format(first=book.years[0], last=book.years[-1])
    )
    own = os.path.join(config_folder(os.environ), "calls")
    for folder in (own, *arguments.facts):
        if not os.path.isdir(folder):
            found = _("none of your own; they would be in {folder}").format(folder=folder)
            yield Line("own_calls", label, found, "" if folder == own else _("Name a folder that exists."))
            continue
        years, faults = read_own_years(folder)
        all_faults = [*faults, *(fault for year in years.values() for fault in year.faults)]
        found = _("your own in {folder}: {years}").format(folder=folder, years=listed(map(str, years)) or _("none"))
        step = ""
        if all_faults:
            step = ngettext("{number} fault: {first}", "{number} faults; the first: {first}", len(all_faults)).format(
                number=len(all_faults), first=fault_sentence(all_faults[0])
            )
        yield Line("own_calls", label, found, step)


def _state_folder() -> Line:
    from ka2plan.own_files import state_folder

    label, folder = _("unsaved work"), state_folder(os.environ)
    there = _nearest(folder)
    if not os.access(there, os.W_OK | os.X_OK):
        step = _("Make it writable, or set XDG_STATE_HOME to a writable folder.")
        return Line("state", label, _("cannot be kept in {folder}").format(folder=folder), step)
    space = os.statvfs(there)
    if space.f_bavail * space.f_frsize < LEAST_SPACE:
        return Line(
            "state", label, _("the disk of {folder} is nearly full").format(folder=folder), _("Free some space.")
        )
    if not _takes_locks(there):
        found = _("{folder} is on a disk without locks, as over a network").format(folder=folder)
        return Line(
            "state",
            label,
            found,
            _("Unsaved work is still kept there; a local folder is safer: set XDG_STATE_HOME."),
        )
    drafts = len(_drafts(folder))
    told = ngettext("{number} draft", "{number} drafts", drafts).format(number=drafts) if drafts else _("no drafts")
    step = _("Open the plan in the editor: it offers what was not saved.") if drafts else ""
    return Line("state", label, _("kept in {folder}; {drafts}").format(folder=folder, drafts=told), step)


def _nearest(folder: str) -> str:
    """The folder, or the first one above it that exists."""
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _drafts(state: str) -> list[str]:
    """The journals whose editor is gone."""
    from ka2plan.session.folders import journal_folder
    from ka2plan.session.journal import SUFFIX
    from ka2plan.session.recovery import is_alive

    folder = journal_folder(state)
    names = os.listdir(folder) if os.path.isdir(folder) and os.access(folder, os.R_OK | os.X_OK) else []
    paths = [os.path.join(folder, name) for name in sorted(names) if name.endswith(SUFFIX)]
    return [path for path in paths if not is_alive(path)]


def _takes_locks(folder: str) -> bool:
    """Whether a file there can be locked: tried on the folder itself, which nobody else locks."""
    import fcntl

    try:
        file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(file)
    return True
