"""``ka2plan merge``: three plans into one, by ids and fields; the inputs are never written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ka2plan.cli.output import add_output, write_output
from ka2plan.cli.plan_files import STANDARD_INPUT, add_facts, add_today, calls_of, load_text, read_bytes, today_of
from ka2plan.errors import Clash, UsageError
from ka2plan.findings import ADVICE, Finding, severity_word
from ka2plan.toml import TomlFault, decode, format_path, parse
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from typing import Any

    from ka2plan.merge.named_sides import NamedSides
    from ka2plan.merge.three_way import Merged

    Side = tuple[str, dict[str, Any]]

MOST_PLACES = 4
"""Places that a sentence lists."""

MOST_RENAMES = 8
"""Entries with another id that a sentence lists."""


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``merge``."""
    parser.add_argument("base", metavar="BASE", help=_("what both sides began from; an empty file for nothing"))
    parser.add_argument("ours", metavar="OURS", help=_("one side; - for standard input"))
    parser.add_argument("theirs", metavar="THEIRS", help=_("the other side"))
    add_output(parser)
    add_facts(parser)
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Merges, writes the result and says on stderr what clashes, or what the result's findings are."""
    if [arguments.base, arguments.ours, arguments.theirs].count(STANDARD_INPUT) > 1:
        raise UsageError(_("only one of the three can come from standard input"))
    sides = [base_text(arguments.base), load_text(arguments.ours), load_text(arguments.theirs)]
    findings: list[Finding] = []
    merged = merge_and_check(arguments, sides, findings)
    inputs = [arguments.base, arguments.ours, arguments.theirs]
    write_output(arguments.output, merged.text.encode(), inputs)
    say(merged)
    others = [finding for finding in findings if finding not in merged.findings and finding.severity != ADVICE]
    if others:
        print(_("Ours or theirs has these as well:"), file=sys.stderr)
        print("".join(f"  {finding_text(finding)}\n" for finding in others), end="", file=sys.stderr)
    return Clash.exit_code if merged.clashes else 0


def base_text(path: str) -> Side:
    """The base: empty for an empty file; what git merged of several bases is read without its markers.

    :raises NotAPlan: it holds something else than a plan.
    """
    if path == "/dev/null":
        return "", {}
    data = read_bytes(path)
    if not data.strip():
        return "", {}
    try:
        text = decode(data)
        return text, parse(text)
    except TomlFault:
        return _without_markers(path, data)


def _without_markers(path: str, data: bytes) -> Side:
    from ka2plan.merge.conflicts import base_of

    try:
        text = base_of(decode(data))
        return text, parse(text)
    except TomlFault:
        return load_text(path)


def merge_and_check(
    arguments: Namespace, sides: list[Side], findings: list[Finding] | None = None, **options: Any
) -> Merged:
    """Merges base, ours and theirs; ``findings`` gets those of the result."""
    from ka2plan.merge.three import Three
    from ka2plan.merge.three_way import merge_texts
    from ka2plan.plan import read_plan
    from ka2plan.rules import check

    book, today = calls_of(arguments), today_of(arguments)
    found: list[tuple[Finding, ...]] = []

    def checked(data: dict[str, Any]) -> tuple[Finding, ...]:
        codes = {finding.code for finding in found[0]} if found else None  # what only the sides have is no matter
        found.append(check(read_plan(data), book, today, codes=codes).findings)
        return found[-1]

    texts, data = zip(*sides, strict=True)
    merged = merge_texts(*texts, check=checked, data=Three(*data), **options)
    if findings is not None and not merged.clashes:
        findings.extend(found[0] if found else checked(parse(merged.text)))
    return merged


def say(merged: Merged, path: str = "", names: NamedSides | None = None) -> None:
    """Says on stderr what clashes, what was renamed along, and which faults neither side has."""
    from ka2plan.merge.clash import OURS, THEIRS
    from ka2plan.merge.clash_words import clash_text
    from ka2plan.merge.named_sides import UNNAMED
    from ka2plan.plan.faults import place_of

    names = names or UNNAMED
    lines = [*_renamed(merged), *_set_aside(merged, names)]
    if merged.clashes:
        count = len(merged.clashes)
        lines.append(
            ngettext("{count} conflict, marked in the text:", "{count} conflicts, marked in the text:", count).format(
                count=count
            )
        )
        lines += [f"  {clash_text(clash, names)}" for clash in merged.clashes]
    if merged.by_lines:
        told = ", ".join(visible(place_of(where)) for where in merged.by_lines[:MOST_PLACES])
        rest = " ..." if len(merged.by_lines) > MOST_PLACES else ""
        sentence = _("git alone would merge the lines in another way, without a conflict; please check: {places}")
        lines.append(sentence.format(places=told + rest))
    if merged.findings:
        sentence = _("Together the two versions have a problem that neither {us} nor {them} has:")
        lines.append(sentence.format(us=names.said(OURS), them=names.said(THEIRS)))
        lines += [f"  {finding_text(finding)}" for finding in merged.findings]
    head = f"{visible(path)}: " if path else ""
    print(
        "".join(f"ka2plan: {head}{line}\n" if line[:1] != " " else f"{line}\n" for line in lines),
        end="",
        file=sys.stderr,
    )


def _renamed(merged: Merged) -> Iterator[str]:
    """One sentence for what has another id now, however much that is."""
    pairs = [(visible(old), visible(new)) for _kind, old, new in merged.renames]
    if len(pairs) == 1:
        yield _("{old} is {new} now, in the other side's changes as well").format(old=pairs[0][0], new=pairs[0][1])
    elif pairs:
        told = ", ".join(f"{old} -> {new}" for old, new in pairs[:MOST_RENAMES])
        count = len(pairs)
        sentence = ngettext(
            "{count} id is another one now, in the other side's changes as well: {ids}",
            "{count} ids are other ones now, in the other side's changes as well: {ids}",
            count,
        )
        yield sentence.format(count=count, ids=told if count <= MOST_RENAMES else f"{told} ...")


def _set_aside(merged: Merged, names: NamedSides) -> Iterator[str]:
    """New things whose id is another thing's now."""
    for thing in merged.set_aside:
        sentence = _("{id}, new in {side}, is {new} now: the other side gave {id} to another entry")
        yield sentence.format(id=visible(thing.id), side=names.said(thing.side), new=visible(thing.new))


def finding_text(finding: Finding) -> str:
    """A finding on one line."""
    place = format_path(finding.where) or _("file")
    return visible(f"{severity_word(finding.severity)} {finding.code} {place}: {finding.message}")
