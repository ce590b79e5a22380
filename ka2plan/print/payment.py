"""What the score of the final report costs, by the payment scale of the type and call."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.errors import UsageError
from ka2plan.figures.apportion import apportioned
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan.model import ZERO
from ka2plan.plan.types.number import INTEGER
from ka2plan.plan.types.percent import PERCENT
from ka2plan.plan.values import Bad
from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, number_column, table_lines
from ka2plan.schedule.forms import number
from ka2plan.words.figures import figure, percentage
from ka2plan.words.figures import number as in_words
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import PaymentScale
    from ka2plan.figures import Money
    from ka2plan.plan import Plan

CENT = Decimal("0.01")

WHOLE, PACKAGES = "whole", "packages"

PROJECT = "project"


class Part(NamedTuple):
    """What is paid of one work package."""

    amount: Decimal
    score: int | None
    percent: int
    paid: Decimal


class Payment(NamedTuple):
    """What is paid after a final score, in EUR."""

    score: int
    """The project's score: as given, or the mean of the work packages' by budget, rounded half up."""
    exact_score: Decimal
    rule: str
    """``whole``: the whole grant is reduced; ``packages``: only work packages below the score paid in full."""
    parts: Mapping[str, Part]
    granted: Decimal
    paid: Decimal
    by_partner: Mapping[str, Decimal]
    """What each organisation loses."""
    management_capped: bool
    """Whether management was cut to its greatest share of what is left."""

    @property
    def lost(self) -> Decimal:
        """What is not paid."""
        return self.granted - self.paid


def read_scores(words: list[str], plan: Plan, management: str | None, scale: PaymentScale) -> dict[str, int]:
    """Scores from ``WP2=50`` or ``67`` (the project); criteria (``relevance=15``) where the scale has them.

    :raises UsageError: a score is no whole number in its range, or is for nothing in the plan.
    """
    scores: dict[str, int] = {}
    for word in words:
        name, text = _named(word)
        most = scale.criteria.get(name, 100)
        score = (INTEGER if name in scale.criteria else PERCENT).from_text(text)
        if isinstance(score, Bad) or not 0 <= score <= most or name in scores:
            told = ",".join(other for other in words if _named(other)[0] == name)
            raise UsageError(_("{word}: a score is a whole number from 0 to {most}").format(word=repr(told), most=most))
        _refuse_unscored(name, plan, management, scale)
        scores[name] = int(score)
    return scores


def _named(word: str) -> tuple[str, str]:
    """What a score is for, and the score."""
    name, equals, text = word.rpartition("=")
    return (name if equals else PROJECT), text


def scored_names(plan: Plan, management: str | None, scale: PaymentScale) -> list[str]:
    """What has a score beside the project: the criteria of the scale, else the work packages but for management."""
    return [*scale.criteria] or [id for id in plan.work_packages if id != management]


def _refuse_unscored(name: str, plan: Plan, management: str | None, scale: PaymentScale) -> None:
    if name == PROJECT or name in scale.criteria:
        return
    if name == management:
        raise UsageError(_("{id} has no score: the score of the project does not include management").format(id=name))
    if scale.scored != "work-packages" or name not in plan.work_packages:
        known = ", ".join(scored_names(plan, management, scale))
        raise UsageError(_("{name} has no score; scores are for {known}").format(name=name, known=known))


def payment(
    scale: PaymentScale, money: Money, management: str | None, scores: Mapping[str, int], shares: Mapping[str, int]
) -> Payment:
    """What is paid; ``shares`` are the criteria's points, where the scale sums them.

    Where the project has a score of its own, a work package without one is paid in full.

    :raises UsageError: scores of some work packages or criteria are missing.
    """
    amounts = {id: package.total for id, package in money.by_wp.items()}
    granted = money.total
    exact = _project_score(amounts, management, scores, shares)
    score = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    scored = [id for id in amounts if id in scores]
    if score < scale.full_from or shares or not scored:
        percent = scale.percent_at(score)
        parts = {id: Part(amount, scores.get(id), percent, _cut(amount, percent)) for id, amount in amounts.items()}
        paid = _cut(granted, percent)
        weights = dict[str | None, Decimal](money.by_partner.items())
        weights[None] = max(ZERO, money.unallocated)
        return Payment(score, exact, WHOLE, parts, granted, paid, _losses(weights, granted - paid), False)
    percents = {id: scale.percent_at(scores[id]) if id in scored else 100 for id in amounts}
    parts = {
        id: Part(amount, scores.get(id), percents[id], _cut(amount, percents[id])) for id, amount in amounts.items()
    }
    parts, capped = _with_management_cap(parts, management, scale.management_cap_percent)
    paid = granted - sum((part.amount - part.paid for part in parts.values()), ZERO)
    return Payment(
        score, exact, PACKAGES, parts, granted, paid, _losses(_weights(money, parts), granted - paid), capped
    )


def _project_score(
    amounts: Mapping[str, Decimal], management: str | None, scores: Mapping[str, int], criteria: Mapping[str, int]
) -> Decimal:
    if PROJECT in scores:
        return Decimal(scores[PROJECT])
    wanted = list(criteria) if criteria else [id for id in amounts if id != management]
    missing = [name for name in wanted if name not in scores]
    if missing or not wanted:
        names = ", ".join(missing) or _("the project")
        raise UsageError(_("scores are missing: {names}").format(names=names))
    if criteria:
        return Decimal(sum(scores[name] for name in criteria))
    weights = {id: amounts[id] for id in wanted}
    whole = sum(weights.values(), ZERO)
    if not whole:
        raise UsageError(_("the work packages have no money, so the score of the project cannot be calculated"))
    return sum((weights[id] * scores[id] for id in wanted), ZERO) / whole


def _cut(amount: Decimal, percent: int) -> Decimal:
    return (amount * percent / 100).quantize(CENT, ROUND_HALF_UP)


def _with_management_cap(
    parts: dict[str, Part], management: str | None, cap: int | None
) -> tuple[dict[str, Part], bool]:
    """Management is at most ``cap`` per cent of what is paid in all."""
    if management not in parts or not cap or not 0 < cap < 100:
        return parts, False
    others = sum((part.paid for id, part in parts.items() if id != management), ZERO)
    most = (others * cap / (100 - cap)).quantize(CENT, ROUND_HALF_UP)
    part = parts[management]
    if part.paid <= most:
        return parts, False
    return {**parts, management: part._replace(paid=most)}, True


def _losses(weights: Mapping[str | None, Decimal], lost: Decimal) -> dict[str, Decimal]:
    """What each organisation loses: in cents that, with what is lost of money that nobody has, add up to the loss."""
    parts = apportioned(lost, weights, CENT)
    return {id: parts.get(id, ZERO) for id in weights if id is not None}


def _weights(money: Money, parts: Mapping[str, Part]) -> dict[str | None, Decimal]:
    """By what each loses: of every work package in proportion to what it has in it; None for what nobody has yet."""
    weights: dict[str | None, Decimal] = dict.fromkeys(money.by_partner, ZERO)
    for id, part in parts.items():
        package = money.by_wp[id]
        for partner, amount in (*package.partners.items(), (None, max(ZERO, package.unallocated))):
            share = (part.amount - part.paid) * amount / part.amount if part.amount else ZERO
            weights[partner] = weights.get(partner, ZERO) + share
    return weights


def payment_lines(paid: Payment, scale: PaymentScale, plan: Plan, source: str, pen: Pen) -> list[str]:
    """The payment as a table, with the rule that applies and its source."""
    cut = _("the whole grant is reduced") if paid.rule == WHOLE else _("only work packages below {score} are reduced")
    if not paid.lost:
        cut = _("everything is paid")
    exact = in_words(round(paid.exact_score, 3))
    exact = f" ({exact})" if paid.exact_score != paid.score else ""
    lines = [
        _("Project score {score}: {rule}").format(score=f"{paid.score}{exact}", rule=cut.format(score=scale.full_from)),
        _("paid {paid} of {granted} EUR, lost {lost} EUR").format(
            paid=figure(paid.paid), granted=figure(paid.granted), lost=figure(paid.lost)
        ),
        "",
    ]
    if paid.parts:
        lines += [*_part_lines(paid, plan, pen), ""]
    losing = {id: loss for id, loss in paid.by_partner.items() if loss}
    if losing:
        rows = [[id, figure(loss)] for id, loss in losing.items()]
        lines += [*table_lines([Column(_("Organisation")), number_column(_("loses EUR"))], rows, pen), ""]
    if paid.management_capped:
        said = _("Management is paid at most {percent} of what is left.")
        lines.append(said.format(percent=percentage(scale.management_cap_percent or 0)))
    if paid.score >= scale.full_from and paid.parts and paid.rule == WHOLE:
        said = _("Work packages with a score below {score} would still be reduced: give their scores to see how much.")
        lines += pen.paragraph(said.format(score=scale.full_from))
    lines += pen.paragraph(_("Scale: {bands}").format(bands=_bands(scale)))
    return [*lines, *pen.paragraph(_("source: {source}").format(source=source))]


def _part_lines(paid: Payment, plan: Plan, pen: Pen) -> list[str]:
    rows = [
        [
            id,
            plan.work_packages[id].title,
            "" if part.score is None else str(part.score),
            figure(part.amount),
            percentage(_percent_paid(part)),
            figure(part.paid),
        ]
        for id, part in paid.parts.items()
    ]
    figures = (_("Score"), _("EUR"), _("Paid"), _("Paid EUR"))
    columns = [Column(_("Id")), Column(_("Title"), least=12), *map(number_column, figures)]
    return table_lines(columns, rows, pen)


def _percent_paid(part: Part) -> int | Decimal:
    """What the score gives, or what management's greatest share leaves of it."""
    return part.percent if part.paid == _cut(part.amount, part.percent) else 100 * part.paid / part.amount


def _bands(scale: PaymentScale) -> str:
    return ", ".join(f"{score}+: {percentage(percent)}" for score, percent in scale.bands)


def payment_json(paid: Payment) -> dict[str, Any]:
    """``{"version": 1, "score", "rule", "granted", "paid", "lost", "by_wp", "by_partner"}``; money in EUR."""
    return {
        "version": 1,
        "score": paid.score,
        "exact_score": float(paid.exact_score),
        "rule": paid.rule,
        "granted": number(paid.granted),
        "paid": number(paid.paid),
        "lost": number(paid.lost),
        "management_capped": paid.management_capped,
        "by_wp": {
            id: {
                "amount": number(part.amount),
                "score": part.score,
                "percent": number(Decimal(_percent_paid(part)).quantize(CENT)),
                "paid": number(part.paid),
            }
            for id, part in paid.parts.items()
        },
        "by_partner": {id: number(loss) for id, loss in paid.by_partner.items()},
    }
