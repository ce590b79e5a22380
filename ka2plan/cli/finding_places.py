"""Where findings stand, as other programs want it: the words they are about, and the file as its repository has it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import STANDARD_INPUT, position_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.toml import Positions, format_path

if TYPE_CHECKING:
    from ka2plan.cli.checked_file import CheckedFile
    from ka2plan.findings import Finding


class Placed(NamedTuple):
    """A finding with where it stands."""

    finding: Finding
    line: int
    column: int
    end: int
    """The column behind its last character."""
    mark: str
    """Tells it from all others of the same file, and stays when lines and figures change."""

    @property
    def text(self) -> str:
        """What is wrong, and the next step."""
        return f"{self.finding.message}. {self.finding.hint}" if self.finding.hint else self.finding.message


def placed(file: CheckedFile) -> Iterator[Placed]:
    """All findings of a file, in their order."""
    positions, lines = Positions(file.loaded.text), file.loaded.text.splitlines()
    seen: Counter[str] = Counter()
    for finding in file.findings:
        line, column = position_of(finding, positions)
        source = lines[line - 1].lstrip("\ufeff") if line <= len(lines) else ""
        about = f"{finding.code} {format_path(finding.where)}"
        seen[about] += 1
        mark = f"{sha256(about.encode(errors='surrogateescape')).hexdigest()[:16]}:{seen[about]}"
        yield Placed(finding, line, column, column + max(1, len(token_at(source, column))), mark)


def token_at(source: str, column: int) -> str:
    """What a finding is about in its line: the id in a table's header, else the statement without its remark."""
    rest = source[column - 1 :]
    if source.lstrip().startswith("["):
        return rest.split("]", maxsplit=1)[0] or rest
    return rest.split(" #", maxsplit=1)[0].rstrip()


def path_in_repository(path: str) -> tuple[str, bool]:
    """A path from the top of the repository it is in, else from here, and whether it is inside of that."""
    if path == STANDARD_INPUT:
        return path, False
    from ka2plan.git import GitRefused, place_of

    try:
        top = place_of(path).folder
    except GitRefused:
        top = os.path.realpath(os.curdir)
    real = os.path.join(os.path.realpath(os.path.dirname(path) or os.curdir), os.path.basename(path))
    name = os.path.relpath(real, os.path.realpath(top))
    is_inside = name.partition(os.sep)[0] != os.pardir
    return (name.replace(os.sep, "/"), True) if is_inside else (real, False)
