"""A form that was sent out as a Word document and comes back: its answers go into the plan, and nothing else does."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from copy import deepcopy
from functools import cache
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ka2plan.export.sent_form import Place, SentForm, found_in, is_kept
from ka2plan.export.sent_form import kept as kept_text
from ka2plan.imports.form_places import stretches
from ka2plan.imports.returned_form import read_returned
from ka2plan.imports.word_lists import Lists
from ka2plan.imports.word_text import Paragraph
from tests.cli.running import run
from tests.export.making import CENTRAL, SILENT, SMALL, SOUND, exported, plan_in, plan_of

MOTIVATION = "Schools in the hills teach indoors. “Why?” asks every parent."
OBJECTIVES = "Twelve schools teach outdoors.\n\n- once a week\n- in every season"

TEXTS = f'''
[texts.project]
motivation = """
{MOTIVATION}
"""
innovation = "Lessons by the brook."

[texts.WP2]
objectives = """{OBJECTIVES}"""
'''

PLAN = SILENT + TEXTS

AGAIN = "Schools in the hills teach outdoors."


@cache
def sent(text: str) -> bytes:
    """The form of a plan as it is sent out."""
    return exported("docx", plan_of(text))


class Form:
    """A document as a partner has it open."""

    def __init__(self, text: str) -> None:
        self.document = Document(io.BytesIO(sent(text)))

    @property
    def paragraphs(self):
        return self.document.paragraphs

    def place(self, text: str) -> int:
        """The last paragraph that says just this: the contents come first."""
        return max(place for place, one in enumerate(self.paragraphs) if one.text == text)

    def at(self, text: str, behind: int = 0):
        """The paragraph that says this, or one behind it."""
        return self.paragraphs[self.place(text) + behind]

    def answer(self, heading: str):
        """The first paragraph of an answer."""
        return self.at(heading, 2)

    def write_behind(self, paragraph, text: str, style: str = "Answer"):
        """A new paragraph behind another one."""
        fresh = deepcopy(paragraph._p)
        for part in list(fresh):
            if part.tag != qn("w:pPr"):
                fresh.remove(part)
        paragraph._p.addnext(fresh)
        written = next(one for one in self.paragraphs if one._p is fresh)
        written.style = self.document.styles[style]
        written.text = text
        return written

    def take_out(self, *paragraphs):
        """Paragraphs that are there no more."""
        for paragraph in paragraphs:
            paragraph._p.getparent().remove(paragraph._p)

    def forget_marks(self):
        """As a program does that knows no bookmarks."""
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for mark in list(self.document.element.body.iter(qn(name))):
                mark.getparent().remove(mark)

    def forget_sent(self):
        """As a program does that drops what nobody sees."""
        self.take_out(*(one for one in self.paragraphs if is_kept(one.text)))


@pytest.fixture
def form():
    return Form(PLAN)


@pytest.fixture
def back(tmp_path):
    """Imports forms into a plan: what was printed, and the plan's text."""

    def back(*forms, now=PLAN, code=0, options=()):
        plan = tmp_path / "plan.toml"
        plan.write_text(now, encoding="utf-8")
        paths = [tmp_path / f"form{number}.docx" for number in range(len(forms))]
        for path, form in zip(paths, forms, strict=True):
            form.document.save(path)
        ran = run("import", plan, *paths, *options)
        assert ran.code == code, ran.err
        return SimpleNamespace(err=ran.err, out=ran.out, text=plan.read_text(encoding="utf-8"), plan=plan)

    return back


def test_a_form_that_nobody_touched_changes_nothing(form, back):
    came = back(form)
    assert came.text == PLAN
    assert came.err == "nothing to change\n"


@pytest.mark.parametrize("sample", [SOUND, SMALL, CENTRAL], ids=lambda path: path.stem)
def test_the_form_of_every_sample_comes_back_without_a_change(sample, back):
    text = sample.read_text(encoding="utf-8")
    assert back(Form(text), now=text).text == text


