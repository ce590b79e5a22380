"""The page as an HTML parser reads it: whole, alone, and readable without seeing it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from ka2plan.charts.chart import HEADING
from ka2plan.export.page_chart import page_chart
from ka2plan.words.visible import in_file
from tests.export.making import FORMULAS, MARKUP, SAMPLES, SOUND, exported, hostile, material, plan_in

EMPTY = {"meta", "br"}
DRAWING = {"svg", "rect", "text", "line", "polygon", "g"}
TOOLS = {"script", "label", "select", "option", "button", "output"}
TEXTS = {"html", "head", "title", "style", "body", "header", "main", "section", "h1", "h2", "h3", "dl", "dt", "dd"} | {
    *("div", "figure", "figcaption", "a", *TOOLS)
}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
LOADING = {"src", "href", "action", "srcset", "data", "xlink:href"}


class Page(HTMLParser):
    """A page as its elements, each closed in order, and its tables as texts."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open, self.tables, self.titles = set(), [], [], [], []
        self.declared = ""
        self.feed(text)
        self.close()

    def handle_decl(self, decl):
        self.declared = decl

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "br" and self.open[-1] in ("th", "td"):
            self.tables[-1][-1][-1] += "\n"
        if tag in EMPTY:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
        elif tag == "title":
            self.titles.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("th", "td"):
            self.tables[-1][-1][-1] += data
        elif self.open and self.open[-1] == "title":
            self.titles[-1] += data


def page(plan):
    return Page(exported("html", plan).decode())


def loading(found):
    """What the page would fetch, go to or run."""
    return [value for _tag, name, value in found.attributes if name in LOADING or name.startswith("on")]


def cells(found):
    return {cell for table in found.tables for row in table for cell in row}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_element_is_closed_and_known_and_every_title_stands_in_a_table(sample):
    plan, found = plan_in(sample), page(plan_in(sample))
    assert found.declared == "DOCTYPE html"
    assert not found.open
    assert found.tags <= EMPTY | DRAWING | TEXTS | TABLES
    told = cells(found)
    for entry in (*plan.work_packages.values(), *plan.activities.values(), *plan.milestones.values()):
        assert {entry.id, entry.title} <= told
    assert all(len(row) == len(table[0]) for table in found.tables for row in table)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_loads_no_other_file_and_every_link_leads_to_a_row_of_the_page(sample):
    text, found = exported("html", plan_in(sample)).decode(), page(plan_in(sample))
    names = {f"#{value}" for _tag, name, value in found.attributes if name == "id"}
    assert set(loading(found)) <= names
    chart = page_chart(material(plan_in(sample)).chart)
    rows = [f"#r-{bar.row.id}" for bar in chart.bars if bar.row.kind != HEADING] if chart else []
    assert [value for value in loading(found) if value != "#plan"] == rows
    assert "url(" not in text
    assert "@import" not in text


def test_it_says_its_language_and_names_its_tables_and_their_headings():
    found = page(plan_in(SOUND))
    assert ("html", "lang", "en") in found.attributes
    ids = [value for _tag, name, value in found.attributes if name == "id"]
    named = [value for tag, name, value in found.attributes if tag == "section" and name == "aria-labelledby"]
    assert [id for id in ids if id not in ("plan", "same", "tools") and not id.startswith("r-")] == named
    assert len(set(ids)) == len(ids)
    reached = [value for tag, name, value in found.attributes if tag == "div" and name == "tabindex"]
    assert reached == ["0"] * (len(found.tables) + 1)
    scopes = {value for tag, name, value in found.attributes if tag == "th" and name == "scope"}
    assert scopes == {"col", "row"}
    assert found.titles[0] == material(plan_in(SOUND)).title


def test_every_table_is_in_one_landmark_alone_and_has_its_caption():
    text, found = exported("html", plan_in(SOUND)).decode(), page(plan_in(SOUND))
    assert text.count("<caption") == len(found.tables)
    assert {value for _tag, name, value in found.attributes if name == "role"} == {"group"}
    for section in text.split("<section")[1:]:
        assert section.count("<table>") <= 1


def test_one_can_go_past_the_chart_whose_dates_stand_in_the_tables():
    text = exported("html", plan_in(SOUND)).decode()
    assert text.index('href="#plan"') < text.index("<svg") < text.index('<div id="plan">') < text.index("<table>")
    assert 'aria-describedby="same"' in text
    assert "The same dates are in the tables below." in text


def test_it_prints_on_a4_and_breaks_no_row():
    text = exported("html", plan_in(SOUND)).decode()
    assert "@page { size: A4 landscape" in text
    assert "tr { break-inside: avoid; }" in text


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_its_policy_lets_its_own_script_and_style_through_and_nothing_else(sample):
    text = exported("html", plan_in(sample)).decode()
    policy = dict(rule.split(" ", 1) for rule in POLICY.search(text)[1].split("; "))
    for kind, element in (("script-src", "script"), ("style-src", "style")):
        (contents,) = re.findall(f"(?s)<{element}>(.*?)</{element}>", text)
        assert policy.pop(kind) == f"'sha256-{b64encode(sha256(contents.encode()).digest()).decode()}'"
    assert set(policy.values()) == {"'none'"}
    assert {"default-src", "base-uri", "form-action"} == set(policy)
    assert " style=" not in text


def test_without_its_script_no_control_shows_and_all_is_there():
    text = exported("html", plan_in(SOUND)).decode()
    assert re.search(r'<div class="tools" id="tools" role="group" aria-label="[^"]+" hidden', text)
    assert 'class="off"' not in text


def test_no_text_of_a_partner_becomes_an_element():
    found, whole = page(hostile()), exported("html", hostile()).decode()
    assert not found.open
    assert found.tags <= EMPTY | DRAWING | TEXTS | TABLES
    assert not [name for name in loading(found) if not name.startswith("#")]
    assert all(in_file(text) not in POLICY.search(whole)[1] for text in MARKUP)
    assert whole.count("<script") == whole.count("</script") == 1
    told = cells(found)
    for text in FORMULAS + MARKUP:
        assert in_file(text, multiline=True) in told
