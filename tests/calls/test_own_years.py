"""Users' own year files: they add, replace or amend a year; what is wrong in them is said and never trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.calls import load_calls
from ka2plan.calls.own_years import _Sieve
from ka2plan.calls.year_file import read_year
from ka2plan.print.draft_year import draft_year
from ka2plan.print.types import types_text
from ka2plan.rules.fact_faults import fault_reason, fault_sentence

SOUND = """\
year = 2027
compiled = 2026-12-01

[facts.KA220]
lump_sums = { value = [150_000, 300_000], source = "guide2027", evidence = "verified", rule = "C-02" }
duration_months = { value = [12, 36], source = "agency's page", evidence = "secondary" }

[facts.KA220-HED]
topics_max = { value = 5, source = "guide2027", evidence = "verified" }

[payment.KA220]
bands = [[80, 100], [0, 50]]
scored = "work-packages"
source = "guide2027"
evidence = "digest"

[[rounds]]
types = ["KA220"]
deadline = { at = 2027-03-04T12:00:00, source = "guide2027", evidence = "verified" }
start = { from = 2027-09-01, to = 2027-12-31, source = "guide2027", evidence = "verified" }

[sources.guide2027]
title = "Programme Guide 2027"
url = "https://example.org/guide"

[[groups]]
id = "eu27"
members = ["SI", "AT"]
source = "guide2027"
evidence = "verified"

[[groups]]
id = "associated"
members = ["CH"]
source = "guide2027"
evidence = "verified"
"""


@pytest.fixture
def own(tmp_path):
    def load(text: str, name: str = "2027.toml"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_calls([str(tmp_path)])

    return load


def messages(book) -> list[str]:
    return [f"{'.'.join(map(str, fault.where))}: {fault_reason(fault)}" for fault in book.faults]


def test_a_new_year_is_known_with_facts_dates_scale_and_sources(own):
    book = own(SOUND)
    assert book.faults == ()
    call = book.call("KA220-SCH", 2027)
    assert call.known_year
    assert call.value("lump_sums") == (150_000, 300_000)
    assert call.fact("lump_sums").may_be_error
    assert call.deadline().at.isoformat() == "2027-03-04T12:00:00"
    assert call.window().end.isoformat() == "2027-12-31"
    assert call.payment.percent_at(79) == 50
    assert book.source("guide2027").title == "Programme Guide 2027"
    assert book.source("agency's page").title == "agency's page"
    assert book.newest_year("KA220-SCH") == 2027
    assert book.newest_year("KA210-SCH") == 2026


def test_a_table_for_type_and_field_goes_before_that_of_the_action(own):
    book = own(SOUND)
    assert book.call("KA220-HED", 2027).value("topics_max") == 5
    assert book.call("KA220-SCH", 2027).value("topics_max") is None


def test_a_years_own_country_groups_replace_the_announced_and_borrowed_ones(own):
    countries = own(SOUND).countries(2027)
    assert countries.of("CH").counts is True
    assert countries.of("DE").counts is False
    assert not countries.borrowed


def test_an_own_file_replaces_a_year_that_comes_with_the_program(own):
    text = '[facts.KA220]\nlump_sums = { value = [1], source = "x", evidence = "memory" }\n'
    call = own(text, "2026.toml").call("KA220-SCH", 2026)
    assert list(call.facts) == ["lump_sums"]
    assert call.deadline() is None


def test_an_amending_file_changes_single_facts_only(own):
    text = """amends = true