def test_one_answer_that_was_changed_is_the_only_change(form, back):
    form.at(MOTIVATION).text = AGAIN
    came = back(form)
    assert came.text == PLAN.replace(MOTIVATION, AGAIN)
    assert "motivation" in came.out


def test_what_is_written_in_place_of_the_gap_or_below_it_is_an_answer(form, back):
    form.answer("Synergies").text = "With two other fields"
    form.write_behind(form.answer("WP3 Specific objectives"), "Pilots in all schools.")
    form.answer("European added value").add_run(" One country alone has no coast.")
    texts = plan_of(back(form).text).texts
    assert texts["project"]["synergies"] == "With two other fields"
    assert texts["WP3"] == {"objectives": "Pilots in all schools."}
    assert texts["project"]["european_value"] == "One country alone has no coast."


def test_paragraphs_breaks_and_quotes_that_are_added_are_kept(form, back):
    added = form.write_behind(form.at(MOTIVATION), "„Zakaj?“ – because…")
    added.add_run().add_break()
    added.add_run("a second line\twith a tab")
    wanted = f"{MOTIVATION}\n„Zakaj?“ – because…\na second line\twith a tab\n"
    assert plan_of(back(form).text).texts["project"]["motivation"] == wanted


def test_the_points_of_a_list_get_the_signs_they_show(form, back):
    last = form.answer("Needs")
    last.text = "We need"
    for style, text in (("List Bullet", "sun"), ("List Bullet 2", "rain"), ("List Number", "a"), ("List Number", "b")):
        last = form.write_behind(last, text, style)
    assert plan_of(back(form).text).texts["project"]["needs"] == "We need\n- sun\n- rain\n1. a\n2. b"


def test_tracked_changes_are_taken_as_accepted_and_told(form, back):
    paragraph = form.at("Lessons by the brook.")
    paragraph.text = ""
    for tag, words, inside in (
        ("", "Lessons ", "w:t"),
        ("w:del", "by the brook", "w:delText"),
        ("w:ins", "in rain", "w:t"),
    ):
        stretch = OxmlElement("w:r")
        said = OxmlElement(inside)
        said.text = words
        said.set(qn("xml:space"), "preserve")
        stretch.append(said)
        around = OxmlElement(tag) if tag else stretch
        if tag:
            around.append(stretch)
        paragraph._p.append(around)
    came = back(form)
    assert plan_of(came.text).texts["project"]["innovation"] == "Lessons in rain"
    assert "2 tracked changes were taken as accepted" in came.err


def test_two_paragraphs_whose_break_was_deleted_are_one(form, back):
    first = form.at("- once a week")
    looks = OxmlElement("w:rPr")
    looks.append(OxmlElement("w:del"))
    first._p.get_or_add_pPr().append(looks)
    text = plan_of(back(form).text).texts["WP2"]["objectives"]
    assert text == "Twelve schools teach outdoors.\n\n- once a week- in every season"


def test_comments_and_pictures_are_counted_and_left_alone(form, back):
    for words in ("Really?", "Shorter, please"):
        form.document.add_comment(form.at(MOTIVATION).runs, words, author="IES")
    picture = OxmlElement("w:r")
    picture.append(OxmlElement("w:drawing"))
    form.at(MOTIVATION)._p.append(picture)
    came = back(form)
    assert came.text == PLAN
    assert "2 comments were not read" in came.err
    assert "1 picture was not read" in came.err


def test_a_table_in_an_answer_is_read_row_by_row(form, back):
    table = form.document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Log", "12 pupils"
    form.answer("Target groups")._p.addnext(table._tbl)
    assert plan_of(back(form).text).texts["project"]["target_groups"] == "Log | 12 pupils"


