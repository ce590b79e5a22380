"""Packed files of other people: what would take gigabytes is refused before anybody reads it."""

from __future__ import annotations

import io
import zipfile

import pytest

from ka2plan.errors import CannotRead
from ka2plan.imports.container import MOST_ELEMENTS, MOST_IN_A_ROW, open_container

SHEET = '<worksheet xmlns="http://a.b/main"><sheetData>{}</sheetData></worksheet>'
MERGED = '<worksheet xmlns="http://a.b/main"><mergeCells>{}</mergeCells></worksheet>'
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><a>' + "&b;" * 40_000 + "</a>"


def packed(**parts: str) -> bytes:
    """A zip with parts at ``xl/NAME.xml``; two underscores stand for a folder."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in parts.items():
            container.writestr(f"xl/{name.replace('__', '/')}.xml", text)
    return data.getvalue()


def noise(count: int) -> str:
    """Elements that do not pack well, so that only their number gives them away."""
    return "".join(f'<x a="{place * 7_919 % 1_000_003}"/>' for place in range(count))


@pytest.mark.parametrize(
    "data",
    [
        packed(styles="<a>" + "<x/>" * 3_000_000 + "</a>"),
        packed(styles=f"<a>{noise(MOST_ELEMENTS + 1)}</a>"),
        packed(worksheets__sheet1=SHEET.format(f"<row>{noise(MOST_IN_A_ROW + 1)}</row>")),
        packed(sharedStrings=ENTITIES),
        packed(theme="<a>" * 200 + " " * 200_000),
        packed(styles=" " * 60_000_000),
        packed(**{f"part{place}": "" for place in range(2_001)}),
        packed(worksheets__sheet1=MERGED.format('<mergeCell ref="A1:XFD1048576"/>')),
        packed(worksheets__sheet1=MERGED.format('<mergeCell ref="$A$1:AX100"/>' * 61)),
        packed(worksheets__sheet1=SHEET.format(f'<row a="{"".join(map(str, range(250_000)))}"/>')),
        packed(workbook='<workbook xmlns="http://a.b/main">' + "<sheet/>" * 1_001 + "</workbook>"),
        packed(styles=f'<?xml version="1.0" encoding="GBK"?><a>{noise(MOST_ELEMENTS + 1)}</a>'),
        packed(styles="<a/>")[:60],
        b"PK\x03\x04",
    ],
    ids=[
        "three million",
        "without ratio",
        "one row",
        "entities",
        "depth",
        "blanks",
        "parts",
        "merged",
        "merged often",
        "one tag",
        "sheets",
        "encoding",
        "cut off",
        "mark alone",
    ],
)
def test_a_bomb_is_refused_with_the_reason(data):
    with pytest.raises(CannotRead) as refused:
        open_container(data)
    assert str(refused.value)


def test_the_part_that_is_too_large_is_named():
    with pytest.raises(CannotRead, match=r"xl/styles\.xml"):
        open_container(packed(styles="<a>" + "<x/>" * 3_000_000 + "</a>"))


def test_a_large_sheet_of_ordinary_rows_is_opened():
    rows = "".join(
        f'<row r="{row}">{noise(100).replace("a=", f"a{row * 7_919 % 1_009}=")}</row>' for row in range(1, 3_001)
    )
    data = packed(worksheets__sheet1=SHEET.format(rows), media__picture="\x00" * 200_000)
    with open_container(data) as container:
        assert container.namelist() == ["xl/worksheets/sheet1.xml", "xl/media/picture.xml"]
