"""Charts of hundreds of rows, drawn and set part by part to spare memory, are what they would be as a whole."""

from __future__ import annotations

import io
import zlib
from itertools import pairwise

import pytest
from pypdf import PdfReader

from ka2plan.export import pdf, pdf_parts, png
from ka2plan.export.pdf_objects import renumbered
from ka2plan.export.png_join import joined, taken_apart
from ka2plan.export.typeset import Typesetter
from tests.benchmarks.shell import plan_text
from tests.export.making import material, plan_of

CLOSE = 32
"""Steps of 255 by which an edge may be softened in another way, where it lies between two pixels."""


PROJECT = 'format = 1\n[project]\ntitle = "T"\ntype = "KA220-SCH"\ncall = 2026\n'


def many(count=120):
    return plan_of(plan_text(count, linked=True))


def nearest(left, above, corner):
    distances = [
        (abs(left + above - corner - value), order, value) for order, value in enumerate((left, above, corner))
    ]
    return min(distances)[2]


def pixels(picture):
    """The lines of a PNG of four bytes a pixel, as the standard says how they are read."""
    apart = taken_apart(picture)
    line = apart.header[0] * 4
    raw, above, lines = zlib.decompress(apart.packed), bytes(line), []
    for begin in range(0, len(raw), line + 1):
        now = bytearray(raw[begin + 1 : begin + 1 + line])
        for at in range(line if raw[begin] else 0):
            left, corner = (now[at - 4], above[at - 4]) if at >= 4 else (0, 0)
            guesses = (0, left, above[at], (left + above[at]) // 2, nearest(left, above[at], corner))
            now[at] = (now[at] + guesses[raw[begin]]) & 0xFF
        above = bytes(now)
        lines.append(above)
    return lines


def test_bands_joined_show_what_one_drawing_shows(monkeypatch):
    monkeypatch.setattr(png, "PIXELS_PER_INCH", 36.0)
    monkeypatch.setattr(png, "BAND", 70)
    of = material(many(20))
    data = pdf.plan_data(of, pdf.ONE_PICTURE, with_tables=False)
    typesetter = Typesetter("plan", data, of.created)
    bands, whole = (pixels(picture) for picture in (png.in_bands(typesetter, data, []), typesetter.picture(data, 36.0)))
    assert len(bands) == len(whole) > 200
    for one, other in zip(bands, whole, strict=True):
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= CLOSE
    assert len(set(whole)) > 100


def test_a_picture_that_programs_could_not_show_is_drawn_smaller_and_that_is_told(monkeypatch):
    monkeypatch.setattr(png, "MOST_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(png, "MOST_PIXELS", 300)
    of = material(many(20))
    assert taken_apart(png.write(of)).header[1] == 300
    assert "drawn at" in of.notices[0]


def test_a_picture_that_is_hardly_smaller_is_not_said_to_be_of_the_usual_size(monkeypatch):
    monkeypatch.setattr(png, "MOST_ROWS_AT_ONCE", 10)
    of = material(many(20))
    high = taken_apart(png.write(of)).header[1]
    monkeypatch.setattr(png, "MOST_PIXELS", high - 1)
    png.write(of)
    assert "drawn at 99% of the usual size" in of.notices[-1]


@pytest.mark.parametrize("told_by", range(5))
def test_the_first_line_of_a_band_does_not_look_at_the_band_above(told_by):
    from ka2plan.export.png_join import HEADER, SIGNATURE, Picture, _chunk

    header = _chunk(b"IHDR", HEADER.pack(3, 2, 8, 6, 0, 0, 0))
    lines = bytes([told_by, *range(20, 32), 2, *range(12)])
    picture = SIGNATURE + header + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")
    assert isinstance(taken_apart(picture), Picture)
    assert pixels(joined([picture, picture])) == pixels(picture) * 2


@pytest.fixture
def in_parts(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_ROWS_AT_ONCE", 10)
    monkeypatch.setattr(pdf_parts, "CHART_PAGES_AT_ONCE", 1)
    monkeypatch.setattr(pdf_parts, "CELLS_AT_ONCE", 300)


def read(data):
    return PdfReader(io.BytesIO(data), strict=True)


def told_of(data):
    return [page.extract_text() for page in read(data).pages]


def titles(outline):
    return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]


def test_a_plan_set_in_parts_has_every_page_as_it_would_be_set_as_a_whole(in_parts):
    of = material(many())
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    whole = Typesetter("plan", data, of.created).document(data)
    parts = pdf.write(of)
    told = told_of(parts)
    assert told == told_of(whole)
    assert len(told) > 6
    for number, page in enumerate(told, 1):
        assert f"page {number} / {len(told)}" in page
    assert titles(read(parts).outline) == titles(read(whole).outline)
    assert read(parts).metadata == read(whole).metadata


def test_a_plan_set_in_parts_is_the_same_bytes_twice(in_parts):
    assert pdf.write(material(many())) == pdf.write(material(many()))


def test_a_plan_set_in_parts_keeps_pdf_a_and_its_tags(in_parts):
    reader = read(pdf.write(material(many())))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<xmpTPg:NPages>%d<" % len(reader.pages) in metadata
    tags = root["/StructTreeRoot"]
    numbers = tags["/ParentTree"]["/Nums"][::2]
    assert numbers == [page["/StructParents"] for page in reader.pages] == list(range(len(reader.pages)))
    names = tags["/IDTree"]["/Names"][::2]
    assert all(one < other for one, other in pairwise(names))
    assert [tag.get_object()["/ID"] for tag in tags["/IDTree"]["/Names"][1::2]] == names
    document = tags["/K"][0].get_object()
    assert all(tag.get_object()["/P"].get_object() is document for tag in document["/K"])
    for page, tagged in zip(reader.pages, tags["/ParentTree"]["/Nums"][1::2], strict=True):
        tags_here = [tag.get_object() for tag in tagged.get_object()]
        assert page.indirect_reference in [tag.raw_get("/Pg") for tag in tags_here if "/Pg" in tag]


def test_a_title_that_looks_like_a_reference_stays_what_it_is(in_parts):
    plan = many()
    title = r"(7 0 R) 8 0 R ((9 0 R \) /Dest 1 0 R>> endobj stream"
    reader = read(pdf.write(material(plan._replace(project=plan.project._replace(title=title)))))
    assert reader.metadata.title == title
    assert title in reader.outline[0].title


def test_references_in_texts_keep_their_numbers():
    body = rb"<</T(a \( 1 0 R (2 0 R) 3 0 R)/K[4 0 R 15 0 R]>>"
    assert renumbered(body, lambda number: number + 100) == rb"<</T(a \( 1 0 R (2 0 R) 3 0 R)/K[104 0 R 115 0 R]>>"


def test_a_long_cell_that_goes_on_on_the_next_page_is_never_torn_between_parts(in_parts):
    text = plan_text(120, linked=True).replace('title = "Activity number 7', 'title = "' + "long words " * 60 + "7")
    of = material(plan_of(text))
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    assert told_of(pdf.write(of)) == told_of(Typesetter("plan", data, of.created).document(data))


def test_a_long_table_is_set_in_parts_though_nothing_has_a_date(in_parts, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_TABLE_ROWS", 100)
    names = [f"aim {number}" for number in range(150)]
    serving = "".join(
        f'[work_packages.W{number}]\ntitle = "w"\npriorities = {names[number::10]}\n' for number in range(10)
    )
    of = material(plan_of(f"{PROJECT}priorities = {names}\n{serving}"))
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    whole = Typesetter("plan", data, of.created).document(data)
    parts = pdf.write(of)
    assert parts != whole
    assert told_of(parts) == told_of(whole)


WIDE = f"""{PROJECT}start = 2026-11-01
duration_months = 24
coordinator = "P1"
""" + "".join(f'[partners.P{number}]\nname = "Organisation {number}"\ncountry = "SI"\n' for number in range(1, 40))


def test_tables_of_many_cells_are_set_in_parts_though_few_have_many_rows(monkeypatch):
    of = material(plan_of(WIDE))
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    whole = Typesetter("plan", data, of.created).document(data)
    monkeypatch.setattr(pdf_parts, "CELLS_AT_ONCE", 60)
    monkeypatch.setattr(pdf, "MOST_CELLS_AT_ONCE", 60)
    parts = pdf.write(of)
    assert parts != whole
    assert told_of(parts) == told_of(whole)


def test_names_that_share_a_row_of_a_long_table_are_all_there(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_TABLE_ROWS", 100)
    names = [f"aim{number}" for number in range(150)]
    of = material(plan_of(f"{PROJECT}priorities = {names}\n"))
    pages = told_of(pdf.write(of))
    assert sum(len(page.splitlines()) for page in pages) < 60
    told = " ".join(pages[1:]).replace(",", " ").split()
    assert [word for word in told if word.startswith("aim")] == names


def tags_of(reader):
    """The roles of all tags that show something, in order, each with the numbers of the pages on which it does."""
    places = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}

    def below(tag):
        inner = tag.get("/K", [])
        inner = inner if isinstance(inner, list) else [inner]
        own = [one for one in inner if isinstance(one, int)]
        pages = [places[tag.raw_get("/Pg").idnum]] if own else []
        for one in (one.get_object() for one in inner if not isinstance(one, int)):
            if one.get("/Type") == "/MCR":
                pages.append(places[one.raw_get("/Pg").idnum])
            else:
                yield from below(one)
        if pages:
            yield tag["/S"], pages

    return list(below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()))


LONG_CELLS = plan_text(120, linked=True).replace('title = "Activity number 7', 'title = "' + "long words " * 60 + "7")


@pytest.mark.parametrize("text", [plan_text(120, linked=True), LONG_CELLS], ids=["short cells", "long cells"])
def test_the_tags_of_parts_are_those_of_the_whole_but_for_headings_of_tables(in_parts, text):
    of = material(plan_of(text))
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    whole = tags_of(read(Typesetter("plan", data, of.created).document(data)))
    parts = tags_of(read(pdf.write(of)))
    assert [tag for tag in parts if tag[0] != "/TH"] == [tag for tag in whole if tag[0] != "/TH"]
    assert len([tag for tag in whole if tag[0] == "/TD"]) > 500
    assert sum(len(pages) > 1 for _role, pages in whole) >= (text == LONG_CELLS)


def references_in(thing):
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    if isinstance(thing, IndirectObject):
        yield thing
    elif isinstance(thing, DictionaryObject):
        for inner in thing.values():
            yield from references_in(inner)
    elif isinstance(thing, ArrayObject):
        for inner in thing:
            yield from references_in(inner)


def test_of_the_page_that_each_part_has_too_many_nothing_is_left(in_parts):
    reader = read(pdf.write(material(many())))
    objects = {number: reader.get_object(number) for number in reader.xref[0] if number}
    asked = {one.idnum for thing in objects.values() for one in references_in(thing)}
    asked |= {one.idnum for one in references_in(reader.trailer)}
    assert asked <= set(objects)
    left = {number: objects[number] for number in set(objects) - asked}
    kinds = {thing.get("/Type") or thing.get("/S") for thing in left.values() if hasattr(thing, "get")}
    assert not kinds & {"/Page", "/StructElem"}


def test_every_part_is_laid_out_once(in_parts, monkeypatch):
    """Once as a PDF; where its pages break is asked of what Typst has just laid out."""
    asked = []
    for name in ("document", "told"):
        plain = getattr(Typesetter, name)

        def counted(self, data, *rest, _plain=plain, _name=name):
            asked.append((_name, rest, data))
            return _plain(self, data, *rest)

        monkeypatch.setattr(Typesetter, name, counted)
    pdf.write(material(many()))
    set_as = [data for name, _rest, data in asked if name == "document"]
    questions = [data for name, _rest, data in asked if name == "told"]
    assert len(questions) > 3
    assert all(data in set_as for data in questions)
    rows = sum(len(table["rows"]) for data in set_as for table in data.get("tables", ()))
    of = material(many())
    needed = sum(table["count"] for table in pdf.plan_data(of, pdf.PAGES, with_tables=True)["tables"])
    assert needed <= rows <= needed * 2
    assert asked[-1][1] == ("feet",)


def test_a_page_that_draws_pictures_draws_its_foot_beside_them():
    from ka2plan.export.pdf_feet import Feet

    data = pdf.plan_data(material(many(5)), pdf.PAGES, with_tables=False)
    feet = Feet(pdf_parts.feet(Typesetter("plan", data, material(many(5)).created), data, 2), 100)
    [draws] = [number for number, body in feet.taken() if body.endswith(b"/foot Do\nendstream")]
    forms = [number for number, body in feet.taken() if b"/Subtype/Form" in body]
    page = b"<</Type/Page/Resources<</XObject<</x0 7 0 R>>>>/Contents 9 0 R>>"
    assert feet.below(page, 1) == (
        b"<</Type/Page/Resources<</XObject<</foot %d 0 R/x0 7 0 R>>>>/Contents[9 0 R %d 0 R]>>" % (forms[1], draws)
    )


LONG = "long" * 30
RICH = (
    f"""{PROJECT}acronym = "{LONG} {LONG} {LONG} {LONG} {LONG} {LONG} {LONG}"
start = 2026-11-01
duration_months = 24
coordinator = "P1"
"""
    + "".join(f'[partners.P{number}]\nname = "Organisation {LONG}"\ncountry = "SI"\n' for number in range(1, 9))
    + '[work_packages.W1]\ntitle = "w"\n'
    + "".join(
        f'[activities.A{number}]\ntitle = "{"words of a title " * (40 if number % 9 == 4 else 1)}"\nwp = "W1"\n'
        f'start = "M{number % 20 + 1}"\nend = "M{number % 20 + 2}"\ndescription = "{"told at length " * number * 4}"\n'
        for number in range(40)
    )
    + "".join(f'[milestones.MS{number}]\ntitle = "m"\ndue = "M{number + 1}"\nwp = "W1"\n' for number in range(15))
    + "[texts.project]\n"
    + "".join(f'o{number} = "{"an answer in words, " * number * 6}"\n' for number in range(25))
)


@pytest.mark.parametrize("cells", [40, 100, 300, 900])
def test_what_stays_together_on_a_page_stays_so_in_parts_of_any_length(monkeypatch, cells):
    monkeypatch.setattr(pdf, "MOST_ROWS_AT_ONCE", 0)
    monkeypatch.setattr(pdf_parts, "CELLS_AT_ONCE", cells)
    of = material(plan_of(RICH))
    data = pdf.plan_data(of, pdf.PAGES, with_tables=True)
    whole = Typesetter("plan", data, of.created).document(data)
    parts = pdf.write(of)
    told, expected = ([page.replace("\xad", "-") for page in told_of(one)] for one in (parts, whole))
    assert told == expected  # a stroke of a font is read as a hyphen or as where a word is broken
    assert len(told) > 8
    assert [tag for tag in tags_of(read(parts)) if tag[0] != "/TH"] == [
        tag for tag in tags_of(read(whole)) if tag[0] != "/TH"
    ]
