"""``ka2plan merge-driver``: what git calls to merge a plan; the file of ours gets the result, whole, at the very end.

Exit codes: 0 merged, 4 clashes marked in the file, 5 to be merged line by line without a word. On any other the file is
as it was too, and the line in git's configuration says so and lets git merge it line by line.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.merge import base_text, merge_and_check, say
from ka2plan.cli.plan_files import load_text
from ka2plan.errors import Clash
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.merge.named_sides import NamedSides
    from ka2plan.merge.three_way import Merged

SWITCH = "KA2PLAN_MERGE"
"""The variable that says how clashes are settled, since git hands no option of its user's on."""

LINES = "lines"

WAYS = ("ours", "theirs", LINES)

BY_LINES = 5
"""The code on which git merges the lines."""


def configure(parser: ArgumentParser) -> None:
    """Declares what git hands over: ``%O %A %B %L %P %S %X %Y``."""
    parser.add_argument("base", help=_("file of the base"))
    parser.add_argument("ours", help=_("file of ours, which gets the result"))
    parser.add_argument("theirs", help=_("file of theirs"))
    parser.add_argument("size", nargs="?", type=int, default=7, help=_("length of the markers"))
    parser.add_argument("path", nargs="?", default="", help=_("the plan's path in the repository"))
    for side, letter in (("base", "%S"), ("ours", "%X"), ("theirs", "%Y")):
        text = _("what git calls {side}, from git 2.44 on").format(side=side)
        parser.add_argument(f"{side}_name", nargs="?", default="", metavar=letter.replace("%", ""), help=text)
    parser.set_defaults(facts=[])


def run(arguments: Namespace) -> int:
    """Merges into the file of ours."""
    from ka2plan.merge.named_sides import UNNAMED
    from ka2plan.store import overwrite

    way = _way()
    if way == LINES or _is_marked(arguments):
        return BY_LINES
    is_inner = _is_inner(arguments)
    names = UNNAMED if is_inner else _names(arguments)
    sides = [base_text(arguments.base), load_text(arguments.ours), load_text(arguments.theirs)]
    labels = names.labels(arguments.size)
    merged = merge_and_check(arguments, sides, labels=labels)
    if way and merged.clashes and not is_inner:
        choices = dict.fromkeys((clash.where for clash in merged.clashes), way)
        settled = merge_and_check(arguments, sides, labels=labels, choices=choices)
        _say_settled(merged, arguments.path, way, names)
        merged = settled
    if not is_inner:
        say(merged, arguments.path, names)
    overwrite(arguments.ours, merged.text.encode())
    return Clash.exit_code if merged.clashes else 0


def _way() -> str:
    """How clashes are to be settled; a word that nobody knows is said to be one, and they are marked."""
    way = os.environ.get(SWITCH, "")
    if way in ("", *WAYS):
        return way
    sentence = _("{switch} can be {ways}, and is {way}: conflicts are marked, as without it")
    print("ka2plan: " + sentence.format(switch=SWITCH, ways=", ".join(WAYS), way=visible(way)), file=sys.stderr)
    return ""


def _is_marked(arguments: Namespace) -> bool:
    """Whether a conflict is in question and not a plan: git's rerere holds one against another it remembers."""
    from ka2plan.cli.plan_files import read_bytes
    from ka2plan.merge.conflicts import has_markers

    return all(has_markers(read_bytes(path)) for path in (arguments.base, arguments.ours))


def _given(arguments: Namespace) -> tuple[str, str, str]:
    """What git itself calls base, ours and theirs; an older one leaves its own placeholders."""
    names = (arguments.base_name, arguments.ours_name, arguments.theirs_name)
    base, ours, theirs = ("" if name in ("%S", "%X", "%Y") else name for name in names)
    return base, ours, theirs


def _is_inner(arguments: Namespace) -> bool:
    from ka2plan.git.side_names import is_inner_merge

    return is_inner_merge(arguments.size, _given(arguments)[1], arguments.path)


def _names(arguments: Namespace) -> NamedSides:
    from ka2plan.git.side_names import SideNames, side_names
    from ka2plan.merge.named_sides import NamedSides

    base, ours, theirs = _given(arguments)
    files = (arguments.base, arguments.ours, arguments.theirs)
    return NamedSides(*side_names(arguments.path, files, SideNames(ours, base, theirs)))


def _say_settled(merged: Merged, path: str, way: str, names: NamedSides) -> None:
    """Says what the variable decided."""
    from ka2plan.merge.clash_words import clash_text

    count = len(merged.clashes)
    sentence = ngettext(
        "{count} conflict, resolved as {side} by {switch}:", "{count} conflicts, resolved as {side} by {switch}:", count
    ).format(count=count, side=names.said(way), switch=SWITCH)
    lines = [
        f"ka2plan: {visible(path)}: {sentence}\n",
        *(f"  {clash_text(clash, names)}\n" for clash in merged.clashes),
    ]
    print("".join(lines), end="", file=sys.stderr)
