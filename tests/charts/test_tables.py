"""A table of the plan says the same wherever it is shown."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import ka2plan
from ka2plan.charts.signs import UNICODE
from ka2plan.charts.tables.budget import budget_table
from ka2plan.charts.tables.events import events_table
from ka2plan.charts.tables.partners import partners_table
from ka2plan.charts.tables.table import MOST_ACROSS, Column, Row, Table, shown, text_table
from ka2plan.charts.tables.workload import months_table
from ka2plan.export import Material, docx, report_docx
from ka2plan.export.contents import tables
from ka2plan.export.markdown import write
from ka2plan.export.pdf import PAGES, plan_data
from ka2plan.figures import money_of, workload_of
from ka2plan.plan.model import Actual
from ka2plan.print.show import show
from tests.charts.test_surfaces import NO_PACKAGE, STRETCHES, plan_in
from tests.export.making import ADVANCED, CENTRAL, SAMPLES, SOUND, book, plan_of

TODAY = date(2027, 6, 15)

NAMED = Table(
    "Things",
    (Column("id", "Id"), Column("city", "City"), Column("money", "EUR", "money")),
    (Row(("A", "", 1_200)), Row(("B", "", None))),
    Row(("Total", "", 1_200)),
)


def words_in(text):
    return " ".join(re.sub(r"[*|\\]", " ", text).split())


def printed(plan, subject):
    return words_in(show(plan, subject, today=TODAY, width=400, management_wp="WP1"))


def markdown_of(plan):
    return words_in(write(Material(plan, book(), today=TODAY)))


@pytest.mark.parametrize("path", [SOUND, ADVANCED, CENTRAL], ids=lambda path: path.stem)
def test_sums_of_the_budget_are_the_same_in_the_terminal_and_in_markdown(path):
    plan = plan_in(path)
    table = budget_table(plan, money_of(plan))
    assert table.total
    for row in (*table.rows, table.total):
        told = [shown(value, column.kind) for value, column in zip(row.values, table.columns, strict=True)][:-1]
        assert words_in(" ".join(cell or UNICODE.dash for cell in told)) in printed(plan, "budget")
        assert words_in(" ".join(told)) in markdown_of(plan)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_partner_has_one_role_everywhere(path):
    plan = plan_in(path)
    for row in partners_table(plan, workload_of(plan)).only("name", "role").rows:
        name, role = map(str, row.values)
        for told in (printed(plan, "partners"), markdown_of(plan)):
            assert re.search(rf"{re.escape(words_in(name))} .*?\b{role}\b", told), name


@pytest.mark.parametrize("path", [STRETCHES, ADVANCED], ids=lambda path: path.stem)
def test_how_a_milestone_stands_is_told_in_the_same_words(path):
    plan = plan_in(path)
    told = {str(row.values[0]): str(row.values[1]) for row in events_table(plan, TODAY).only("id", "status").rows}
    assert {"late", ""} <= set(told.values())
    for status in filter(None, told.values()):
        assert status in printed(plan, "milestones")
        assert status in markdown_of(plan)


def test_months_that_are_too_full_are_the_same_in_terminal_and_workbook():
    openpyxl = pytest.importorskip("openpyxl")
    from ka2plan.export.xlsx import write as workbook

    plan = plan_in(SOUND)
    planned = {id: one._replace(status="planned", actual=Actual()) for id, one in plan.activities.items()}
    partners = {id: one._replace(capacity=Decimal(9)) for id, one in plan.partners.items()}
    plan = plan._replace(partners=partners, activities=planned)
    full = {(row.values[0], key) for row in months_table(workload_of(plan)).rows for key in row.styles}
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(Material(plan, book(), today=TODAY))))["Workload"]
    heads = [cell.value for cell in sheet[1]]
    (rule,) = sheet.conditional_formatting
    assert rule.rules[0].formula == ['AND($AA2<>"",ROUND(B2,6)>$AA2)']
    marked = {
        (sheet.cell(cell.row, 1).value, heads[cell.column - 1])
        for row in sheet[str(rule.sqref)]
        for cell in row
        if round(cell.value, 6) > sheet[f"AA{cell.row}"].value
    }
    assert marked == full != set()
    assert show(plan, "workload", today=TODAY, width=400).count(f"{UNICODE.warning} ") >= len(full) - len(plan.partners)


def test_what_lies_in_no_package_has_its_money_and_activities_in_a_row_of_its_own():
    material = Material(plan_in(NO_PACKAGE), book(), today=TODAY)
    packages = next(table for table in tables(material) if table.title == "Work packages")
    last = dict(zip(packages.headings, list(packages.texts())[-1], strict=True))
    assert (last["Title"], last["Activities"], last["EUR"]) == ("Without a work package", "2", "2,500")
    assert (last["Start"], last["End"]) == ("1 Jan 2027", "30 Jun 2027")


def test_a_table_gives_the_columns_that_are_asked_for_in_their_order():
    assert NAMED.only("money", "id").headings == ("EUR", "Id")
    assert list(NAMED.only("money", "id").texts()) == [("1,200", "A"), ("", "B"), ("1,200", "Total")]
    assert NAMED.without("money").headings == ("Id", "City")
    assert NAMED.without_empty().headings == ("Id", "EUR")
    assert NAMED.without_empty().numbers == {1}


def test_a_table_of_texts_keeps_them_as_they_are():
    table = text_table("T", ("a", "b"), [("x", "1.50")], numbers={1})
    assert list(table.texts()) == [("x", "1.50")]
    assert table.numbers == {1}
    assert table.total is None


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, "money", ""),
        (1_200_000, "money", "1,200,000"),
        (0.204, "share", "20.4 %"),
        (0.04, "effort", ""),
        (12.34, "effort", "12.3"),
        (3, "count", "3"),
        (date(2027, 2, 28), "day", "28 Feb 2027"),
        ("as it is", "money", "as it is"),
    ],
)
def test_a_value_is_written_by_the_kind_of_its_column(value, kind, words):
    assert shown(value, kind) == words


def test_signs_of_the_plan_are_drawn_from_one_place():
    marks = set(UNICODE[: UNICODE._fields.index("arrow")]) - set("x!i*·…–│─")
    marks = {mark for mark in marks if len(mark) == 1}
    inside = Path(ka2plan.__file__).parent
    elsewhere = [
        path.relative_to(inside)
        for folder in ("print", "export", "tui", "charts")
        for path in (inside / folder).rglob("*.py")
        if path.name not in ("signs.py", "keymap.py")  # a key is no sign of the plan
        and re.search(f'"[^"\n]*[{"".join(marks - set("←→"))}]', path.read_text(encoding="utf-8"))
    ]
    assert elsewhere == []


def wide_table(columns, total=True):
    heads = tuple(Column(f"wp {place}", f"WP{place}", "money") for place in range(columns - 1))
    rows = tuple(Row((name, *(place + times for place in range(columns - 1)))) for times, name in enumerate("AB"))
    sums = Row(("Total", *(2 * place + 1 for place in range(columns - 1)))) if total else None
    return Table("Budget", (Column("partner", "Organisation"), *heads), rows, sums)


@pytest.mark.parametrize("columns", [1, 2, MOST_ACROSS])
def test_a_table_that_a_page_has_room_for_is_not_torn(columns):
    assert wide_table(columns).for_pages() == (wide_table(columns),)


@pytest.mark.parametrize("columns", [MOST_ACROSS + 1, 2 * MOST_ACROSS - 1, 2 * MOST_ACROSS, 400])
@pytest.mark.parametrize("total", [True, False])
def test_a_table_of_more_columns_is_torn_and_every_part_names_its_rows(columns, total):
    table = wide_table(columns, total=total)
    torn = table.for_pages()
    assert [part.title for part in torn] == ["Budget", *[""] * (len(torn) - 1)]
    assert all(len(part.columns) <= MOST_ACROSS and part.columns[0] == table.columns[0] for part in torn)
    whole = [table.headings, *table.texts()]
    for line, names in enumerate(whole):
        parts = [[part.headings, *part.texts()][line] for part in torn]
        assert all(part[0] == names[0] for part in parts)
        assert [cell for part in parts for cell in part[1:]] == list(names[1:])


def test_columns_that_say_nothing_are_left_out_of_a_table_that_is_torn():
    table = wide_table(400)
    silent = table._replace(rows=tuple(row._replace(values=(row.values[0], *[None] * 399)) for row in table.rows))
    assert [part.headings for part in silent.for_pages()] == [("Organisation",)]


def columns_in_word(data):
    tables = re.findall(
        r"<w:tblGrid>.*?</w:tblGrid>", zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    )
    return [table.count("<w:gridCol ") for table in tables]


def columns_in_pdf(plan):
    return [len(table["columns"]) for table in plan_data(Material(plan, book(), today=TODAY), PAGES, True)["tables"]]


@pytest.mark.parametrize(
    "columns_of",
    [
        columns_in_pdf,
        lambda plan: columns_in_word(docx.write(Material(plan, book()))),
        lambda plan: columns_in_word(report_docx.write(Material(plan, book()))),
    ],
    ids=["pdf", "docx", "report"],
)
def test_documents_of_pages_have_no_table_wider_than_a_page(columns_of):
    packages = "".join(f'[work_packages.W{i}]\ntitle = "w"\nlead = "OSL"\nbudget.OSL = {i + 1}\n' for i in range(90))
    widths = columns_of(plan_of(SOUND.read_text(encoding="utf-8") + packages))
    assert max(widths) == MOST_ACROSS
    assert widths.count(MOST_ACROSS) >= 90 // MOST_ACROSS
