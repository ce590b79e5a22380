"""Which files are plans: patterns of git's attributes, counted from the top of the repository."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence

from ka2plan.errors import UsageError
from ka2plan.git.command import GitRefused
from ka2plan.git.marked_block import BEGIN, END, block_of, with_block
from ka2plan.git.place import Place
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

PATTERNS = ("*.plan.toml", "plan.toml")
"""Files taken for plans where none are named."""

ATTRIBUTES = "merge=ka2plan diff=ka2plan"

BELOW = "**"
"""In a pattern: any folders, or none."""

UNSPECIFIED = "unspecified"


def pattern_of(place: Place, path: str) -> str:
    """The pattern that fits one file and nothing else.

    :raises UsageError: it is outside the repository.
    """
    name = place.name_of(path)
    if name.split(os.sep)[0] == os.pardir:
        raise UsageError(_("{path} is not in this repository").format(path=visible(path)))
    return "/" if name == os.curdir else f"/{_escaped(name)}"


def typed_pattern(place: Place, typed: str) -> str:
    """What a user typed, from where he stands, as a pattern: a file, a folder with its files, or itself a pattern.

    :raises UsageError: it is outside the repository, or fits no file.
    """
    if os.path.isfile(typed) or place.name_of(typed) in files_of(place):
        return pattern_of(place, typed)
    folder, parts = _folder_and_pattern(place, typed)
    at_top = os.path.realpath(folder) == place.folder
    if not parts:
        pattern = _in_folder(place, folder, [BELOW, "*.toml"])
    elif "/" not in typed:
        pattern = typed if at_top else _in_folder(place, folder, [BELOW, typed])
    else:
        pattern = _in_folder(place, folder, parts)
    if not _fits(place, pattern):
        raise UsageError(_("no file of this repository fits {name}").format(name=visible(typed)))
    return pattern


def _folder_and_pattern(place: Place, typed: str) -> tuple[str, list[str]]:
    """The folders that there are at the beginning of what was typed, and the rest; a slash before all is the top."""
    parts = typed.split("/")
    folder = os.curdir
    if typed.startswith("/"):
        parts = parts[1:]
        folder = "/" if typed.startswith(os.path.join(place.folder, "")) else place.folder
    while parts and os.path.isdir(os.path.join(folder, parts[0])):
        folder = os.path.join(folder, parts.pop(0))
    return folder, parts


def attribute_lines(patterns: Iterable[str]) -> str:
    """The lines that mark files as plans."""
    return "".join(f"{_quoted(pattern)} {ATTRIBUTES}\n" for pattern in patterns)


def with_lines(text: str, lines: str) -> str:
    """The text of a file of attributes with lines in our block, behind those that are there already."""
    there = [line for line in block_of(text).splitlines(keepends=True) if ATTRIBUTES in line]
    added = [line for line in lines.splitlines(keepends=True) if line not in there]
    return with_block(text, f"{BEGIN}\n{''.join([*there, *added])}{END}\n")


def marked_in(text: str) -> list[str]:
    """The patterns of plans in a file of attributes."""
    return [line.removesuffix(ATTRIBUTES).rstrip() for line in text.split("\n") if line.endswith(ATTRIBUTES)]


def values_of(place: Place, attribute: str, paths: Sequence[str]) -> dict[str, str]:
    """What git's attributes say of each path, from the top of the repository."""
    asked = os.fsencode("".join(f"{path}\0" for path in paths))
    answer = place.run("check-attr", "-z", "--stdin", attribute, data=asked)
    words = [os.fsdecode(word) for word in answer.split(b"\0")]
    return dict(zip(words[::3], words[2::3], strict=False))


def _in_folder(place: Place, folder: str, parts: list[str]) -> str:
    """A pattern below a folder that there is."""
    return "/".join([pattern_of(place, folder).rstrip("/"), *parts])


def _fits(place: Place, pattern: str) -> bool:
    """Whether a pattern fits a file, as git itself sees it."""
    mark = "ka2plan-fits"
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f"{_quoted(pattern)} {mark}\n")
        file.flush()
        asking = place._replace(settings={**place.settings, "core.attributesFile": file.name})
        return "set" in values_of(asking, mark, files_of(place)).values()


def files_of(place: Place) -> list[str]:
    """The files that git has or could have; in a bare repository those of its last commit."""
    for words in (
        ("ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        ("ls-tree", "-rz", "--name-only", "HEAD"),
    ):
        try:
            listed = place.run(*words)
        except GitRefused:
            continue
        return [os.fsdecode(name) for name in dict.fromkeys(listed.split(b"\0")) if name]
    return []


def _escaped(name: str) -> str:
    """A name in which nothing is taken for a pattern's own."""
    return "".join(f"\\{character}" if character in "*?[\\" else character for character in name)


def _quoted(pattern: str) -> str:
    """A pattern as the attributes file has it: quoted where it holds blanks or begins like something else."""
    if pattern.startswith(("!", "#", '"')) or any(character in pattern for character in ' \t\r\n"\\'):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        for character, letter in (("\n", "n"), ("\t", "t"), ("\r", "r")):
            escaped = escaped.replace(character, f"\\{letter}")
        return f'"{escaped}"'
    return pattern
