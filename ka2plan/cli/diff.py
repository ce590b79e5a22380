"""``ka2plan diff``: what differs between two versions of a plan, in the plan's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, calls_of
from ka2plan.cli.versions import add_versions, versions_of
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from ka2plan.changes.amendments import Need
    from ka2plan.changes.comparison import Comparison
    from ka2plan.cli.versions import Version


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``diff``."""
    add_versions(parser)
    parser.add_argument(
        "--amendment",
        metavar="BASELINE",
        nargs="?",
        const="",
        help=_(
            "show what the changes since the grant need; BASELINE is the git revision or file as "
            "granted (default: project.granted)"
        ),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("print JSON"))
    form.add_argument("--markdown", action="store_true", help=_("print Markdown, for a review"))
    add_facts(parser)


def run(arguments: Namespace) -> int:
    """Prints what differs."""
    from ka2plan.changes.comparison import Comparison

    old, new = versions_of(arguments)
    comparison = Comparison(old.text, new.text)
    if arguments.json:
        print(_json(arguments, old, new, comparison), end="")
    elif arguments.markdown:
        print("".join(f"{line}\n" for line in _markdown(arguments, old, new, comparison)), end="")
    elif arguments.amendment is not None:
        from ka2plan.changes.amendment_forms import needs_text

        print(needs_text(comparison, *_needs(arguments, comparison)), end="")
    else:
        from ka2plan.changes.diff_forms import difference_lines

        print("".join(f"{line}\n" for line in difference_lines(comparison)), end="")
    return 0


def _needs(arguments: Namespace, comparison: Comparison) -> tuple[tuple[Need, ...], Callable[[str], str]]:
    """What the changes need by the call of the plan as granted, and the titles of sources."""
    from ka2plan.changes.amendments import needs_of
    from ka2plan.rules import call_of

    book = calls_of(arguments)
    return needs_of(comparison, call_of(comparison.old, book)), lambda id: book.source(id).title


def _json(arguments: Namespace, old: Version, new: Version, comparison: Comparison) -> str:
    from ka2plan.changes.diff_forms import difference_json
    from ka2plan.words.visible import json_text

    form = {**difference_json(comparison), "old": old.name, "new": new.name}
    if arguments.amendment is not None:
        from ka2plan.changes.amendment_forms import needs_json

        form["amendment"] = needs_json(comparison, *_needs(arguments, comparison))
    return json_text(form)


def _markdown(arguments: Namespace, old: Version, new: Version, comparison: Comparison) -> Iterator[str]:
    """A heading, then lists: what was changed and what it means for work and money, or what it needs."""
    from ka2plan.export.markdown import escaped

    title = comparison.new.project.acronym or comparison.new.project.title or _("the plan")
    yield f"## {escaped(title)}"
    yield ""
    yield escaped(_("{old} to {new}").format(old=old.name, new=new.name))
    if arguments.amendment is not None:
        from ka2plan.changes.amendment_forms import need_blocks

        for heading, blocks in need_blocks(comparison, *_needs(arguments, comparison)):
            yield from ("", f"### {heading}", "")
            for sentences, rules in blocks:
                yield from (f"- {escaped(sentence)}" for sentence in sentences)
                yield from (f"  - {escaped(rule)}" for rule in rules)
    else:
        yield from _lists(comparison)


def _lists(comparison: Comparison) -> Iterator[str]:
    from ka2plan.changes.change_words import ChangeWords
    from ka2plan.changes.diff_forms import difference_lines
    from ka2plan.changes.effect_words import effect_sentences
    from ka2plan.export.markdown import escaped

    changed, effects = list(ChangeWords(comparison).sentences().values()), list(effect_sentences(comparison))
    if not changed and not effects:
        changed = difference_lines(comparison)
    if changed:
        yield from ("", *(f"- {escaped(sentence)}" for sentence in changed))
    if effects:
        yield from ("", _("What it means for work and money:"), "", *(f"- {escaped(line)}" for line in effects))