def test_an_answer_that_was_emptied_is_taken_out(form, back):
    form.take_out(form.at("Lessons by the brook."))
    came = back(form)
    assert came.text == PLAN.replace('innovation = "Lessons by the brook."\n', "")


def test_a_heading_that_is_gone_is_told_and_what_stood_below_it_goes_to_no_other_answer(form, back):
    place = form.place("Innovation")
    form.take_out(*form.paragraphs[place : place + 2])
    came = back(form)
    assert came.text == PLAN
    assert "the heading “Innovation” is gone; its answer stays as it is in the plan" in came.err
    assert "not read, since it is not below a question: “Lessons by the brook.”" in came.err


def test_with_a_heading_gone_the_line_below_it_still_ends_the_answer_before(form, back):
    form.take_out(form.at("Complementarity"))
    form.at("Lessons by the brook.").text = "Lessons by the sea."
    came = back(form)
    assert came.text == PLAN.replace("by the brook", "by the sea")
    assert "“Complementarity” is gone" in came.err


def test_text_under_no_question_is_told_with_its_beginning(form, back):
    form.write_behind(form.at("Lump sum: 250000"), f"Is this right? {'It seems little to us. ' * 20}", "Normal")
    form.document.tables[0].rows[1].cells[1].text = "Another name"
    came = back(form)
    assert came.text == PLAN
    assert "below a question: “Is this right? It seems little to us. It seems little to us…”" in came.err
    assert "Another name" in came.err


def test_parts_that_were_put_in_another_order_keep_their_answers(form, back):
    heading = form.place("Innovation")
    moved = form.paragraphs[heading : heading + 3]
    target = form.at("Context")._p
    for paragraph in moved:
        target.addprevious(paragraph._p)
    form.at("Lessons by the brook.").text = "Lessons by the sea."
    assert back(form).text == PLAN.replace("by the brook", "by the sea")


def test_without_bookmarks_the_headings_tell_what_is_what(form, back):
    form.forget_marks()
    form.at(MOTIVATION).text = AGAIN
    form.answer("WP4 Main results").text = "A guide"
    came = back(form)
    assert plan_of(came.text).texts["WP4"] == {"results": "A guide"}
    assert came.text.startswith(PLAN.replace(MOTIVATION, AGAIN).rstrip())


def test_a_heading_that_was_rewritten_is_known_by_its_bookmark(form, back):
    form.at("Innovation").runs[0].text = "What is new?"
    form.at("Lessons by the brook.").text = "Lessons by the sea."
    came = back(form)
    assert came.text == PLAN.replace("by the brook", "by the sea")
    assert "gone" not in came.err
    assert "“Innovation” reads “What is new?” now" in came.err
    form.forget_marks()
    form.at("What is new?").text = "Innovations"
    assert back(form).text == PLAN.replace("by the brook", "by the sea")


@pytest.mark.parametrize("knows_marks", [True, False])
def test_an_answer_beside_its_heading_or_the_line_below_it_is_one_too(form, back, knows_marks):
    if not knows_marks:
        form.forget_marks()
    form.at("WP3 Main results").add_run(" Twelve pilots")
    form.at("WP4 Main results", 1).add_run(" One guide")
    form.at("WP3 Specific objectives", 1).insert_paragraph_before("Teachers try it out.")
    texts = plan_of(back(form).text).texts
    assert texts["WP3"] == {"results": "Twelve pilots", "objectives": "Teachers try it out."}
    assert texts["WP4"] == {"results": "One guide"}


def test_an_answer_may_end_with_the_words_of_the_gap(form, back):
    form.answer("Synergies").text = "The report is not yet written"
    form.answer("European added value").insert_paragraph_before("not yet written")
    form.at("Lessons by the brook.").text = "not yet written"
    texts = plan_of(back(form).text).texts["project"]
    assert texts["synergies"] == "The report is not yet written"
    assert texts["innovation"] == "not yet written"
    assert "european_value" not in texts


