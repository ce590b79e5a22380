"""Long texts are merged by what was changed in them, and where they clash, markers stand round little."""

from __future__ import annotations

from random import Random

import pytest

from ka2plan.changes.comparison import Comparison
from ka2plan.changes.diff_forms import difference_lines
from ka2plan.document.value_text import render
from ka2plan.merge.clash_words import clash_text
from ka2plan.merge.conflicts import read_conflicts
from ka2plan.merge.three_way import merge_texts
from ka2plan.toml import TomlFault, parse

ONE_LINE = (
    "The pilots give a report in three languages. Twelve schools from four countries take part for one year. "
    "All results are open."
)
LINES = """\
Teachers know what their schools need.
They have modules for eight subjects.

The survey reaches twelve schools in four countries.
Its report is public.
"""


def plan(one_line=ONE_LINE, lines=LINES, title="Modules"):
    return (
        f'format = 1\n\n[work_packages.WP2]\ntitle = "{title}"\n\n[texts.WP2]\nresults = "{one_line}"\n'
        f'objectives = """\n{lines}"""\n'
    )


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


BASE = plan()

MANY_PLACES = (
    "results: “3 languages. 12” instead of “three languages. Twelve”, "
    "“join for one month.” instead of “take part for one year.”, “free.” instead of “open.”"
)


def results(*pairs):
    return plan(changed(ONE_LINE, *pairs))


def objectives(*pairs):
    return plan(lines=changed(LINES, *pairs))


@pytest.mark.parametrize(
    ("ours", "theirs", "right"),
    [
        (
            results(("a report", "two reports")),
            results(("are open", "are free")),
            results(("a report", "two reports"), ("are open", "are free")),
        ),
        (
            results(("Twelve schools", "Fifteen schools")),
            results(("one year", "two years")),
            results(("Twelve schools", "Fifteen schools"), ("one year", "two years")),
        ),
        (
            results(("All results are open.", "All results are open. So is the code.")),
            results(("The pilots", "First of all, the pilots")),
            results(
                ("All results are open.", "All results are open. So is the code."),
                ("The pilots", "First of all, the pilots"),
            ),
        ),
        (
            objectives(("eight", "nine")),
            objectives(("Its report is public.\n", "Its report is public.\nIt is in Slovenian.\n")),
            objectives(("eight", "nine"), ("public.\n", "public.\nIt is in Slovenian.\n")),
        ),
        (
            objectives(("The survey reaches twelve", "The survey reaches fifteen")),
            objectives(("four countries", "five countries")),
            objectives(
                ("The survey reaches twelve", "The survey reaches fifteen"), ("four countries", "five countries")
            ),
        ),
    ],
    ids=["two sentences", "one sentence, apart", "front and end", "two lines", "one line, apart"],
)
def test_what_both_change_in_one_text_arrives(ours, theirs, right):
    assert merge_texts(BASE, ours, theirs).text == right
    assert merge_texts(BASE, theirs, ours).text == right


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (results(("three languages", "four languages")), results(("three languages", "two languages"))),
        (results(("three languages", "four languages")), results(("three languages", "three or four languages"))),
        (results(("a report", "a short report")), results(("report in", "report on them in"))),
        (plan(title="Modules and courses"), plan(title="Better modules")),
    ],
    ids=["the same word", "a word and the next", "neighbours", "titles"],
)
def test_what_belongs_together_is_asked_about(ours, theirs):
    assert len(merge_texts(BASE, ours, theirs).clashes) == 1


def test_the_rest_of_a_text_that_clashes_is_merged():
    ours = results(("three", "four"), ("are open", "are free"))
    theirs = results(("three", "two"), ("Twelve", "Fifteen"))
    (clash,) = merge_texts(BASE, ours, theirs).clashes
    both = (("Twelve", "Fifteen"), ("are open", "are free"))
    assert clash.ours == changed(ONE_LINE, ("three", "four"), *both)
    assert clash.theirs == changed(ONE_LINE, ("three", "two"), *both)


def test_markers_in_a_long_text_stand_round_the_lines_that_differ():
    merged = merge_texts(BASE, objectives(("eight", "nine")), objectives(("eight", "ten")))
    assert (
        "need.\n<<<<<<< ours\nThey have modules for nine subjects.\n"
        "||||||| base\nThey have modules for eight subjects.\n"
        "=======\nThey have modules for ten subjects.\n>>>>>>> theirs\n\nThe survey" in merged.text
    )
    found = read_conflicts(merged.text)
    assert found is not None
    assert [clash.where for clash in found.clashes] == [("texts", "WP2", "objectives")]
    assert found.resolved({clash.where: "theirs" for clash in found.clashes}).text == objectives(("eight", "ten"))


