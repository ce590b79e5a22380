"""What scores of the final report cost, from the scores as somebody types them to the lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.errors import UsageError
from ka2plan.figures import money_of
from ka2plan.print.payment import payment, payment_lines, read_scores, scored_names
from ka2plan.rules import call_of
from ka2plan.rules.fact_words import evidence_word
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import Call, CallBook, PaymentScale
    from ka2plan.plan import Plan
    from ka2plan.print.payment import Payment
    from ka2plan.print.style import Pen


def paid_for(plan: Plan, book: CallBook, scores: list[str]) -> tuple[Payment, PaymentScale, Call]:
    """What is paid for scores such as ``67``, ``WP2=50`` or ``impact=20``, and by which scale.

    :raises UsageError: no scale is known, or a score is none.
    """
    scale, call = _scale_of(plan, book)
    read = read_scores(scores, plan, call.management_wp, scale)
    criteria = {} if "project" in read else scale.criteria
    return payment(scale, money_of(plan, call.management_wp), call.management_wp, read, criteria), scale, call


def scores_like(plan: Plan, book: CallBook) -> str:
    """Scores as they can be typed for what has one in this plan, each two thirds of the most there is.

    :raises UsageError: no scale is known.
    """
    scale, call = _scale_of(plan, book)
    names = scored_names(plan, call.management_wp, scale)
    return " ".join(f"{name}={scale.criteria.get(name, 100) * 2 // 3}" for name in names)


def _scale_of(plan: Plan, book: CallBook) -> tuple[PaymentScale, Call]:
    call = call_of(plan, book)
    if call.payment is None:
        message = _("no payment scale is known for {type}, call {year}")
        raise UsageError(message.format(type=repr(plan.project.type), year=plan.project.call or "?"))
    return call.payment, call


def payment_text(plan: Plan, book: CallBook, scores: list[str], pen: Pen) -> list[str]:
    """The lines of ``payment``; raises as ``paid_for``."""
    paid, scale, call = paid_for(plan, book, scores)
    titles = ", ".join(book.source(id).title for id in scale.fact.source_ids)
    words = _("{titles} ({evidence}; of call {year})") if scale.fact.borrowed else _("{titles} ({evidence})")
    source = words.format(titles=titles, evidence=evidence_word(scale.fact.evidence), year=call.year_used)
    return list(payment_lines(paid, scale, plan, source, pen))