def test_a_fact_that_was_rewritten_is_told(form, back):
    form.at("Start: 01/11/2026").runs[-1].text = "01/12/2026"
    came = back(form)
    assert came.text == PLAN
    assert "“Start: 01/11/2026” reads “Start: 01/12/2026” now; it stays as it is in the plan" in came.err


def test_the_strict_form_of_the_format_is_read_too(form, back, tmp_path):
    form.at(MOTIVATION).text = AGAIN
    form.document.save(tmp_path / "usual.docx")
    usual, strict = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml"
    with zipfile.ZipFile(tmp_path / "usual.docx") as parts, zipfile.ZipFile(tmp_path / "strict.docx", "w") as packed:
        for name in parts.namelist():
            packed.writestr(name, parts.read(name).replace(usual, strict + b"/wordprocessingml/main"))
    came = back(options=[tmp_path / "strict.docx"])
    assert came.text == PLAN.replace(MOTIVATION, AGAIN)


def test_where_what_was_sent_is_lost_what_came_back_is_taken_for_newer(form, back):
    form.forget_sent()
    form.at(MOTIVATION).text = AGAIN
    form.take_out(form.at("Lessons by the brook."))
    came = back(form)
    assert came.text == PLAN.replace(MOTIVATION, AGAIN)
    assert "the file no longer says what was sent" in came.err


def test_what_was_sent_is_found_where_a_program_shows_it(form, back):
    for mark in list(form.document.element.body.iter(qn("w:vanish"))):
        mark.getparent().remove(mark)
    form.at(MOTIVATION).text = AGAIN
    came = back(form)
    assert came.text == PLAN.replace(MOTIVATION, AGAIN)
    assert "not read" not in came.err


def test_the_plan_may_have_moved_on_meanwhile(form, back):
    now = PLAN.replace("by the brook", "by the sea").replace('title = "Handing on"', 'title = "Handing it on"')
    form.at(MOTIVATION).text = AGAIN
    assert back(form, now=now).text == now.replace(MOTIVATION, AGAIN)


def test_an_answer_follows_its_work_package_to_another_number(form, back):
    now = PLAN.replace("WP2", "WP9").replace("WP3", "WP2")
    form.at("Twelve schools teach outdoors.").text = "Ten schools teach outdoors."
    form.answer("WP3 Main results").text = "Pilots"
    texts = plan_of(back(form, now=now).text).texts
    assert texts["WP9"]["objectives"] == OBJECTIVES.replace("Twelve", "Ten")
    assert texts["WP2"] == {"results": "Pilots"}


def test_two_changes_of_one_answer_are_merged_where_they_lie_apart(form, back):
    now = PLAN.replace("in every season", "in every month")
    form.at("Twelve schools teach outdoors.").text = "Ten schools teach outdoors."
    text = plan_of(back(form, now=now).text).texts["WP2"]["objectives"]
    assert text == "Ten schools teach outdoors.\n\n- once a week\n- in every month"


def test_what_both_changed_is_a_clash_between_markers_that_resolve_settles(form, back):
    now = PLAN.replace("by the brook", "in the woods")
    form.at("Lessons by the brook.").text = "Lessons by the sea."
    form.at(MOTIVATION).text = AGAIN
    came = back(form, now=now, code=4)
    assert "<<<<<<< ours (plan.toml)" in came.text
    assert ">>>>>>> theirs (form0.docx)" in came.text
    assert AGAIN in came.text
    assert "1 conflict, marked in the text" in came.err
    settled = run("resolve", came.plan, "texts.project.innovation=theirs")
    assert settled.code == 0
    wanted = PLAN.replace("by the brook", "by the sea").replace(MOTIVATION, AGAIN)
    assert came.plan.read_text(encoding="utf-8") == wanted


