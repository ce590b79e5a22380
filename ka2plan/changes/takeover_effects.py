"""What a takeover leads to, in lines: what goes and stays, what needs an amendment, what the consortium is then."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ka2plan.changes.amendment_forms import need_blocks
from ka2plan.changes.amendments import AGREEMENT, AMENDMENT, CONTENT, IMPOSSIBLE, needs_of
from ka2plan.changes.comparison import Comparison
from ka2plan.changes.takeover_words import takeover_lines
from ka2plan.document import Batch, Document, RemoveEntry, references
from ka2plan.findings import ADVICE, Finding, severity_word
from ka2plan.plan import Plan, Reading, read_plan
from ka2plan.rules import call_of, check
from ka2plan.schedule.takeover_edits import edits_of
from ka2plan.words.figures import listed
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.calls import CallBook
    from ka2plan.schedule.takeover import Takeover

OF_THE_FILE = "SYN"
"""Findings about the file: without the partner it names somebody unknown, which is no news."""

WITH_OTHERS = (IMPOSSIBLE, AMENDMENT, AGREEMENT)
"""What changes need that others have to agree to."""

COORDINATOR = "coordinator"
"""The change about which no rule was found, and which nobody would make without asking."""

BESIDE = ("texts", "ignored")
"""Tables that are about a partner, and count on nothing from it."""


class Takeovers:
    """A takeover of a plan that stands in a text, judged by call facts on a day."""

    def __init__(self, text: str, taken: Takeover, book: CallBook, today: date) -> None:
        self.taken = taken
        self.before = Document(text)
        self.edit = Batch(edits_of(taken, self.before.data))
        self.after = self.before.apply(self.edit)
        self._book = book
        self._today = today

    def lines(self, width: int, *, with_findings: bool = True) -> list[str]:
        """All of it, as wide as that, with blank lines between its parts.

        ``with_findings``: also the errors and warnings that the takeover itself brings.
        """
        plan, after = read_plan(self.before.data).plan, read_plan(self.after.data)
        new = self._new_findings() if with_findings else []
        parts = (takeover_lines(plan, self.taken), self._left(), self._amendments(plan), self._without(after), new)
        told = [lines for part in parts if (lines := list(part))]
        joined = [line for lines in told for line in ("", *lines)]
        return [part for line in joined[1:] for part in _folded(line, width)]

    def as_json(self) -> dict[str, Any]:
        """``{"old", "new", "from", "handed": [ids], "done": [ids], "before": [ids], "coordinates"}``.

        ``handed`` is what the new partner takes over, whole or in part; ``done`` and what ends ``before`` stay.
        """
        taken = self.taken
        return {
            "old": taken.old,
            "new": taken.new,
            "from": taken.first.isoformat(),
            "handed": [handed.before.id for handed in taken.handed],
            "done": list(taken.done),
            "before": list(taken.behind),
            "coordinates": taken.coordinates,
        }

    def _new_findings(self) -> list[str]:
        """The errors and warnings that the takeover itself brings."""
        before, after = (self._found(read_plan(document.data)) for document in (self.before, self.after))
        return [_("new: {finding}").format(finding=_told(finding)) for finding in _only_in(after, before)]

    def _left(self) -> list[str]:
        named = references(self.after.data, "partners", self.taken.old)
        if self.taken.is_whole or any(place[0] not in BESIDE for place in named):
            return []
        told = _("nothing of {old} is left; `ka2plan remove PLAN {old}` deletes it")
        if named:
            told = _("only texts of {old} are left; `ka2plan remove PLAN {old} --unlink` deletes it")
        return [told.format(old=visible(self.taken.old))]

    def _amendments(self, plan: Plan) -> Iterator[str]:
        """What has to be asked for once the project is granted."""
        old = self.taken.old
        is_gone = self.taken.is_whole or self.taken.until
        leaves = self.after if is_gone else self.after.apply(RemoveEntry("partners", old, unlink=True))
        comparison = Comparison(self.before.text, leaves.text)
        needs = tuple(
            need
            for need in needs_of(comparison, call_of(plan, self._book))
            if need.about == COORDINATOR or (need.needs in WITH_OTHERS and need.about != CONTENT)
        )
        if not needs:
            yield _("We know no rule that asks for an amendment here; ask the agency.")
        for heading, blocks in need_blocks(comparison, needs, lambda id: self._book.source(id).title):
            yield _("{heading}:").format(heading=heading)
            for sentences, rules in blocks:
                yield from (f"  {sentence}" for sentence in sentences)
                yield from (f"    = {rule}" for rule in rules)

    def _without(self, after: Reading) -> Iterator[str]:
        """What the consortium is once the partner has left."""
        old = self.taken.old
        others = {id: partner for id, partner in after.plan.partners.items() if id != old}
        plan = after.plan._replace(partners=others)
        funded = [partner for partner in others.values() if partner.is_beneficiary]
        countries = dict.fromkeys(partner.country for partner in funded if partner.country)
        yield _("Without {old}: {partners} from {countries}").format(
            old=visible(old),
            partners=listed((visible(partner.id) for partner in funded), 12) or _("nobody"),
            countries=listed(map(visible, countries), 12) or _("no country"),
        )
        found = [
            finding
            for finding in _only_in(self._found(Reading(plan, ())), self._found(after))
            if not finding.code.startswith(OF_THE_FILE) and finding.where[:1] not in [(name,) for name in BESIDE]
        ]
        yield from (f"  {_told(finding)}" for finding in found)
        if not found:
            yield _("  no new error and no new warning")

    def _found(self, reading: Reading) -> tuple[Finding, ...]:
        return check(reading, self._book, self._today).findings


def _folded(line: str, width: int) -> list[str]:
    """A line in several where it is too long, the others as far in as its words."""
    indent = " " * (len(line) - len(line.lstrip(" =")) + 2 * (line[:1] != " "))
    return wrap(line, max(width, 20), subsequent_indent=indent, break_long_words=False) or [""]


def _only_in(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> list[Finding]:
    known = {(other.code, other.where) for other in others}
    return [one for one in findings if one.severity != ADVICE and (one.code, one.where) not in known]


def _told(finding: Finding) -> str:
    return f"{severity_word(finding.severity)} {finding.code} {visible(finding.message)}"
