"""Effort that is handed over is shared without losing anything, however fine or however near to nothing it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ka2plan.figures.effort_handed import Share, divided
from ka2plan.words.figures import number


@pytest.mark.parametrize("amount", ["1", "12.5", "0.001", "1e-12", "1e-13", "1e-999999999", "0", "123456.789"])
def test_both_parts_add_up_to_the_amount(amount: str) -> None:
    kept, given = divided(Decimal(amount), Share(1, 3))
    assert (kept, given) == (Decimal(amount), 0) or kept + given == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "text"), [("1e-999999999", "0"), ("1e-30", "0"), ("1e-20", f"0.{'0' * 19}1"), ("1500", "1,500")]
)
def test_a_number_next_to_nothing_is_nought_and_not_a_text_of_a_thousand_million_noughts(value: str, text: str) -> None:
    assert number(Decimal(value)) == text