def test_a_dry_run_tells_the_same_and_writes_nothing(form, back):
    form.at(MOTIVATION).text = AGAIN
    dry, wet = back(form, options=["--dry-run"]), back(form)
    assert (dry.out, dry.text) == (wet.out, PLAN)
    assert "nothing was written" in dry.err
    clash = back(form, now=PLAN.replace(MOTIVATION, "Why not?"), code=4, options=["--dry-run"])
    assert "<<<<" not in clash.text


def test_several_forms_are_taken_one_after_the_other(back):
    one, other, third = Form(PLAN), Form(PLAN), Form(PLAN)
    one.at(MOTIVATION).text = AGAIN
    other.answer("Synergies").text = "Many"
    came = back(one, other)
    assert came.text.startswith(PLAN.replace(MOTIVATION, AGAIN).partition("innovation")[0])
    assert plan_of(came.text).texts["project"]["synergies"] == "Many"
    third.at(MOTIVATION).text = "Why not?"
    stopped = back(one, third, other, code=4)
    assert "<<<<<<<" in stopped.text
    assert "Many" in stopped.text
    assert "then import" not in stopped.err
    fourth = Form(PLAN)
    fourth.at(MOTIVATION).text = "Who knows?"
    waiting = back(one, third, fourth, code=4)
    assert "resolve the conflicts" in waiting.err
    assert waiting.err.rstrip().endswith("form2.docx")


def test_what_the_plan_has_in_an_entry_goes_back_there(back):
    text = SMALL.read_text(encoding="utf-8")
    form = Form(text)
    known = plan_in(SMALL).activities["A1"].results
    form.at(known).text = "Kick-off and a photo album"
    assert back(form, now=text).text == text.replace(known, "Kick-off and a photo album")


def test_a_text_that_takes_one_line_gets_one():
    asked = SentForm((Place("Title", ("activities", "A1", "title")),), {}, "not yet written", frozenset())
    document, data = Document(), io.BytesIO()
    for line in ("Title", "Course", "of ten afternoons"):
        document.add_paragraph(line)
    document.save(data)
    returned = read_returned(data.getvalue(), asked).returned
    assert returned.changes == {("activities", "A1", "title"): "Course of ten afternoons"}


def test_other_documents_are_refused_with_the_reason(tmp_path, back):
    letter = SimpleNamespace(document=Document())
    letter.document.add_paragraph("Dear all,")
    came = back(letter, code=3)
    assert "it has none of the headings of this plan's form" in came.err
    assert came.text == PLAN
    table = tmp_path / "table.csv"
    table.write_text("Id,Activity\nA2.1,Survey\n", encoding="utf-8")
    assert back(Form(PLAN), code=2, options=[table]).text == PLAN


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("mimetype application/vnd.oasis.opendocument.text", "once it is saved as .docx"),
        ("old WordDocument", "save it as .docx"),
        ("old Workbook", "save it as .xlsx"),
    ],
    ids=["odt", "doc", "xls"],
)
def test_a_text_of_another_program_is_refused_with_what_to_save_it_as(head, told, tmp_path, back):
    path, (first, words) = tmp_path / "text", head.split()
    if first == "mimetype":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("mimetype", words)
            packed.writestr("content.xml", "<a/>")
    else:
        path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500) + words.encode("utf-16-le"))
    assert told in back(code=3, options=[path]).err


def test_hidden_characters_of_a_partner_do_not_get_into_the_plan(form, back):
    form.at(MOTIVATION).text = f"{AGAIN[:10]}\xad{AGAIN[10:]}\u200b"
    assert back(form).text == PLAN.replace(MOTIVATION, AGAIN)


def test_what_was_sent_is_found_wherever_its_lines_are_broken(form):
    text = "".join(form.paragraphs[-1].text.split())
    for place in range(1, len(text), 7):
        broken = f"{text[:place]} {text[place:]}"
        assert is_kept(broken)
        assert found_in([broken])


