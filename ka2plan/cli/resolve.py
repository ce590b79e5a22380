"""``ka2plan resolve``: settles clashes between git's markers without the editor."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.edit import around_typed, refuse_standard_input
from ka2plan.cli.plan_files import add_facts, add_today, calls_of, shown_path, today_of
from ka2plan.errors import Clash as ClashLeft
from ka2plan.errors import NotAPlan, UsageError
from ka2plan.merge.named_sides import NamedSides
from ka2plan.plan import read_plan
from ka2plan.toml import TomlFault, decode, format_path, parse, parse_path
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ka2plan.findings import Finding, Path
    from ka2plan.merge.clash import Choice, Clash
    from ka2plan.merge.conflicts import Conflicts
    from ka2plan.merge.three_way import Check
    from ka2plan.plan.types import Around


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``resolve``."""
    parser.add_argument("plan", metavar="PLAN", help=_("plan file with git's conflict markers"))
    parser.add_argument(
        "choices",
        metavar="PLACE=ours|theirs|both|VALUE",
        nargs="*",
        help=_(
            "which value to keep at which place: PLACE is a key path, or ID.key such as A2.1.end; "
            '`="ours"` is the text "ours"'
        ),
    )
    parser.add_argument("--list", action="store_true", help=_("list the conflicts, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the conflicts as JSON"))
    add_facts(parser)
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Puts what was chosen in place of markers, merges what does not clash, and tells what is left."""
    from ka2plan.store import read, read_input, write

    refuse_standard_input(arguments.plan)
    state = None if arguments.list else read(arguments.plan)
    conflicts = _conflicts(arguments.plan, state.data if state else read_input(arguments.plan))
    if conflicts is None:
        if arguments.choices:
            raise UsageError(_("{plan} has no conflict markers").format(plan=shown_path(arguments.plan)))
        print(_("there is no conflict: the file has no conflict markers"), file=sys.stderr)
        _tell((), NamedSides(), arguments, written=False)
        return 0
    choices = _choices(conflicts, arguments)
    if state is None:
        _tell(conflicts.clashes, conflicts.names, arguments, written=False)
        return ClashLeft.exit_code if conflicts.clashes else 0
    merged = conflicts.resolved(choices, _check(arguments))
    is_new = merged.text.encode() != state.data
    if is_new:
        write(arguments.plan, merged.text.encode(), state.fingerprint)
    _tell(merged.clashes, conflicts.names, arguments, written=is_new)
    if merged.clashes:
        left = len(merged.clashes)
        words = ngettext("{count} conflict is left", "{count} conflicts are left", left)
        print("ka2plan: " + words.format(count=left), file=sys.stderr)
        return ClashLeft.exit_code
    from ka2plan.cli.merge import say

    say(merged)
    print("ka2plan: " + _("no conflict is left"), file=sys.stderr)
    return 0


def place_text(clash: Clash) -> str:
    """The place of a clash as it is typed: ``A2.1.end``."""
    if len(clash.where) > 1 and clash.where[0] not in ("project", "texts", "overrides", "ignored"):
        return ".".join([str(clash.where[1]), *([format_path(clash.key)] if clash.key else [])])
    return format_path(clash.where)


def placed(clashes: Iterable[Clash]) -> list[tuple[str, Clash]]:
    """Each clash behind its place as it is typed."""
    return [(place_text(clash), clash) for clash in clashes]


def _conflicts(path: str, data: bytes) -> Conflicts | None:
    from ka2plan.merge.conflicts import read_conflicts

    try:
        text = decode(data)
        found = read_conflicts(text, _base_in_git(path))
        if found is None:
            parse(text)
    except TomlFault as fault:
        raise NotAPlan(f"{shown_path(path)}:{fault.line}:{fault.column}: {fault.message}") from None
    return found


def _base_in_git(path: str) -> str | None:
    """What both sides began from, where git's index has it."""
    from ka2plan.git import GitRefused
    from ka2plan.git.repository import stages_of

    try:
        stages = stages_of(path)
        return decode(stages.base) if stages and stages.base is not None else None
    except (GitRefused, TomlFault):
        return None


