"""``ka2plan merge-driver``: what git calls to merge a plan; the file of ours gets the result, whole, at the very end.

Exit codes: 0 merged, 4 clashes marked in the file; on any other the file is as it was, and the line in git's
configuration lets git merge it line by line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.merge import base_text, merge_and_check, say
from ka2plan.cli.plan_files import load_text
from ka2plan.errors import Clash
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares what git hands over: ``%O %A %B %L %P``."""
    parser.add_argument("base", help=_("file of the base"))
    parser.add_argument("ours", help=_("file of ours, which gets the result"))
    parser.add_argument("theirs", help=_("file of theirs"))
    parser.add_argument("size", nargs="?", type=int, default=7, help=_("length of the markers"))
    parser.add_argument("path", nargs="?", default="", help=_("the plan's path in the repository"))
    parser.set_defaults(facts=[])


def run(arguments: Namespace) -> int:
    """Merges into the file of ours."""
    from ka2plan.merge.pieces import Labels
    from ka2plan.store import overwrite

    sides = [base_text(arguments.base), load_text(arguments.ours), load_text(arguments.theirs)]
    merged = merge_and_check(arguments, sides, labels=Labels(size=arguments.size))
    say(merged, arguments.path)
    overwrite(arguments.ours, merged.text.encode())
    return Clash.exit_code if merged.clashes else 0