def test_a_file_that_says_it_holds_other_fields_changes_answers_alone(form, back):
    kept = found_in([form.paragraphs[-1].text])
    places = [
        place._replace(where=("project", "x_lump", "sum") if place.heading == "Innovation" else place.where)
        for place in kept.places
    ]
    places[0] = places[0]._replace(where=("partners", "OSL", "name"))
    form.paragraphs[-1].text = kept_text(kept._replace(places=tuple(places)), "plan")
    form.at("Lessons by the brook.").text = "Lessons by the sea."
    form.at("Context").add_run(" of theirs")
    assert back(form).text == PLAN


def part_replaced(data: bytes, name: str, part: bytes) -> bytes:
    """A packed file with another part in place of one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for one in parts.namelist():
            again.writestr(one, part if one == name else parts.read(one))
    return packed.getvalue()


def body(blocks: str) -> str:
    """A document of these blocks."""
    return f"<w:document {W}><w:body>{blocks}</w:body></w:document>"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        ("word/document.xml", body("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "nested deeper"),
        ("word/document.xml", body("<w:p/>" * 310_000), "unpacks to"),
        ("word/document.xml", f"<!DOCTYPE a [<!ENTITY b 'bb'>]><w:document {W}/>", "entities"),
        ("word/document.xml", "<a", "damaged"),
        ("word/document.xml", "<a/>", "no Word document"),
        ("word/comments.xml", "", ""),
        ("word/numbering.xml", f"<w:numbering {W}><w:num w:numId='1'/></w:numbering>", ""),
    ],
    ids=["depth", "elements", "entities", "cut off", "other", "no comments", "list without kind"],
)
def test_a_damaged_or_swollen_document_is_refused_in_a_moment_and_a_sentence(name, part, told, tmp_path, back):
    path = tmp_path / "swollen.docx"
    path.write_bytes(part_replaced(sent(PLAN), name, part.encode()))
    came = back(code=3 if told else 0, options=[path])
    assert told in came.err
    assert came.text == PLAN


def test_a_form_of_a_thousand_equal_headings_in_a_long_document_is_read_with_few_comparisons(monkeypatch):
    compared = []
    monkeypatch.setattr("ka2plan.imports.form_places.edits_between", lambda *both: compared.append(both[1]) or ())
    places = tuple(Place("Same", ("texts", "project", f"t{number}")) for number in range(1_000))
    lines = [Paragraph("Same") for _time in range(20_000)]
    stretches(SentForm(places, {}, "", frozenset()), lines)
    assert [len(other) < 5_000 for other in compared] == [True]


def test_numbers_of_lists_that_no_program_writes_are_no_numbers():
    def list_of(start: str) -> Lists:
        looks = '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1)"/>'
        level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/>{looks}</w:lvl>'
        kinds = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        number = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        return Lists(fromstring(f"<w:numbering {W}>{kinds}{number}</w:numbering>"), None)

    def point(level: str):
        return fromstring(f'<w:pPr {W}><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>')

    roman, swollen = list_of("9"), list_of("9" * 5_000)
    assert [roman.before(point("0")) for _time in range(2)] == ["ix) ", "x) "]
    assert swollen.before(point("0")) == "i) "
    assert swollen.before(point("9" * 5_000)) == "ii) "


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")], ids=["docx", "by way of odt"])
def test_what_libreoffice_saved_comes_back_as_it_was_or_with_just_the_change(way, form, back, tmp_path):
    for change in ("", AGAIN):
        if change:
            form.at(MOTIVATION).text = change
        form.document.save(tmp_path / "sent.docx")
        path = tmp_path / "sent.docx"
        for ending in way:
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            words = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", tmp_path / "saved", path]
            subprocess.run(words, check=True, capture_output=True, timeout=120)
            path = tmp_path / "saved" / f"sent.{ending}"
        came = back(SimpleNamespace(document=Document(path)))
        assert came.text == (PLAN.replace(MOTIVATION, change) if change else PLAN)
        assert "not read" not in came.err
