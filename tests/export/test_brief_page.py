"""A partner's brief as a page: PDF as pypdf reads it, Markdown as a parser does."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.export import brief_page
from ka2plan.export.brief_page import MOST_LETTERS, MOST_LINES, Page, Part
from tests.cli.running import run
from tests.export.case_files import PLANS
from tests.export.making import MARKUP, SAMPLES, plan_in, quoted

TODAY = ("--today", "2027-06-01")
EVERYBODY = [(sample, partner) for sample in SAMPLES for partner in plan_in(sample).partners]


def squeezed(text):
    return "".join(text.split())


def pages(target):
    return PdfReader(io.BytesIO(target.read_bytes())).pages


@pytest.mark.parametrize(("sample", "partner"), EVERYBODY, ids=lambda value: getattr(value, "stem", value))
def test_every_partner_of_every_sample_gets_one_page_with_its_tasks(sample, partner, tmp_path):
    plan, target = plan_in(sample), tmp_path / "brief.pdf"
    assert run("brief", sample, partner, "--pdf", "-o", target, *TODAY).code == 0
    assert len(pages(target)) == 1
    told = squeezed(pages(target)[0].extract_text())
    assert squeezed(plan.partners[partner].name) in told
    for activity in plan.live_activities():
        if partner in (activity.lead, *activity.partners):
            assert squeezed(activity.title) in told


def test_two_pages_of_a_day_are_the_same_bytes(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        run("brief", PLANS / "ka220.toml", "PGM", "--pdf", "-o", tmp_path / name, *TODAY)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def brief_of(rows, sentences=()):
    table = Table(
        "Tasks", (Column("id", "Id"), Column("title", "Title")), tuple(Row((id, title)) for id, title in rows)
    )
    return Page("T", "Title", "Brief for A", (), (Part(table, tuple(sentences)),))


LARGER = {
    "lines": brief_of((f"A{number}", "t") for number in range(MOST_LINES + 1)),
    "letters": brief_of([("A1", "t")], ["word and " * (MOST_LETTERS // 89)] * 10),
}


@pytest.mark.parametrize("page", LARGER.values(), ids=LARGER)
def test_what_no_page_holds_is_laid_out_once_and_not_in_every_size(page, monkeypatch):
    created = datetime(2027, 6, 1, tzinfo=UTC)
    monkeypatch.setattr(brief_page, "_may_fit", lambda _page: True)
    tried = brief_page.pdf(page, created)
    assert len(PdfReader(io.BytesIO(tried)).pages) > 1
    monkeypatch.undo()
    assert not brief_page._may_fit(page)
    assert len(PdfReader(io.BytesIO(brief_page.pdf(page, created))).pages) > 1


def test_letters_of_every_partner_stay_letters(tmp_path):
    for partner in plan_in(PLANS / "ka220.toml").partners.values():
        run("brief", PLANS / "ka220.toml", partner.id, "--pdf", "-o", tmp_path / "a.pdf", *TODAY)
        assert squeezed(partner.name) in squeezed(pages(tmp_path / "a.pdf")[0].extract_text())


def test_markup_of_others_is_text_on_the_page(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(
        "format = 1\n[project]\nstart = 2026-11-01\nmonths = 24\n"
        + "".join(
            f"[partners.P{number}]\nname = {quoted(text)}\n"
            f'[activities.A{number}]\ntitle = {quoted(text)}\nlead = "P0"\nstart = "M1"\nend = "M2"\n'
            for number, text in enumerate(MARKUP)
        ),
        encoding="utf-8",
    )
    tokens = MarkdownIt("gfm-like").parse(run("brief", path, "P0", "--markdown", *TODAY).out)
    inside = {child.type for token in tokens if token.type == "inline" for child in token.children}
    assert inside <= {"text", "text_special", "strong_open", "strong_close"}
    assert run("brief", path, "P0", "--pdf", "-o", tmp_path / "a.pdf", *TODAY).code == 0
    told = squeezed("".join(page.extract_text() for page in pages(tmp_path / "a.pdf")))
    for text in MARKUP[:8]:
        assert squeezed(text) in told
