"""The application form as a Word document, as python-docx reads it."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.export import Material, created
from ka2plan.export import docx as writer
from ka2plan.export.form_parts import form_parts
from ka2plan.export.form_text import count_text
from ka2plan.export.sent_form import found_in
from ka2plan.export.word_xml import clean, element, grown, run
from ka2plan.plan import Plan
from tests.export.making import (
    ADVANCED,
    CENTRAL,
    SILENT,
    SMALL,
    SOUND,
    book,
    exported,
    hostile,
    material,
    plan_in,
    plan_of,
    plan_with,
)

WITH_TEXTS = (
    SILENT
    + '[texts.project]\nmotivation = """First line.\n\n- a point\n\tand “quotes”"""\n'
    + '[texts.WP2]\nobjectives = "Twelve schools"\n'
)


def document_of(plan: Plan):
    return Document(io.BytesIO(exported("docx", plan)))


def texts_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("sample", [SOUND, SMALL, ADVANCED, CENTRAL], ids=lambda path: path.stem)
def test_every_question_has_its_heading_its_limit_and_its_text_in_the_order_of_the_form(sample):
    plan = plan_in(sample)
    wanted = []
    for part in form_parts(material(plan)):
        wanted.append(part.label)
        for field in part.fields:
            if field.asks:
                wanted += [f"{field.owner} {field.label}".strip(), f"{field.asks} · {count_text(field)}"]
                lines = (field.text or "not yet written").splitlines()
                wanted += [line.removeprefix("- ") for line in lines if line]
            elif not field.in_table:
                wanted.append(f"{f'{field.owner} {field.label}'.strip()}: {field.text or '–'}")
    there = iter(texts_of(document_of(plan)))
    assert [line for line in wanted if line not in there] == []


def test_every_table_of_the_form_is_there_with_its_heading_on_every_page():
    parts = [part for part in form_parts(material(plan_in(SOUND))) if part.table]
    tables = document_of(plan_in(SOUND)).tables
    assert len(parts) < len(tables)
    for part, table in zip(parts, tables, strict=False):
        assert [cell.text for cell in table.rows[0].cells] == list(part.table.headings)
        assert len(table.rows) == 1 + len(list(part.table.texts()))
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_an_answer_keeps_its_lines_as_paragraphs():
    texts = texts_of(document_of(plan_of(WITH_TEXTS)))
    place = texts.index("First line.")
    assert texts[place : place + 4] == ["First line.", "", "- a point", "\tand “quotes”"]


def test_headings_are_those_of_word_and_the_contents_lead_to_the_parts():
    document = document_of(plan_in(SOUND))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    links = document.element.body.findall(f".//{qn('w:hyperlink')}")
    anchors = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert ["".join(words.text for words in link.iter(qn("w:t"))) for link in links] == heads
    assert {link.get(qn("w:anchor")) for link in links} <= anchors
    assert {one.style.name for one in document.paragraphs if one.text == "Motivation"} == {"Heading 2"}


def test_what_the_form_does_not_ask_stands_behind_it_and_nothing_stands_twice():
    document = document_of(plan_of(WITH_TEXTS + '[texts.OSL]\nhobbies = "Herbs"\n'))
    texts = texts_of(document)
    behind = texts.index("The plan behind the form", texts.index("Context"))
    assert "hobbies: Herbs" in texts[behind:]
    assert {"Milestones", "Objectives", "Indicators", "Workload (person-days)", "Timetable"} <= set(texts[behind:])
    assert texts.count("Twelve schools") == 1
    tables = [tuple(cell.text for row in table.rows for cell in row.cells) for table in document.tables]
    assert len(set(tables)) == len(tables)


def test_the_page_is_a4_with_numbers_and_what_is_wide_lies():
    document = document_of(plan_in(SOUND))
    sizes = {(section.page_width, section.page_height) for section in document.sections}
    a4 = (Mm(210), Mm(297))
    assert all(abs(min(size) - a4[0]) < Mm(1) and abs(max(size) - a4[1]) < Mm(1) for size in sizes)
    assert len(sizes) == 2
    footer = document.sections[0].footer._element
    assert [code.text.strip() for code in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_the_document_says_its_language_and_when_it_was_made(monkeypatch):
    document = document_of(plan_in(SOUND))
    properties = document.core_properties
    assert properties.language == "en-GB"
    assert properties.created.date() == plan_in(SOUND).project.start == properties.modified.date()
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    moment = created({"SOURCE_DATE_EPOCH": "1800000000"})
    again = Document(io.BytesIO(writer.write(Material(plan_in(SOUND), book(), created=moment))))
    assert again.core_properties.created.isoformat()[:10] == "2027-01-15"


def test_the_parts_of_the_file_are_of_one_day_and_hold_no_picture():
    with zipfile.ZipFile(io.BytesIO(exported("docx", plan_in(SOUND)))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if name.endswith((".jpeg", ".png"))]
        assert b"thumbnail" not in parts.read("_rels/.rels")


def test_no_text_of_a_partner_becomes_a_field_a_link_or_markup():
    field, markup = '{ HYPERLINK "http://x.example" }', "<w:br/>&amp;"
    texts = (field, markup, "\x00\x1b\x0b\x0c\ufffe\uffff end", "a\u202eb\u200bc\xadd")
    for plan in (hostile(), plan_with(texts)):
        document = document_of(plan)
        codes = {code.text.strip().split()[0] for code in document.element.body.iter(qn("w:instrText"))}
        assert codes <= {"TOC"}
        assert all(link.get(qn("r:id")) is None for link in document.element.body.iter(qn("w:hyperlink")))
    shown = "\n".join(texts_of(document_of(plan_with(texts))))
    assert field in shown
    assert markup in shown
    assert "abcd" in shown
    assert not {"\u202e", "\u200b", "\xad", "\ufffe", "\uffff", "\x1b"} & set(shown)


def test_no_bookmark_has_the_name_or_number_of_another():
    body = document_of(plan_in(ADVANCED)).element.body
    marks = [(mark.get(qn("w:id")), mark.get(qn("w:name"))) for mark in body.iter(qn("w:bookmarkStart"))]
    for column in zip(*marks, strict=True):
        assert len(set(column)) == len(column)
    assert all(len(name) <= 40 for _id, name in marks)


def test_what_was_sent_is_kept_unseen_and_holds_nothing_but_the_answers():
    document = document_of(plan_of(WITH_TEXTS))
    last = document.paragraphs[-1]
    assert all(run.font.hidden for run in last.runs)
    sent = found_in([last.text]).sent
    assert sent["texts"] == {
        **{id: {} for id in sent["texts"]},
        "project": {"motivation": "First line.\n\n- a point\n\tand “quotes”"},
        "WP2": {"objectives": "Twelve schools"},
    }
    assert set(sent["partners"]["OSL"]) <= {"name", "oid", "country"}


def test_a_column_is_wide_enough_for_its_words_and_the_table_for_the_page():
    for sample in (SOUND, SMALL, ADVANCED, CENTRAL):
        document = document_of(plan_in(sample))
        for table in document.tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
            assert sum(widths) <= 16_838 - 2 * 1_134
            assert min(widths) > 300


def test_a_plan_whose_type_has_no_form_is_written_with_its_tables():
    text = SOUND.read_text(encoding="utf-8").replace('type = "KA220-SCH"', 'type = "KA999"')
    document = document_of(plan_of(text))
    assert "Activities" in texts_of(document)
    assert document.tables


SIGNS = [
    "a",
    "&",
    "<",
    ">",
    '"',
    "'",
    "\t",
    "\n",
    "\r",
    "\u00ad",
    "č",
    "漢",
    "\x1b",
    "\x00",
    "]]>",
    "&#13;",
    " ",
    "\ufffe",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_whatever_is_in_a_text_a_reader_of_xml_finds_it_as_it_was(text):
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    stretch = grown(run(text, element("b")))
    signs = {f"{name}br": "\n", f"{name}tab": "\t"}
    words = [one for one in stretch if one.tag != f"{name}rPr"]
    assert "".join(signs.get(one.tag, one.text or "") for one in words) == clean(text)
    assert grown(element("tblCaption", val=clean(text))).get(f"{name}val") == clean(text)