[facts.KA220]
topics_max = { value = 4, source = "x", evidence = "verified" }
[[rounds]]
types = ["KA220"]
deadline = { at = 2026-03-12T12:00:00, source = "x", evidence = "verified" }
"""
    book = own(text, "2026.toml")
    call = book.call("KA220-SCH", 2026)
    assert call.value("topics_max") == 4
    assert call.value("lump_sums") == (120_000, 250_000, 400_000)
    assert call.deadline().at.isoformat() == "2026-03-12T12:00:00"
    assert call.window().start.isoformat() == "2026-09-01"
    assert book.call("KA210-SCH", 2026).deadline().at.isoformat() == "2026-03-05T12:00:00"


def test_a_later_folder_goes_before_an_earlier_one(tmp_path):
    for name, value in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        fact = f'topics_max = {{ value = {value}, source = "x", evidence = "verified" }}'
        (tmp_path / name / "2027.toml").write_text(f"[facts.KA220]\n{fact}\n")
    book = load_calls([str(tmp_path / "a"), str(tmp_path / "b")])
    assert book.call("KA220-SCH", 2027).value("topics_max") == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[facts.KA220]\nlump_sum = { value = [1], source = "x", evidence = "memory" }\n',
         "facts.KA220.lump_sum: nothing of this name belongs here; did you mean “lump_sums”?"),
        ('[facts.KA220]\nlump_sums = { value = 1, source = "x", evidence = "memory" }\n',
         "facts.KA220.lump_sums.value: must be a list of amounts in EUR"),
        ('[facts.KA220]\nlump_sums = { value = [1], evidence = "memory" }\n',
         "facts.KA220.lump_sums: “source” is missing"),
        ('[facts.KA220]\nlump_sums = { value = [1], source = "", evidence = "memory" }\n',
         "facts.KA220.lump_sums.source: must be a text or a list of texts"),
        ('[facts.KA220]\nlump_sums = { value = [1], source = "x" }\n',
         "facts.KA220.lump_sums: “evidence” is missing"),
        ('[facts.KA220]\nlump_sums = { value = [1], source = "x", evidence = "sure" }\n',
         "facts.KA220.lump_sums.evidence: must be one of verified, digest, secondary, memory, draft"),
        ('[facts.KA220]\nlump_sums = { value = [1], source = "x", evidence = "override" }\n',
         "facts.KA220.lump_sums.evidence: must be one of verified, digest, secondary, memory, draft"),
        ("[facts.KA220]\nlump_sums = [1]\n", "facts.KA220.lump_sums: must be a table"),
        ("facts = 3\n", "facts: must be a table"),
        ("[facts]\nKA220 = 3\n", "facts.KA220: must be a table"),
        ("[fact]\n", "fact: nothing of this name belongs here"),
        ("year = 2028\n", "year: the file is named for 2027"),
        ("rounds = 3\n", "rounds: must be a list of tables"),
        ("rounds = [3]\n", "rounds.0: must be a table"),
        ("[[rounds]]\nround = 1\n", "rounds.0: “types” is missing"),
        ('[[rounds]]\ntypes = ["KA220"]\ndeadline = { at = 2027-03-04, source = "x", evidence = "memory" }\n',
         "rounds.0.deadline.at: must be a date with a time, such as 2027-03-04T12:00:00"),
        ('[[rounds]]\ntypes = "A"\nstart = { from = 2027-09-01, to = 2027-08-01, source = "x", evidence = "draft" }\n',
         "rounds.0.start: ends before it begins"),
        ('[payment.KA220]\nbands = [[1, 2, 3]]\nscored = "criteria"\nsource = "x"\nevidence = "memory"\n',
         "payment.KA220.bands: must be a list of [score, per cent], the highest score first"),
        ('[[groups]]\nid = "eu27"\nmembers = "SI"\nsource = "x"\nevidence = "memory"\n',
         "groups.0.members: must be a list of texts"),
        ("[sources.x]\nurl = 3\n", "sources.x.url: must be a text"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_its_place_and_left_out(own, text, message):
    book = own(text)
    assert message in messages(book)
    call = book.call("KA220-SCH", 2027)
    assert call.fact("lump_sums") is None or call.fact("lump_sums").borrowed
    assert call.deadline() is None
    assert call.window() is None


def test_one_text_stands_for_a_list_of_one(own):
    text = """
