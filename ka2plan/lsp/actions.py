"""What can be done about the findings of a line: certain fixes, proposals, accepting them; sides of a clash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol.types import CodeAction, CodeActionKind, Range, TextEdit, WorkspaceEdit

from ka2plan.document import SetValue
from ka2plan.errors import EditError
from ka2plan.lsp.clashes import clashes_in, conflicts_in
from ka2plan.lsp.differences import text_edits
from ka2plan.merge.choices import both, choice_of_side
from ka2plan.merge.clash import OURS, THEIRS
from ka2plan.merge.three_way import CannotMerge
from ka2plan.rules.fixes import fix_for, proposal_for
from ka2plan.rules.ignored import ignore_key
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.document import Edit
    from ka2plan.findings import Finding
    from ka2plan.lsp.plan_text import PlanText, Sense
    from ka2plan.merge.clash import Choice, Clash

FIX_ALL = "source.fixAll.ka2plan"

MOST_FINDINGS = 20
"""Findings of one place that remedies are looked for."""

_OF_THE_FILE = "SYN"


def actions_at(text: PlanText, where: Range, only: list[str] | None = None) -> list[CodeAction]:
    """The actions on what lies in a range, the surest first.

    Args:
        text: the document.
        where: the cursor, or what is selected.
        only: kinds that are asked for, each with those below it; all where none are named.
    """
    found: list[CodeAction] = []
    if _is_wanted(CodeActionKind.QuickFix, only):
        here = [finding for finding in text.findings if _touch(text.range_of_finding(finding), where)]
        for finding in here[:MOST_FINDINGS]:
            found += _of_finding(text, finding)
        found += _of_clashes(text, where)
    if _is_wanted(FIX_ALL, only):
        found += _fix_all(text)
    return found


def _is_wanted(kind: str, only: list[str] | None) -> bool:
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in map(str, only))


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _of_finding(text: PlanText, finding: Finding) -> Iterator[CodeAction]:
    sense = text.sense
    if sense is None:
        return
    edit = fix_for(finding, sense.data)
    if edit is not None:
        title = _("{code}: {hint}").format(code=finding.code, hint=finding.hint) if finding.hint else edit.label
        yield from _action(text, visible(title), lambda: _applied(sense, edit), is_preferred=True)
    proposal = proposal_for(finding, sense.snapshot)
    if proposal is not None:
        yield from _action(text, visible(proposal.words), lambda: _applied(sense, proposal.edit))
    if not finding.code.startswith(_OF_THE_FILE):
        yield from _accepting(text, sense, finding)


def _accepting(text: PlanText, sense: Sense, finding: Finding) -> Iterator[CodeAction]:
    """Accepts a finding; the reason is to be written, and is missed as long as it is not."""
    accept = SetValue(("ignored", ignore_key(finding), "reason"), "")
    title = visible(_("accept {code} with a reason").format(code=finding.code))
    yield from _action(text, title, lambda: _applied(sense, accept))


def _of_clashes(text: PlanText, where: Range) -> Iterator[CodeAction]:
    for clash, span in clashes_in(text.text):
        if not _touch(text.lines.range(*span), where):
            continue
        choices: list[tuple[str, Choice | None]] = [
            (_("take ours"), choice_of_side(clash, OURS)),
            (_("take theirs"), choice_of_side(clash, THEIRS)),
            (_("take both"), both(clash)),
        ]
        for words, choice in choices:
            if choice is not None:
                title = visible(_("{place}: {words}").format(place=_place(clash), words=words))
                yield from _action(text, title, partial(_resolved, text, clash, choice))


def _place(clash: Clash) -> str:
    return ".".join(map(str, clash.where[1:] or clash.where))


def _resolved(text: PlanText, clash: Clash, choice: Choice) -> str:
    conflicts = conflicts_in(text.text)
    return conflicts.resolved({clash.where: choice}).text if conflicts else text.text


def _fix_all(text: PlanText) -> Iterator[CodeAction]:
    mended = text.mended
    if mended is not None and mended.findings:
        count = len(mended.findings)
        words = ngettext("fix {count} finding for certain", "fix {count} findings for certain", count)
        yield from _action(text, words.format(count=count), lambda: mended.text, kind=FIX_ALL)


def _applied(sense: Sense, edit: Edit) -> str:
    return sense.document.apply(edit).text


def _action(
    text: PlanText,
    title: str,
    new_text: Callable[[], str],
    *,
    kind: str = CodeActionKind.QuickFix,
    is_preferred: bool = False,
) -> Iterator[CodeAction]:
    """The action that leads to a new text; none where it cannot be written, or is the old one."""
    try:
        edits = text_edits(text.lines, new_text())
    except (EditError, CannotMerge):
        return
    if edits:
        yield CodeAction(title, kind, edit=workspace_edit(text, edits), is_preferred=is_preferred or None)


def workspace_edit(text: PlanText, edits: list[TextEdit]) -> WorkspaceEdit:
    """Edits of one document as the protocol has them."""
    return WorkspaceEdit(changes={text.uri: edits})
