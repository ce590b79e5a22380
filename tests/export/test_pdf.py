"""The PDF as another program reads it."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from ka2plan.charts.chart import WORK_PACKAGE, Row
from ka2plan.export.page_chart import ROWS_PER_PAGE, Bar, pages_of
from ka2plan.export.pdf import PAGES, plan_data
from ka2plan.export.typeset import Typesetter
from ka2plan.figures.status import ACTIVITY
from tests.benchmarks.shell import plan_text
from tests.export.making import (
    ADVANCED,
    FORMULAS,
    MARKUP,
    SAMPLES,
    SOUND,
    exported,
    material,
    plan_in,
    plan_of,
    plan_with,
)


def read(data):
    return PdfReader(io.BytesIO(data))


def text_of(data):
    return "\n".join(page.extract_text() for page in read(data).pages)


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_a_pdf_on_a4_with_all_its_titles(sample):
    plan, data = plan_in(sample), exported("pdf", plan_in(sample))
    pages = read(data).pages
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages} == {(842, 595)}
    told = squeezed(text_of(data))
    for entry in (*plan.work_packages.values(), *plan.activities.values(), *plan.milestones.values()):
        assert squeezed(entry.title) in told
    for partner in plan.partners.values():
        assert squeezed(partner.name) in told


def test_it_names_title_coordinator_and_keeps_pdf_a():
    reader = read(exported("pdf", plan_in(SOUND)))
    assert reader.metadata.title == "Outdoor classrooms for rural schools"
    assert reader.metadata.author == "Osnovna šola Ledina"
    assert reader.metadata.creation_date.isoformat() == "2026-11-01T00:00:00+00:00"
    assert b"<pdfaid:part>2</pdfaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_chart_alone_has_no_tables():
    alone = exported("pdf", plan_in(SOUND), only="gantt")
    assert len(read(alone).pages) == 1
    assert "Means of verification" not in text_of(alone)
    assert "Means of verification" in text_of(exported("pdf", plan_in(SOUND)))


def test_slovenian_greek_bulgarian_and_turkish_letters_stay_letters():
    told = squeezed(text_of(exported("pdf", plan_in(ADVANCED))))
    for name in ("Srednja tehniška šola Celje", "ΕΠΑΛ Καλαμάτας", "Професионална гимназия по техника"):
        assert squeezed(name) in told
    assert squeezed("İzmir Mesleki Eğitim Merkezi") in told


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_pdftotext_reads_the_same(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(exported("pdf", plan_in(ADVANCED)))
    words = ["pdftotext", "-layout", str(tmp_path / "plan.pdf"), "-"]
    told = subprocess.run(words, capture_output=True, check=True).stdout.decode()
    assert "ΕΠΑΛ Καλαμάτας" in told
    assert "Професионална гимназия по техника" in told
    assert "400,000" in told


@pytest.mark.parametrize("text", [*FORMULAS[:4], *MARKUP[:8], *MARKUP[12:14]])
def test_markup_of_a_partner_is_shown_as_it_is_written(text):
    assert squeezed(text) in squeezed(text_of(exported("pdf", plan_with((text,)))))


def test_a_letter_that_no_font_has_is_told_and_stops_nothing():
    plan = material(plan_with(("plain", "\U00012000 cuneiform \ue000 private")))
    from ka2plan.export.pdf import write

    assert write(plan).startswith(b"%PDF")
    assert "no font on this machine has" in "".join(plan.notices)
    assert "\ue000" in "".join(plan.notices)


def test_a_plan_in_letters_inside_typst_asks_for_no_other_font():
    from ka2plan.export.typeset import _fonts_for

    assert _fonts_for("Učilnice ščž Ελληνικά ΰ Български ѝ ğışİ Tiếng Việt „“ – …") == (True, "")


def bars(kinds):
    named = {"P": WORK_PACKAGE, "A": ACTIVITY}
    return tuple(Bar(Row(named[kind], f"{n}", f"row {n}"), (), ()) for n, kind in enumerate(kinds))


@pytest.mark.parametrize(
    "kinds", ["", "P", "A" * 34, "A" * 35, ("P" + "A" * 7) * 8, "A" * 17 + "P" + "A" * 17, "P" * 70]
)
def test_pages_hold_every_row_once_and_end_with_no_name_of_a_work_package(kinds):
    rows = bars(kinds)
    pages = pages_of(rows)
    shown = [bar for page in pages for bar in page if "(continued)" not in bar.row.title]
    assert shown == list(rows)
    assert all(len(page) <= ROWS_PER_PAGE + 1 for page in pages)
    if "A" in kinds:
        assert all(page[-1].row.kind == ACTIVITY for page in pages[:-1])


@pytest.mark.parametrize("count", range(35, 400, 7))
@pytest.mark.parametrize("inside", [3, 12, 70])
def test_no_page_of_a_chart_has_only_a_few_rows(count, inside):
    pages = pages_of(bars((("P" + "A" * inside) * count)[:count]))
    assert min(len(page) for page in pages) >= ROWS_PER_PAGE / 3


def test_sixty_rows_over_three_years_take_two_pages_of_quarters():
    lines = ['format = 1\n[project]\ntitle = "Big"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-09-15\nmonths = 36']
    lines.append('lump_sum = 400_000\ncoordinator = "A"\n[partners.A]\nname = "A"\ncountry = "SI"')
    lines += [
        f'[activities.A{number}]\ntitle = "Activity {number}"\nstart = "M{number % 30 + 1}"\nend = "M36"\nlead = "A"'
        for number in range(60)
    ]
    from tests.export.making import plan_of

    reader = read(exported("pdf", plan_of("\n".join(lines)), only="gantt"))
    assert len(reader.pages) == 2
    assert all("Q4" in page.extract_text() for page in reader.pages)


def test_a_name_of_ninety_thousand_characters_is_cut_before_its_row_is_measured():
    from ka2plan.export.pdf import MOST_IN_A_ROW, PAGES, plan_data

    data = plan_data(material(plan_with(("a" * 90_000,))), PAGES, with_tables=False)
    titles = [row["title"] for page in data["chart"]["pages"] for row in page]
    assert max(map(len, titles)) == MOST_IN_A_ROW + 1
    assert all(title.endswith("…") for title in titles if len(title) > MOST_IN_A_ROW)


def test_a_project_with_a_title_of_ninety_thousand_characters_has_its_pdf():
    plan = plan_in(SOUND)
    long = plan._replace(project=plan.project._replace(title="ab " * 30_000))
    assert "…" in text_of(exported("pdf", long))


@pytest.mark.parametrize("letters", [16_384, 20_000])
def test_a_word_longer_than_any_line_is_broken_and_whole(letters):
    plan = plan_with(("Q" * letters,))
    assert squeezed(text_of(exported("pdf", plan))).count("Q") > 5 * letters


def test_an_acronym_longer_than_any_line_is_cut_and_told():
    plan = plan_in(SOUND)
    told = material(plan._replace(project=plan.project._replace(acronym="A" * 20_000)))
    from ka2plan.export.pdf import write

    assert read(write(told)).pages
    assert told.notices == ["the acronym has 20,000 characters; only the first 2,000 are drawn"]


def test_a_title_that_a_document_has_no_room_for_is_told():
    from ka2plan.export.pdf import ONE_PICTURE, PAGES, plan_data

    plan = plan_in(SOUND)
    for layout in (PAGES, ONE_PICTURE):
        long = material(plan._replace(project=plan.project._replace(title="a" * 2_001)))
        plan_data(long, layout, with_tables=False)
        assert long.notices == ["the title has 2,001 characters; only the first 2,000 are drawn"]
    fits = material(plan._replace(project=plan.project._replace(title="a" * 2_000)))
    plan_data(fits, PAGES, with_tables=False)
    assert fits.notices == []


def pages_of_rows(of):
    """Of each table or passage of a plan the pages on which its rows begin and end."""
    data = plan_data(of, PAGES, with_tables=True)
    asked = data | {"part": {"title": True, "asked": True}}
    ((*told,),) = Typesetter("plan", data, of.created).told(asked, "rows")
    found = {}
    for table, row, page in told:
        found.setdefault(table, {}).setdefault(row, []).append(page)
    return data["tables"], found


@pytest.mark.parametrize("count", range(38, 62, 3))
def test_no_page_begins_with_the_last_row_of_a_table_or_ends_with_its_first(count):
    tables, found = pages_of_rows(material(plan_of(plan_text(count, linked=True))))
    long = [number for number, table in enumerate(tables) if table["count"] > 20 and not table["passages"]]
    assert long
    for number in long:
        rows, last = found[number], tables[number]["count"] - 1
        assert min(rows[last]) == max(rows[last - 1])
        assert max(rows[0]) == min(rows[1])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_page_ends_with_a_heading_and_none_begins_without_one_below_the_first(sample):
    for page in read(exported("pdf", plan_in(sample))).pages:
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        assert lines[-1] not in HEADINGS
        assert lines[-2] not in HEADINGS


HEADINGS = {"Partners", "Objectives", "Priorities", "Work packages", "Activities", "Milestones", "Deliverables"} | {
    *("Budget (EUR)", "Indicators", "Texts of the application form", "Findings that the plan accepts")
}


def tags_of(reader, name):
    """All tags of a name, from the root down."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        tag = waiting.pop().get_object()
        below = tag.get("/K", [])
        waiting += [one for one in (below if isinstance(below, list) else [below]) if hasattr(one.get_object(), "get")]
        found += [tag] if tag.get("/S") == name else []
    return found


