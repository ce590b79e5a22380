"""What was sent, written into a file as text and read out of it again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ka2plan.errors import CannotRead
from ka2plan.export.sent import HEAD, MOST_IN_A_CELL, Sent, in_pieces, out_of_pieces, read_sent, sent_text

MOMENTS = (st.dates(), st.times(), st.datetimes(), st.datetimes(timezones=st.just(UTC)))


def as_toml_has_it(moment: date | time) -> date | time:
    """A moment that is not the second of two with the same name."""
    return moment.replace(fold=0) if isinstance(moment, datetime | time) else moment


VALUES = st.recursive(
    st.one_of(
        *(st.text(), st.booleans(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False)),
        *(moments.map(as_toml_has_it) for moments in MOMENTS),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PARTS = st.dictionaries(
    st.text(), st.dictionaries(st.text(), st.dictionaries(st.text(), VALUES, max_size=3), max_size=3)
)


@settings(max_examples=30)
@given(PARTS)
def test_what_was_sent_is_read_again_type_by_type(part: dict[str, dict[str, dict[str, object]]]) -> None:
    sent = Sent("IES", "GARDENS", part, {"A2.1 title": "Beds"})
    text = sent_text(sent)
    assert text.isascii()
    assert "\n" not in text
    assert "_x" not in text
    assert repr(read_sent(text)) == repr(sent)


def test_names_that_look_like_those_of_days_are_names() -> None:
    part = {"activities": {"A1": {"evidence": {"$day": True, "$$day": date(2027, 2, 3)}, "effort": Decimal("1.50")}}}
    assert read_sent(sent_text(Sent("IES", "", part))).part == part


@pytest.mark.parametrize("place", [0, len(HEAD) + 4, 60, -4])
def test_a_letter_that_changed_on_the_way_is_noticed(place: int) -> None:
    text = sent_text(Sent("IES", "GARDENS", {"partners": {"IES": {"name": "IES Mar"}}}))
    place %= len(text)
    with pytest.raises(CannotRead, match="damaged"):
        read_sent(text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :])


@pytest.mark.parametrize("body", ["{", "[]", '{"partner":1,"plan":"","part":{},"shown":{}}', "[" * 100_000])
def test_a_text_that_was_never_sent_is_refused(body: str) -> None:
    from ka2plan.export import sent

    with pytest.raises(CannotRead):
        read_sent(f"{HEAD} {sent._sum(body)} {body}")


def test_a_long_text_lies_in_cells_of_any_order_among_others() -> None:
    text = "x" * MOST_IN_A_CELL + " " + "1" * MOST_IN_A_CELL + " "
    pieces = in_pieces(text)
    assert len(pieces) == 3
    assert out_of_pieces(["Start here", *reversed(pieces)]) == text
    assert out_of_pieces(["Start here"]) is None


def test_a_piece_that_is_missing_is_noticed() -> None:
    with pytest.raises(CannotRead, match="damaged"):
        out_of_pieces(in_pieces("x" * MOST_IN_A_CELL * 2)[1:])
