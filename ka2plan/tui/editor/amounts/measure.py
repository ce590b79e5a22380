"""What the cells of a matrix count: how it is told, typed and written."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from ka2plan.document import Edit
from ka2plan.findings import Path
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import Plan
from ka2plan.tui.editor.amounts.matrix import Amounts, Matrix, entry_name
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.words.messages import _


class Way(NamedTuple):
    """One way to bring a cell to a sum."""

    label: str
    detail: str
    amounts: Amounts
    evenly: bool = False
    """Whether months that the file names for these amounts are given up."""


class Measure:
    """A kind of amounts of a plan. A subclass says which, and how they are told, typed and written."""

    key: str
    """The key under which an entry has them: ``budget``, ``effort``."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def amounts_in(self, plan: Plan) -> Amounts:
        """The amounts of a plan, by entry and organisation."""
        raise NotImplementedError

    def matrix(self, unfolded: Collection[str] = ()) -> Matrix:
        """The matrix, with columns for the activities of these work packages."""
        raise NotImplementedError

    def said(self, amount: Decimal) -> str:
        """An amount with its unit."""
        raise NotImplementedError

    def figure(self, amount: Decimal) -> str:
        """An amount without its unit, as a cell has it."""
        raise NotImplementedError

    def steps_in_words(self, step: Decimal) -> str:
        """What the parts of a spread have in common."""
        return _("in steps of {step}").format(step=self.said(step))

    def understood(self, text: str, present: Decimal) -> Understood:
        """What was typed over an amount."""
        raise NotImplementedError

    def is_usual(self, typed: str, present: Decimal) -> bool:
        """Whether a single digit is nothing to ask about."""
        raise NotImplementedError

    def ways(self, entry: Path, partner: str, before: Decimal, after: Decimal) -> list[Way]:
        """The ways to bring one amount of the file to another."""
        detail = _("{before} to {after}").format(before=self.figure(before), after=self.figure(after))
        return [Way(entry_name(entry), detail, {(entry, partner): after})]

    def edit(self, amounts: Amounts, name: str, *, evenly: bool = False) -> Edit:
        """Writes amounts as one step; ``evenly`` gives up the months that the file names for them."""
        raise NotImplementedError

    @property
    def fixed(self) -> frozenset[tuple[Path, str]]:
        """Amounts that no spreading changes."""
        return frozenset()
