"""Letters are compared as a keyboard without their marks types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.words.letters import places, without_marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Šola", "sola"),
        ("S\u030cola", "sola"),
        ("Łódź", "lodz"),
        ("Đuro Ðað", "duro dad"),
        ("Straße", "strasse"),
        ("Ørsted Æ", "orsted ae"),
        ("Ἀθῆναι", "αθηναι"),
        ("İzmir ISIK ışık", "izmir isik isik"),
        ("漢字", "漢字"),
    ],
)
def test_a_text_without_marks_is_what_is_typed(text, plain):
    assert without_marks(text) == plain


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("sola", "Naša šola in ŠOLA", ["šola", "ŠOLA"]),
        ("ŠOLA", "Nasa sola", ["sola"]),
        ("sola", "s\u030cola\u0301!", ["s\u030cola\u0301"]),
        ("ss", "Straße", ["ß"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("\u030c", "š", []),
        ("", "a", []),
        ("b", "a", []),
    ],
)
def test_every_place_is_found_with_its_marks_and_none_twice(wanted, text, found):
    assert [text[first:end] for first, end in places(wanted, text)] == found


@given(st.text("aAšŠsßłé\u030c x"), st.text("aAšsßłe\u030c", max_size=3))
def test_places_lie_one_behind_the_other_and_there_are_some_where_the_text_holds_it(text, wanted):
    found = list(places(wanted, text))
    assert bool(found) == bool(without_marks(wanted) and without_marks(wanted) in without_marks(text))
    ends = [place for pair in found for place in pair]
    assert ends == sorted(ends)
    for first, end in found:
        assert without_marks(wanted) in without_marks(text[first:end])
