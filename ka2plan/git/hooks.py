"""The check before commits: in the repository's own hooks, and in nobody else's."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from typing import NamedTuple

from ka2plan.git.command import OWN_HOOKS
from ka2plan.git.marked_block import BEGIN, END, SHELL_LINE, block_of, lies_in, read, with_block
from ka2plan.git.place import Place
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

NAMES = ("pre-commit", "pre-merge-commit")
"""git runs the second one before a merge that it commits by itself, and the first one before all else."""

CHECK = "git pre-commit"

SHELLS = frozenset({"sh", "ash", "bash", "busybox", "dash", "ksh", "mksh", "zsh"})


def hook_lines(command: Sequence[str]) -> str:
    """The lines of a hook; a commit goes through where the program is not there any more."""
    program = shlex.join(command)
    return (
        f"{BEGIN} (taken out by `ka2plan git uninstall`)\n"
        f"if {program} --version >/dev/null 2>&1\n"
        f"then {program} {CHECK} || exit 1\n"
        "else echo 'ka2plan is not there any more: the plan is not checked' >&2\n"
        "fi\n"
        f"{END}\n"
    )


class Hook(NamedTuple):
    """One hook of a repository.

    Attributes:
        path: its file.
        repository: the folder that all work trees of the repository share.
    """

    path: str
    repository: str

    @property
    def is_checking(self) -> bool:
        """Whether it runs the check, by whoever's hand."""
        return CHECK in self._text()

    def with_lines(self, lines: str) -> str:
        """Its text with our lines behind the first, so that nothing can end it before."""
        old = with_block(read(self.path), "")
        if not old.strip():
            return f"{SHELL_LINE}\n{lines}"
        first, _newline, rest = old.partition("\n")
        return f"{first}\n{lines}{rest}"

    def obstacle(self) -> str:
        """Why it is not ours to write in, in a sentence with what to do instead; empty where it is."""
        if self.is_checking and not block_of(self._text()):
            return ""
        sentence = self._obstacle()
        return sentence.format(path=visible(self.path)) if sentence else ""

    def is_ours(self) -> bool:
        """Whether it lies in this repository, and not among its files or where others share it."""
        return lies_in(self.path, self.repository)

    def _obstacle(self) -> str:
        if not self.is_ours():
            return _(
                "{path} is used by other repositories too and was not changed: write `ka2plan git "
                "pre-commit || exit 1` there to have plans checked"
            )
        text = with_block(self._text(), "")
        if not text.strip():
            return ""
        if not _is_shell_script(text):
            return _(
                "{path} is not a shell script and was not changed: let it run `ka2plan git "
                "pre-commit`, and refuse the commit if that fails"
            )
        if not os.access(self.path, os.X_OK):
            return _(
                "{path} is switched off (not executable) and was not changed: write `ka2plan git "
                "pre-commit || exit 1` there to have plans checked"
            )
        return ""

    def _text(self) -> str:
        return read(self.path) if os.path.isfile(self.path) else ""


def hooks_of(place: Place) -> list[Hook]:
    """The hooks that are run before commits here; none in a bare repository, in which nobody commits."""
    if place.is_bare():
        return []
    common = told_path(place, "--git-common-dir")
    return [Hook(told_path(place, "--git-path", f"hooks/{name}"), common) for name in NAMES]


def told_path(place: Place, *question: str) -> str:
    """A path that git tells, by the user's own settings of where hooks are."""
    told = os.fsdecode(place.run("rev-parse", *question, without=(OWN_HOOKS,))).removesuffix("\n")
    return os.path.normpath(os.path.join(place.folder, told))


def _is_shell_script(text: str) -> bool:
    """Whether the first line names a shell that understands our lines, called by itself or through `env`."""
    first = text.partition("\n")[0]
    if not first.startswith("#!"):
        return False
    words = [word for word in first[2:].split() if not re.match(r"-|\w+=", word)]
    names = [word.split("/")[-1] for word in words]
    return bool(names) and (names[1] if names[0] == "env" and len(names) > 1 else names[0]) in SHELLS
