"""``ka2plan diff``: what differs between two versions of a plan, in the plan's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.versions import add_versions, versions_of
from ka2plan.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.cli.versions import Version
    from ka2plan.collaboration.comparison import Comparison


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``diff``."""
    add_versions(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("print JSON"))
    form.add_argument("--markdown", action="store_true", help=_("print Markdown, for a review"))


def run(arguments: Namespace) -> int:
    """Prints what differs."""
    from ka2plan.collaboration.comparison import Comparison
    from ka2plan.collaboration.diff_forms import difference_json, difference_lines

    old, new = versions_of(arguments)
    comparison = Comparison(old.text, new.text)
    if arguments.json:
        from ka2plan.exports.json_form import json_text

        print(json_text({**difference_json(comparison), "old": old.name, "new": new.name}), end="")
    elif arguments.markdown:
        print(_markdown(old, new, comparison), end="")
    else:
        print("".join(f"{line}\n" for line in difference_lines(comparison)), end="")
    return 0


def _markdown(old: Version, new: Version, comparison: Comparison) -> str:
    """A heading, what was changed as one list, and what that means for work and money as another."""
    from ka2plan.collaboration.change_words import ChangeWords
    from ka2plan.collaboration.diff_forms import difference_lines
    from ka2plan.collaboration.effect_words import effect_sentences
    from ka2plan.exports.markdown import escaped

    title = comparison.new.project.acronym or comparison.new.project.title or _("the plan")
    lines = [f"## {escaped(title)}", "", escaped(_("{old} to {new}").format(old=old.name, new=new.name))]
    changed, effects = list(ChangeWords(comparison).sentences().values()), list(effect_sentences(comparison))
    if not changed and not effects:
        changed = difference_lines(comparison)
    lines += ["", *(f"- {escaped(sentence)}" for sentence in changed)] if changed else []
    if effects:
        lines += ["", _("What it means for work and money:"), "", *(f"- {escaped(line)}" for line in effects)]
    return "".join(f"{line}\n" for line in lines)