[facts.KA220]
topics_max = { value = 1, source = "x", evidence = "memory", fields = "SCH" }
[[rounds]]
types = "KA220-SCH"
deadline = { at = 2027-03-04T12:00:00, source = "x", evidence = "memory" }
"""
    call = own(text).call("KA220-SCH", 2027)
    assert call.value("topics_max") == 1
    assert call.deadline().fact.source_ids == ("x",)


def test_keys_of_ones_own_are_left_alone(own):
    assert own('x_note = "mine"\n[facts.KA220]\nx_idea = { value = 1 }\n').faults == ()


def test_a_file_that_is_no_toml_is_named_with_line_and_column(own, tmp_path):
    fault = own("year = 2027\nlump sums = 3\n").faults[0]
    assert (fault.line, fault.file) == (2, str(tmp_path / "2027.toml"))
    assert fault_sentence(fault).startswith(f"{tmp_path}/2027.toml: 2:")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = [" * 5000, b"\x00", b"a." * 5000 + b"b = 1", b""])
def test_hostile_files_end_in_a_fault_or_in_nothing(own, data):
    book = own(data)
    assert book.call("KA220-SCH", 2026).known_year


def test_a_folder_that_cannot_be_read_is_a_fault(tmp_path):
    book = load_calls([str(tmp_path / "none")])
    assert [fault_sentence(fault) for fault in book.faults] == [
        f"{tmp_path}/none: cannot be read: No such file or directory"
    ]


def test_other_files_in_the_folder_are_not_looked_at(own):
    assert own("not toml at all", "notes.toml").faults == ()


def test_a_faults_sentence_shows_control_characters(own):
    fault = own('"\\u001b[2J" = 3\n').faults[0]
    assert "\x1b" not in fault_sentence(fault)


plain = st.none() | st.booleans() | st.integers(-5, 2030) | st.text(max_size=5) | st.dates()
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
entries = st.dictionaries(
    st.sampled_from(["value", "source", "evidence", "at", "from", "to", "types", "deadline", "start", "bands", "id"]),
    values | st.sampled_from(["verified", "x", ["x"]]),
)


@given(
    st.dictionaries(
        st.sampled_from(["year", "facts", "rounds", "payment", "groups", "sources", "amends", "excluded"]),
        values | st.lists(entries) | st.dictionaries(st.sampled_from(["KA220", "x"]), entries),
    )
)
def test_whatever_a_file_holds_what_passes_can_be_read(data):
    sound, faults = _Sieve("f").through(data, 2027)
    file = read_year(sound, faults)
    assert file.facts is not None


def test_a_draft_reads_and_has_the_newest_limits_as_unconfirmed(own):
    shipped = load_calls()
    book = own(draft_year(shipped, 2027))
    assert book.faults == ()
    for type_ in shipped.types():
        newest = shipped.call(type_.id, shipped.newest_year(type_.id))
        draft = book.call(type_.id, 2027)
        assert draft.known_year
        assert draft.unconfirmed
        assert {key: fact.value for key, fact in draft.facts.items()} == {
            key: fact.value for key, fact in newest.facts.items() if key in draft.facts
        }
        assert set(newest.facts) == set(draft.facts) or newest.year != 2026
        assert not any(fact.may_be_error for fact in draft.facts.values())
        assert draft.deadlines == draft.windows == ()
        assert (draft.payment is None) == (newest.payment is None)


def test_a_drafts_countries_stay_borrowed(own):
    assert own(draft_year(load_calls(), 2027)).countries(2027).borrowed


def test_a_confirmed_fact_of_a_draft_may_be_an_error(own):
    text = draft_year(load_calls(), 2027)
    line = next(line for line in text.splitlines() if line.startswith("lump_sums"))
    book = own(text.replace(line, line.replace('"draft"', '"verified"'), 1))
    assert book.call("KA220-SCH", 2027).fact("lump_sums").may_be_error
    assert not book.call("KA220-SCH", 2027).fact("min_countries").may_be_error


def test_a_draft_says_in_the_listing_that_nobody_confirmed_it(own):
    text = types_text(own(draft_year(load_calls(), 2027)), "KA220-SCH", 2027)
    assert "A draft: the values are those of an older call and not confirmed." in text
    assert "unconfirmed" in text


def test_a_draft_holds_no_dates(own):
    import tomllib

    assert "rounds" not in tomllib.loads(draft_year(load_calls(), 2027))
