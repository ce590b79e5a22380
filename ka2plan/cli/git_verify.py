"""``ka2plan git verify``: merges that somebody else made, held against what merging their parents gives."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.changes.change_words import ChangeWords
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.joined import joined
from ka2plan.changes.new_errors import new_errors
from ka2plan.cli.git_check import checker
from ka2plan.cli.merge import finding_text
from ka2plan.cli.tracked_plans import is_plan, plan_like
from ka2plan.errors import Clash, UsageError
from ka2plan.findings import ERROR
from ka2plan.git import place_of
from ka2plan.git.merges import changed_in, files_in, merges_in
from ka2plan.git.objects import contents_of
from ka2plan.merge.clash import OURS, THEIRS
from ka2plan.merge.plain_values import same, value_at
from ka2plan.merge.three_way import CannotMerge
from ka2plan.plan import read_plan
from ka2plan.toml import TomlFault, decode, parse
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from typing import Any

    from ka2plan.changes.joined import Joined
    from ka2plan.findings import Finding
    from ka2plan.git import Place
    from ka2plan.git.follow import Commit
    from ka2plan.merge.clash import Clash as Clashing
    from ka2plan.plan import Reading
    from ka2plan.toml import Path

    Check = Callable[[Reading], Sequence[Finding]]


def verify(arguments: Namespace) -> int:
    """Tells what is wrong in the merges of a range."""
    if len(arguments.plans) > 1:
        raise UsageError(_("name one range of commits, such as main..topic"))
    place = place_of(os.getcwd())
    check = checker(arguments)
    count = wrong = 0
    for merge in merges_in(place, *arguments.plans):
        count += 1
        paths = changed_in(place, merge)
        likely = plan_like(place, (merge.id, *merge.parents), paths) if paths else set()
        plans = files_in(place, merge, [path for path in paths if path in likely])
        faults = [line for commit in plans for line in _faults(commit, place, check)]
        wrong += bool(faults)
        if faults:
            print(f"{merge.id[:8]} {merge.day} {visible(merge.author)}: {visible(merge.subject)}")
            print("".join(f"    {line}\n" for line in faults), end="", flush=True)
    sentence = ngettext("{count} merge looked at, {wrong} wrong", "{count} merges looked at, {wrong} wrong", count)
    print(sentence.format(count=count, wrong=wrong))
    return Clash.exit_code if wrong else 0


def _faults(commit: Commit, place: Place, check: Check) -> list[str]:
    """What is wrong with one file of a merge, in lines."""
    former = zip(commit.parents, commit.former_paths, strict=True)
    names = [f"{commit.id}:{commit.path}", *(f"{parent}:{path}" for parent, path in former)]
    now, *found = contents_of(names, place)
    before = [data for data in found if data is not None]
    if not any(map(is_plan, [now or b"", *before])):
        return []
    path = visible(commit.path)
    if now is None:
        return [_("{path} is deleted, but no parent deleted it").format(path=path)]
    try:
        lines, errors = _not_merged(commit, place, decode(now), check)
    except (TomlFault, CannotMerge) as error:
        sentence = _("{commit}: {path} cannot be compared with its parents: {reason}")
        reason = error.message if isinstance(error, TomlFault) else str(error)
        said = sentence.format(commit=commit.id[:8], path=path, reason=visible(reason))
        print(f"ka2plan: {said}", file=sys.stderr)
        lines, errors = [], []
    if lines:
        lines = [_("{path} is not what merging its parents gives:").format(path=path), *(f"  {line}" for line in lines)]
    new = new_errors(now, before, check, errors)
    if new:
        lines += [_("{path} has what no parent has:").format(path=path), *(f"  {finding_text(error)}" for error in new)]
    return lines


def _not_merged(commit: Commit, place: Place, now: str, check: Check) -> tuple[list[str], list[Finding]]:
    """How the plan differs from what merging gives, but for what somebody had to choose; and what merging breaks.

    :raises TomlFault: one of the texts is no TOML.
    """
    data = parse(now)

    def chosen(clash: Clashing) -> str:
        return THEIRS if same(value_at(data, clash.where), clash.theirs) else OURS

    def checked(values: dict[str, Any]) -> Sequence[Finding]:
        return check(read_plan(values))

    merged = joined(commit, place, chosen, checked)
    if merged.text == now:
        return [], _errors(merged)
    comparison = Comparison(merged.text, now)
    changes = [change for change in comparison.changes if not _is_choice(change.where, merged.clashes)]
    if changes:
        return ChangeWords(comparison).sentences_on(changes), []
    return [], _errors(merged) if not comparison.changes else []


def _errors(merged: Joined) -> list[Finding]:
    return [finding for finding in merged.findings if finding.severity == ERROR]


def _is_choice(where: Path, clashes: Sequence[Path]) -> bool:
    """Whether a place is in one that clashed, or holds one."""
    return any(where[: len(clash)] == clash[: len(where)] for clash in clashes)