def test_markers_inside_a_long_text_are_a_fault_although_it_would_read():
    merged = merge_texts(BASE, objectives(("eight", "nine")), objectives(("eight", "ten")))
    with pytest.raises(TomlFault, match="merge conflict at line 10"):
        parse(merged.text)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (
            results(("a report", "two reports"), ("are open", "are free")),
            "results: “two reports” instead of “a report”, “free.” instead of “open.”",
        ),
        (
            objectives(("eight", "nine"), ("public.\n", "public.\nIt is in Slovenian.\n")),
            "objectives: “nine” instead of “eight”, also “It is in Slovenian.”",
        ),
        (results(("are open", "are not open")), "results: “are not open.” instead of “are open.”"),
        (
            results(
                ("three", "3"), ("Twelve", "12"), ("take part", "join"), ("year", "month"), ("are open", "are free")
            ),
            MANY_PLACES,
        ),
    ],
    ids=["words", "a line more", "a single word", "many places"],
)
def test_what_changed_in_a_text_is_told(new, told):
    assert difference_lines(Comparison(BASE, new)) == [f"the form's text for WP2 has other words in {told}"]


def test_other_line_ends_in_a_text_are_told_as_such():
    (line,) = difference_lines(Comparison(BASE, objectives(("need.\n", "need.\n\n"))))
    assert line == "the form's text for WP2 has other line ends or blanks in objectives"


def test_a_clash_of_texts_tells_the_words_that_differ():
    ours, theirs = results(("three languages", "four languages")), results(("three languages", "two languages"))
    (clash,) = merge_texts(BASE, ours, theirs).clashes
    assert clash_text(clash) == (
        "[texts] WP2 (results): “a report in four languages. Twelve schools” in ours, "
        "“a report in two languages. Twelve schools” in theirs, “a report in three languages. Twelve schools” before"
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_text_that_begins_with_an_empty_line_is_merged_and_stays_one(quotes, eol, mark):
    """TOML drops the first line end behind the quotes: whoever writes such a text puts one more there."""

    def aims(text, mark=mark):
        return mark + f"format = 1\n\n[texts.WP1]\naims = {quotes}{text}{quotes}\n".replace("\n", eol)

    base, ours, theirs = aims("\n\n\nOne aim.\n", ""), aims("\nOne aim.\nOne aim.\n"), aims("\nTwo aims.\nOne aim.\n")
    more = aims("\n\n\nOne aim.\nThree aims.\n", "")
    for pair in ((theirs, more), (more, theirs)):
        merged = merge_texts(base, *pair)
        assert (merged.text, merged.clashes) == (aims("\nTwo aims.\nOne aim.\nThree aims.\n"), ())
    where = ("texts", "WP1", "aims")
    for one, other in ((ours, theirs), (theirs, ours)):
        assert [clash.where for clash in merge_texts(base, one, other).clashes] == [where]
        for side, text in (("ours", one), ("theirs", other)):
            chosen = merge_texts(base, one, other, choices={where: side})
            first = "Two aims.\n" if text == theirs else ""
            assert parse(chosen.text)["texts"]["WP1"]["aims"] == f"{first}One aim.\nOne aim.\n"


def test_what_both_write_stands_on_lines_of_its_own_where_a_text_had_no_last_line_end():
    merged = merge_texts(plan(lines="One.\nTwo.\n"), plan(lines="One.\nTwo, new."), plan(lines="One.\nTwo.\nThree.\n"))
    assert merged.clashes == ()
    assert parse(merged.text)["texts"]["WP2"]["objectives"] == "One.\nTwo, new.\nThree.\n"


def test_an_empty_line_that_both_fill_is_asked_about_and_not_filled_with_both_on_one():
    """An insertion before and a replacement after would glue “One.” and “Two.” together."""
    merged = merge_texts(plan(lines="\n"), plan(lines="One\n"), plan(lines="Two.\n"))
    assert [clash.where for clash in merged.clashes] == [("texts", "WP2", "objectives")]


def test_random_texts_of_both_sides_arrive_whatever_lines_they_begin_and_end_with():
    random = Random(1)
    lines = ["\n", "\n", "One aim.\n", "Two aims.\n", 'They say "so".\n', "No end"]
    for _turn in range(300):
        texts = ["".join(random.choices(lines, k=random.randrange(6))) for _side in range(3)]
        eol, mark = random.choice(["\n", "\r\n"]), random.choice(["", "\ufeff"])
        plans = [f"format = 1\n\n[texts.WP1]\naims = {render(text)}\nplace = 1\n" for text in texts]
        plans = [mark * random.randrange(2) + plan.replace("\n", eol) for plan in plans]
        merged = merge_texts(*plans)
        if merged.clashes:
            continue
        result = parse(merged.text)["texts"]["WP1"]["aims"]
        base, ours, theirs = texts
        if base in (ours, theirs) or ours == theirs:
            assert result == (theirs if ours == base else ours)
        else:
            assert {*ours.split("\n"), *theirs.split("\n")} - {*base.split("\n")} <= {*result.split("\n")}
