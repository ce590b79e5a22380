"""What git needs to merge and compare plans by ids and fields, written into one repository's own settings.

Nothing here touches the user's settings or the work tree: the drivers go into the repository's configuration, the
patterns of files into its ``info/attributes``, the check into its hook ``pre-commit``.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ka2plan.errors import CannotWrite, UsageError
from ka2plan.git import GitRefused, place_of
from ka2plan.git.command import OWN_HOOKS
from ka2plan.git.repository import top_of
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

PATTERNS = ("*.plan.toml", "plan.toml")
"""Files taken for plans where none are named."""

ATTRIBUTES = "merge=ka2plan diff=ka2plan"

HUNK_HEADER = r"^[ \t]*(\[[^]]+\])"
"""What git shows beside ``@@``: the table, with the id of the entry."""

BEGIN, END = "# >>> ka2plan", "# <<< ka2plan"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that installing or uninstalling does, and whether it changes anything."""

    place: str
    """A setting or a file."""
    text: str
    """What it is to hold; empty where it is taken out."""
    changes: bool


def own_command() -> tuple[str, ...]:
    """How this very program is run from anywhere: without the folder at hand among the places modules come from."""
    return (sys.executable, "-P", "-m", "ka2plan")


def driver_line(command: Sequence[str] | None = None) -> str:
    """The merge driver as git's configuration has it.

    git takes a driver that is missing, dies or is killed for one that left conflicts in the file, and then the other
    side's changes are gone without a trace. So only the two codes with which the driver says that it did its work are
    believed; on any other git merges the lines itself. An older git leaves ``%S %X %Y``, the names of the sides, as is.
    """
    program = shlex.join(command or own_command()).replace("%", "%%")
    return (
        f"{program} merge-driver -- %O %A %B %L %P %S %X %Y; code=$?; "
        "if [ $code -eq 0 ]; then exit 0; elif [ $code -eq 4 ]; then exit 1; elif [ $code -ne 5 ]; then "
        "echo ka2plan could not merge %P, git merges its lines >&2; fi; "
        "git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    )


def settings(command: Sequence[str] | None = None) -> dict[str, str]:
    """The repository's settings, by name."""
    return {
        "merge.ka2plan.name": "plans by ids and fields",
        "merge.ka2plan.driver": driver_line(command),
        "diff.ka2plan.xfuncname": HUNK_HEADER,
    }


def hook_lines(command: Sequence[str] | None = None) -> str:
    """The lines of the hook; a commit goes through where the program is not there any more."""
    program = shlex.join(command or own_command())
    return (
        f"{BEGIN} (taken out by `ka2plan git uninstall`)\n"
        f"if {program} --version >/dev/null 2>&1\n"
        f"then {program} git pre-commit || exit 1\n"
        "else echo 'ka2plan is not there any more: the plan is not checked' >&2\n"
        "fi\n"
        f"{END}\n"
    )


class Installation:
    """What one repository has of it.

    Args:
        folder: the work tree or a folder in it.
        command: how the program is run; this very one without it.
    """

    def __init__(self, folder: str, command: Sequence[str] | None = None) -> None:
        self.place = place_of(folder)
        self.top = top_of(folder)
        self.command = tuple(command or own_command())
        self.attributes = self._git_path("info/attributes")
        self.hook = self._git_path("hooks/pre-commit")

    def install(self, patterns: Sequence[str] = PATTERNS, *, dry: bool = False) -> list[Step]:
        """Writes what is not there yet; with ``dry`` only tells.

        :raises UsageError: the repository has a hook that is no shell script.
        :raises CannotWrite: a file cannot be written.
        """
        lines = "".join(f"{_pattern(pattern)} {ATTRIBUTES}\n" for pattern in patterns)
        wanted_hook = self._hook_with(hook_lines(self.command))
        steps = [Step(name, value, self._setting(name) != value) for name, value in settings(self.command).items()]
        attributes = _with_block(_read(self.attributes), f"{BEGIN}\n{lines}{END}\n")
        steps.append(Step(self.attributes, lines, attributes != _read(self.attributes)))
        steps.append(Step(self.hook, hook_lines(self.command), wanted_hook != _read(self.hook)))
        if not dry:
            for step in steps[:-2]:
                if step.changes:
                    self.place.run("config", "--local", "--replace-all", step.place, step.text)
            _write(self.attributes, attributes)
            _write(self.hook, wanted_hook, executable=True)
        return steps

    def uninstall(self, *, dry: bool = False) -> list[Step]:
        """Takes out what ``install`` wrote and nothing else; with ``dry`` only tells."""
        sections = [name for name in ("merge.ka2plan", "diff.ka2plan") if self._has_section(name)]
        steps = [Step(name, "", changes=True) for name in sections]
        files = [path for path in (self.attributes, self.hook) if _with_block(_read(path), "") != _read(path)]
        steps += [Step(path, "", changes=True) for path in files]
        if not dry:
            for name in sections:
                self.place.run("config", "--local", "--remove-section", name)
            for path in files:
                _take_out(path)
        return steps

    def patterns(self) -> list[str]:
        """The patterns of files that are merged as plans here."""
        lines = _read(self.attributes).split("\n")
        return [line.removesuffix(ATTRIBUTES).rstrip() for line in lines if line.endswith(ATTRIBUTES)]

    def lacks(self) -> list[str]:
        """What is missing or not as this program would write it, in words; nothing where all is in place."""
        found = []
        if self._setting("merge.ka2plan.driver") is None:
            found.append(_("no merge driver: git merges the plan line by line"))
        elif self._setting("merge.ka2plan.driver") != driver_line(self.command):
            found.append(_("the merge driver is another program's or version's: `ka2plan git install` renews it"))
        if not self.patterns():
            found.append(_("no files are marked as plans"))
        if BEGIN not in _read(self.hook):
            found.append(_("no check before commits"))
        return found

    def _git_path(self, name: str) -> str:
        path = os.fsdecode(self.place.run("rev-parse", "--git-path", name, without=(OWN_HOOKS,))).removesuffix("\n")
        return os.path.normpath(os.path.join(self.place.folder, path))

    def _setting(self, name: str) -> str | None:
        try:
            return self.place.run("config", "--local", "--get", name).decode().removesuffix("\n")
        except GitRefused:
            return None

    def _has_section(self, name: str) -> bool:
        try:
            pattern = f"^{name.replace('.', '[.]')}[.]"
            return bool(self.place.run("config", "--local", "--get-regexp", pattern))
        except GitRefused:
            return False

    def _hook_with(self, lines: str) -> str:
        """The hook with our lines behind its first, so that nothing can end it before."""
        old = _with_block(_read(self.hook), "")
        if not old.strip():
            return f"#!/bin/sh\n{lines}"
        first, _newline, rest = old.partition("\n")
        if not first.startswith("#!") or not first.split("/")[-1].endswith(("sh", "env sh", "env bash")):
            message = _("{path} is no shell script; call `ka2plan git pre-commit` in it yourself")
            raise UsageError(message.format(path=visible(self.hook)))
        return f"{first}\n{lines}{rest}"


def _pattern(name: str) -> str:
    """A pattern as the attributes file has it: quoted where it holds blanks or begins like something else."""
    if name.startswith(("!", "#", '"')) or any(character in name for character in ' \t\n"\\'):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return name


def _with_block(text: str, block: str) -> str:
    """The text with our block in the place of an older one, else at the end; without one where it is empty."""
    start = text.find(BEGIN)
    if start < 0:
        if not block:
            return text
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{block}"
    end = text.find(END, start)
    end = len(text) if end < 0 else text.find("\n", end) + 1 or len(text)
    return text[:start] + block + text[end:]


def _take_out(path: str) -> None:
    """Takes our block out of a file, and the file away where nothing but our own first line is left."""
    old = _read(path)
    left = _with_block(old, "")
    if left == old:
        return
    if left.strip() in ("", "#!/bin/sh"):
        os.unlink(path)
    else:
        _write(path, left)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except OSError as error:
        sentence = _("{path} cannot be read: {reason}")
        raise CannotWrite(sentence.format(path=visible(path), reason=error.strerror)) from error


def _write(path: str, text: str, *, executable: bool = False) -> None:
    if _read(path) != text or (executable and not os.access(path, os.X_OK)):
        from ka2plan.store import overwrite

        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            overwrite(path, text.encode("utf-8", "surrogateescape"))
            if executable:
                mode = os.stat(path).st_mode
                os.chmod(path, mode | (mode & 0o444) >> 2)  # for all who may read it
        except OSError as error:
            sentence = _("{path} cannot be written: {reason}")
            raise CannotWrite(sentence.format(path=visible(path), reason=error.strerror)) from error