def test_the_chart_is_a_figure_told_in_words_with_every_row_and_its_dates():
    reader = read(exported("pdf", plan_in(SOUND)))
    (figure,) = tags_of(reader, "/Figure")
    told = figure["/Alt"]
    assert "A2.1 Needs survey in twelve schools: 1 Nov 2026 – 28 Feb 2027, running" in told
    assert "MS5 Handed on: 31 Oct 2028" in told
    assert told.count(";") >= 15
    assert reader.trailer["/Root"]["/Lang"]


def test_every_page_of_a_chart_is_told_in_its_own_words():
    reader = read(exported("pdf", plan_of(plan_text(60, linked=True)), only="gantt"))
    told = [tag["/Alt"] for tag in tags_of(reader, "/Figure")]
    assert len(told) == len(reader.pages) > 1
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("letter", ["\x1b", "漢", "👩"])
def test_titles_of_hidden_or_wide_letters_make_no_string_that_the_format_has_no_room_for(letter):
    """A PDF for archives has no string over 32,767 bytes: the words of the chart for those who do not see it."""
    plan = plan_in(SOUND)
    titled = {id: one._replace(title=letter * 13_000) for id, one in plan.activities.items()}
    assert exported("pdf", plan._replace(activities=titled), only="gantt").startswith(b"%PDF")
