"""What git needs to merge and compare plans by ids and fields, written into one repository's own settings.

Nothing here touches the user's settings or the work tree: the drivers go into the repository's configuration, the
patterns of files into its ``info/attributes``, the check into its hooks, if these are its own.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ka2plan.errors import CannotWrite
from ka2plan.git import GitRefused, Place, place_of
from ka2plan.git.attributes import PATTERNS, attribute_lines, marked_in, with_lines
from ka2plan.git.hooks import Hook, hook_lines, hooks_of, told_path
from ka2plan.git.marked_block import block_of, lies_in, read, take_out, write
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

HUNK_HEADER = r"^[ \t]*(\[[^]]+\])"
"""What git shows beside ``@@``: the table, with the id of the entry."""

SECTIONS = ("merge.ka2plan", "diff.ka2plan", "mergetool.ka2plan", "ka2plan")
"""Those of the repository's settings that are ours as a whole."""

TOOL = "merge.tool"
"""The setting that names the program for `git mergetool`; ours where nobody chose another."""

REFUSE_SUMS = "ka2plan.refuseSums"
"""The setting by which sums that do not close keep a plan from being committed."""


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


def settings(command: Sequence[str]) -> dict[str, str]:
    """The repository's settings, by name."""
    return {
        "merge.ka2plan.name": "plans by ids and fields",
        "merge.ka2plan.driver": driver_line(command),
        "diff.ka2plan.xfuncname": HUNK_HEADER,
        "mergetool.ka2plan.cmd": f'{shlex.join(command)} open -- "$MERGED"',
        "mergetool.ka2plan.trustExitCode": "true",
    }


class Installation:
    """What one repository has of it.

    Args:
        folder: the work tree or a folder in it, or a bare repository.
        command: how the program is run; this very one without it.
    """

    def __init__(self, folder: str, command: Sequence[str] | None = None) -> None:
        self.place: Place = place_of(folder)
        self.command = tuple(command or own_command())
        self.attributes = told_path(self.place, "--git-path", "info/attributes")
        self.repository = told_path(self.place, "--git-common-dir")
        self.hooks: list[Hook] = hooks_of(self.place)

    def install(self, patterns: Sequence[str] = PATTERNS, *, sums: bool = False, dry: bool = False) -> list[Step]:
        """Writes what is not there yet; with ``dry`` only tells.

        :raises CannotWrite: a file cannot be written, or others share it.
        """
        if not lies_in(self.attributes, self.repository):
            sentence = _("{path} leads to a file that other repositories use too: nothing is written")
            raise CannotWrite(sentence.format(path=visible(self.attributes)))
        wanted = self._wanted_settings(sums=sums)
        lines = attribute_lines(patterns)
        texts = {self.attributes: with_lines(read(self.attributes), lines)}
        shown = {self.attributes: block_of(texts[self.attributes]).partition("\n")[2].rpartition("#")[0]}
        for hook in self.hooks:
            if not hook.obstacle() and hook.is_ours():
                shown[hook.path] = hook_lines(self.command)
                texts[hook.path] = hook.with_lines(shown[hook.path])
        steps = [Step(name, value, self._setting(name) != value) for name, value in wanted.items()]
        steps += [Step(path, shown[path], text != read(path)) for path, text in texts.items()]
        if not dry:
            for step in steps[: len(wanted)]:
                if step.changes:
                    self.place.run("config", "--local", "--replace-all", step.place, step.text)
            for path, text in texts.items():
                write(path, text, executable=path != self.attributes)
        return steps

    def _wanted_settings(self, *, sums: bool) -> dict[str, str]:
        wanted = settings(self.command)
        if self._setting(TOOL, "--get") in (None, "ka2plan"):
            wanted[TOOL] = "ka2plan"
        if sums:
            wanted[REFUSE_SUMS] = "true"
        return wanted

    def uninstall(self, *, dry: bool = False) -> list[Step]:
        """Takes out what ``install`` wrote and nothing else; with ``dry`` only tells."""
        sections = [name for name in SECTIONS if self._has_section(name)]
        has_tool = self._setting(TOOL) == "ka2plan"
        files = [self.attributes, *(hook.path for hook in self.hooks)]
        files = [path for path in files if block_of(read(path))]
        names = [*sections, *([TOOL] if has_tool else []), *files]
        if not dry:
            for name in sections:
                self.place.run("config", "--local", "--remove-section", name)
            if has_tool:
                self.place.run("config", "--local", "--unset-all", TOOL)
            for path in files:
                take_out(path)
        return [Step(name, "", changes=True) for name in names]

    def patterns(self) -> list[str]:
        """The patterns of files that are merged as plans here."""
        return marked_in(read(self.attributes))

    def obstacles(self) -> list[str]:
        """Why hooks are not ours to write in, in sentences that say what to do instead."""
        return [sentence for hook in self.hooks if (sentence := hook.obstacle())]

    def lacks(self) -> list[str]:
        """What is missing or not as this program would write it, in words; nothing where all is in place."""
        found = []
        if self._setting("merge.ka2plan.driver") is None:
            found.append(_("no merge driver: git merges the plan line by line"))
        elif any(self._setting(name) != value for name, value in settings(self.command).items()):
            found.append(_("the merge driver is another program's or version's: `ka2plan git install` renews it"))
        if not self.patterns():
            found.append(_("no files are marked as plans"))
        if not all(hook.is_checking for hook in self.hooks):
            found += self.obstacles() or [_("no check before commits: `ka2plan git install` writes it")]
        return found

    def _setting(self, name: str, *where: str) -> str | None:
        """A setting of the repository's own, or with ``--get`` of whoever has it."""
        try:
            words = where or ("--local", "--get")
            return self.place.run("config", *words, name).decode(errors="replace").removesuffix("\n")
        except GitRefused:
            return None

    def _has_section(self, name: str) -> bool:
        try:
            pattern = f"^{name.replace('.', '[.]')}[.][^.]*$"
            return bool(self.place.run("config", "--local", "--get-regexp", pattern))
        except GitRefused:
            return False
