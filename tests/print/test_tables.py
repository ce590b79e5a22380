"""Tables keep to their width and lose nothing but the ends of what may shrink."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from ka2plan.print.style import Pen
from ka2plan.print.tables import Column, number_column, table_lines
from tests.cli.running import run

words = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Lo")), max_size=20)


@given(
    st.lists(st.tuples(words, st.booleans(), st.sampled_from((0, 0, 4, 10))), min_size=2, max_size=9),
    st.data(),
    st.integers(20, 100),
    st.integers(1, 2),
)
def test_a_table_never_passes_its_width(
    headings: list[tuple[str, bool, int]], data: st.DataObject, width: int, stub: int
) -> None:
    columns = [Column(*heading) for heading in headings]
    line = st.lists(words, min_size=len(columns), max_size=len(columns))
    lines = data.draw(st.lists(st.none() | line, max_size=4))
    shown = table_lines(columns, lines, Pen(width), stub=min(stub, len(columns) - 1))
    assert all(wcswidth(each) <= width for each in shown)


def test_figures_stand_at_the_right_and_the_widest_text_shrinks_first() -> None:
    columns = (Column("Id"), Column("Title", least=6), number_column("EUR"))
    lines = [
        ("A1", "Something that takes room", "9,000"),
        ("A2", "Short", "120,000"),
        None,
        ("", "", "129,000"),
    ]
    assert table_lines(columns, lines, Pen(24)) == [
        "Id  Title            EUR",
        "────────────────────────",
        "A1  Something …    9,000",
        "A2  Short        120,000",
        "────────────────────────",
        "                 129,000",
    ]


def test_what_does_not_fit_side_by_side_flows_into_equal_blocks_under_the_same_stub() -> None:
    columns = (Column(""), *(number_column(f"WP{number}") for number in range(1, 6)))
    assert table_lines(columns, [("OSL", "10", "20", "30", "40", "50")], Pen(20)) == [
        "     WP1  WP2  WP3",
        "──────────────────",
        "OSL   10   20   30",
        "",
        "     WP4  WP5",
        "─────────────",
        "OSL   40   50",
    ]


def test_a_style_colours_a_text_and_not_the_blanks_around_it() -> None:
    lines = table_lines((Column("A"), number_column("B")), [(("x", "late"), ("1", "error"))], Pen(20, colour=True))
    assert lines[-1] == "\x1b[1;31mx\x1b[0m  \x1b[31m1\x1b[0m"


def test_of_hundreds_of_partners_the_table_of_shared_activities_shows_the_first_and_says_how_many_more(tmp_path):
    plan = tmp_path / "plan.toml"
    partners = "".join(f'[partners.P{place}]\nname = "P"\ncountry = "SI"\n' for place in range(200))
    plan.write_text('format = 1\n[project]\ntitle = "T"\ntype = "KA220-SCH"\n' + partners, encoding="utf-8")
    ran = run("show", "workload", plan)
    assert "and 160 more partners; `--json` has all\n" in ran.out
    assert len(ran.out) < 60_000
