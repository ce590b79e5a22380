"""What is owed as tables: evidence got and missing, and what each partner has to see to."""

from __future__ import annotations

from collections.abc import Iterable

from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.owed import Owed, Proof
from ka2plan.words.figures import day, listed
from ka2plan.words.messages import _

MOST_NAMED = 12
"""Ids that are named of what one partner owes."""


def evidence_table(evidence: Iterable[Proof]) -> Table:
    """What proves what was done, and whether it is there."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title"), least=12),
        Column("lead", _("Lead")),
        Column("evidence", _("Evidence"), least=12),
        Column("got", _("Received"), least=7),
    )
    return Table(_("Evidence"), columns, tuple(map(_proof_row, evidence)))


def _proof_row(proof: Proof) -> Row:
    activity = proof.activity
    return Row((activity.id, activity.title, activity.lead or "", evidence_words(proof), got_words(proof)))


def evidence_words(proof: Proof) -> str:
    """What the evidence is."""
    return proof.name or _("none is written in the plan")


def got_words(proof: Proof) -> str:
    """The day it was got, ``yes``, or that it is missing."""
    if not proof.got:
        return _("missing")
    return day(proof.on) if proof.on else _("yes")


def owed_table(owed: Iterable[Owed]) -> Table:
    """What each partner owes: what is late and it leads, evidence, papers."""
    columns = (
        Column("partner", _("Partner")),
        Column("late", _("Late"), least=12),
        Column("evidence", _("Evidence"), least=12),
        Column("papers", _("Papers"), least=10),
    )
    return Table(_("Still expected from each partner"), columns, tuple(map(_owed_row, owed)))


def _owed_row(owed: Owed) -> Row:
    late = listed((item.id for item in owed.late), MOST_NAMED)
    evidence = listed((told_proof(proof) for proof in owed.evidence), MOST_NAMED)
    return Row((owed.partner, late, evidence, listed(owed.papers, MOST_NAMED)))


def told_proof(proof: Proof) -> str:
    """``A2.1 attendance list``."""
    return f"{proof.activity.id} {proof.name}".strip()


def owed_words(owed: Owed) -> str:
    """``late: A2.1, MS1; evidence: A1.1 minutes; papers: mandate``."""
    _partner, late, evidence, papers = _owed_row(owed).values
    parts = (
        _("late: {ids}").format(ids=late) if late else "",
        _("evidence: {names}").format(names=evidence) if evidence else "",
        _("papers: {names}").format(names=papers) if papers else "",
    )
    return "; ".join(filter(None, parts))