def _check(arguments: Namespace) -> Check:
    from ka2plan.rules import check

    book, today = calls_of(arguments), today_of(arguments)

    def checked(data: dict[str, Any]) -> tuple[Finding, ...]:
        return check(read_plan(data), book, today).findings

    return checked


def _tell(clashes: Sequence[Clash], names: NamedSides, arguments: Namespace, *, written: bool) -> None:
    """One line a clash: its place as it is typed, and what each side says; or all of it as JSON."""
    from ka2plan.merge.clash_words import clash_text

    if arguments.json:
        from ka2plan.cli.edit_json import clashes_json
        from ka2plan.words.visible import json_text

        print(json_text(clashes_json(arguments.plan, placed(clashes), written=written)), end="")
        return
    print("".join(f"{visible(place_text(clash))}  {clash_text(clash, names)}\n" for clash in clashes), end="")


def _choices(conflicts: Conflicts, arguments: Namespace) -> dict[Path, Choice]:
    """What the words on the command line choose, by the place of the clash.

    :raises UsageError: a word names no clash, or nothing that can stand there.
    """
    found: dict[Path, Choice] = {}
    if arguments.choices:
        data = parse(conflicts.ours)
        around = around_typed(read_plan(data).plan, arguments)
        for word in arguments.choices:
            clash, text = _clash_of(conflicts.clashes, word)
            found[clash.where] = _choice(clash, text, data, around)
    return found


def _clash_of(clashes: Sequence[Clash], word: str) -> tuple[Clash, str]:
    """The clash that a word names, and what it chooses; a place may hold an equals sign between quotes."""
    for at, character in enumerate(word):
        if character == "=":
            place = word[:at]
            for clash in clashes:
                if place == place_text(clash) or _path(place) == clash.where:
                    return clash, word[at + 1 :]
    if "=" not in word:
        raise UsageError(_("{word}: write PLACE=ours, PLACE=theirs, PLACE=both or PLACE=VALUE").format(word=word))
    places = ", ".join(place_text(clash) for clash in clashes) or _("nothing")
    raise UsageError(_("there is no conflict at {place}; conflicts are at: {places}").format(place=word, places=places))


def _path(place: str) -> Path | None:
    try:
        return parse_path(place)
    except ValueError:
        return None


def _choice(clash: Clash, text: str, data: dict[str, Any], around: Around) -> Choice:
    from ka2plan.merge.choices import both, choice_of_side
    from ka2plan.merge.clash import OURS, THEIRS

    if text in (OURS, THEIRS):
        return choice_of_side(clash, text)
    if text == "both":
        choice = both(clash)
        if choice is None:
            raise UsageError(_("{place}: there can be only one value here").format(place=place_text(clash)))
        return choice
    return _own(clash, text, data, around)


def _own(clash: Clash, text: str, data: dict[str, Any], around: Around) -> Choice:
    """A value of one's own; for two things with one id, the new id of theirs."""
    from ka2plan.merge.clash import DOUBLED, RENAMED, REPLACED, Own, Renamed, is_entry
    from ka2plan.plan.schema import is_id
    from ka2plan.plan.typed import around_of, value_from_text
    from ka2plan.plan.values import Bad

    if clash.kind in (DOUBLED, REPLACED) and is_id(text):
        return Renamed(text)
    if is_entry(clash.where) or clash.kind == RENAMED:
        raise UsageError(_("{place}: choose ours or theirs").format(place=place_text(clash)))
    value = value_from_text(clash.where, _without_quotes(text), around_of(clash.where, data, around))
    if isinstance(value, Bad):
        raise UsageError(_("{place}: {reason}").format(place=place_text(clash), reason=value.message))
    return Own(value)


def _without_quotes(text: str) -> str:
    """A text in quotes as what it spells, so that any word can be a value."""
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "\"'":
        return text
    try:
        return str(parse(f"text = {text}\n")["text"])
    except TomlFault:
        return text
