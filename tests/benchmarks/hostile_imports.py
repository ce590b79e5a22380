"""Files of other programs, none over 100 kB, in each of which one thing is far longer, deeper or more than usual."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

MOST_BYTES = 100_000
LONG = {
    "letters": "a",
    "words": "ab ",
    "digits": "1",
    "dots": "1.",
    "dashes": "1 - ",
    "dates": "1.1.2027 - ",
    "wp": "WP1 ",
}
EXPONENTS = {"large": "1e999999999", "fine": "1e-999999999", "noughts": "0e-999999999"}


def import_files() -> dict[str, bytes]:
    """Every file by its name."""
    files = dict([*_csv(), *_gantt_project(), *_microsoft_project(), *_sheets(), *_workbooks()])
    too_long = {name: len(data) for name, data in files.items() if len(data) > MOST_BYTES}
    assert not too_long, too_long
    return files


def _csv() -> Iterator[tuple[str, bytes]]:
    head = "Id;Title;Start;End;Lead;After;Budget A;Budget B;Progress\n"
    for name, part in LONG.items():
        for column in range(9):
            cells = [f'"{part * (90_000 // len(part))}"' if place == column else "1" for place in range(9)]
            yield f"long cell of {name} {column}.csv", (head + ";".join(cells) + "\n").encode()
    for name, figure in EXPONENTS.items():
        yield f"exponents {name}.csv", (head + f"A1;t;M1;M2;A;;{figure};{figure};{figure}\n" * 3).encode()
    yield "rows.csv", (head + "".join(f"A{row};t{row};M1;M2;A;A{row - 1};1;2;3\n" for row in range(3_000))).encode()
    yield "rows alike.csv", (head + ";t;M1;M2;A;t;1;2;3\n" * 4_000).encode()
    yield (
        "rows after all.csv",
        (
            head + "".join(f"A{row};t;M1;M2;A;{','.join(f'A{k}' for k in range(row))};1;2;3\n" for row in range(180))
        ).encode(),
    )
    yield "rows with sums.csv", (head + ";Total;;;;;7\nA1;t;M1;M2;A;;7\n" * 2_800).encode()
    packages = "".join(f"WP{row};w;;;;;7\nA{row};t;M1;M2;A;;7\n" for row in range(2_000))
    yield "packages with sums.csv", (head + packages).encode()
    yield "packages and sums.csv", (head + packages[:60_000] + ";Total;;;;;9\n" * 2_000).encode()
    yield "rows alike with figures.csv", (head + "A0;t;M1;M2;A;;7\n" + ";same;;;;;7\n" * 4_900).encode()
    yield (
        "notes with figures.csv",
        (head + "A0;t;M1;M2;A;;7\n" * 1_500 + ";Total;;;;;9\n" + ";;;;;;7\n" * 3_000).encode(),
    )
    yield "columns.csv", (";".join(f"Budget {place}" for place in range(6_000)) + "\n" + "1;" * 6_000).encode()
    yield (
        "columns of months.csv",
        ("Title;" + ";".join(f"M{n}" for n in range(1, 2_000)) + "\n" + "x;" * 40_000).encode(),
    )
    yield "columns alike.csv", ("Title;" * 10_000 + "\n" + "x;" * 10_000).encode()
    yield "blank lines.csv", (head + "\n" * 90_000).encode()
    yield "quotes.csv", (head + '"' * 90_000).encode()
    yield "quotes and signs.csv", (head + '"a";' * 20_000).encode()
    yield "no end.csv", (head + '"' + ";\n" * 40_000).encode()


def _gantt_project() -> Iterator[tuple[str, bytes]]:
    def project(tasks: str) -> bytes:
        return f'<?xml version="1.0"?><project name="P"><tasks>{tasks}</tasks></project>'.encode()

    def task(id: int, inside: str = "", name: str = "t") -> str:
        return f'<task id="{id}" name="{name}" start="2027-01-01" duration="5">{inside}</task>'

    yield "tasks.gan", project("".join(map(task, range(1_500))))
    yield "tasks in tasks.gan", project('<task id="1" name="t">' * 3_000 + "</task>" * 3_000)
    yield (
        "links of all.gan",
        project("".join(task(n, "".join(f'<depend id="{k}" type="2"/>' for k in range(n))) for n in range(80))),
    )
    yield "links of one.gan", project(task(1, '<depend id="1" type="2"/>' * 3_500))
    for name, part in LONG.items():
        yield f"name of {name}.gan", project(task(1, name=part * (90_000 // len(part))))
    yield (
        "entities.gan",
        b"<!DOCTYPE a [<!ENTITY a 'aaaa'>"
        + b"".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>".encode() for n in range(12))
        + b"]><project><tasks>&a11;</tasks></project>",
    )
    for name, figure in EXPONENTS.items():
        yield (
            f"cost of {name}.gan",
            project(f'<task id="1" name="t" complete="{figure}" cost-manual-value="{figure}"/>'),
        )
    yield "attributes.gan", b"<project " + b" ".join(b'a%d="1"' % n for n in range(9_000)) + b"/>"


def _microsoft_project() -> Iterator[tuple[str, bytes]]:
    def project(tasks: str) -> bytes:
        return f'<Project xmlns="http://schemas.microsoft.com/project"><Tasks>{tasks}</Tasks></Project>'.encode()

    def task(id: int, more: str = "", name: str = "t") -> str:
        return f"<Task><UID>{id}</UID><ID>{id}</ID><Name>{name}</Name><OutlineLevel>1</OutlineLevel>{more}</Task>"

    link = "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>"
    yield "tasks.xml", project("".join(map(task, range(1_100))))
    yield "links.xml", project(task(1) + task(2, link * 1_000))
    for name, part in LONG.items():
        yield f"name of {name}.xml", project(task(1, name=part * (90_000 // len(part))))
    for name, figure in EXPONENTS.items():
        yield (
            f"cost of {name}.xml",
            project(task(1, f"<PercentComplete>{figure}</PercentComplete><Cost>{figure}</Cost>")),
        )
    yield "levels.xml", project("".join(task(n, f"<OutlineLevel>{n}</OutlineLevel>") for n in range(850)))
    yield "elements in elements.xml", b"<a>" * 14_000 + b"</a>" * 14_000


def _sheets() -> Iterator[tuple[str, bytes]]:
    names = ["office:1.0", "table:1.0", "text:1.0"]
    spaces = " ".join(f'xmlns:{one.partition(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{one}"' for one in names)

    def sheet(rows: str) -> bytes:
        body = f"<office:body><office:spreadsheet><table:table table:name='S'>{rows}</table:table>"
        content = (
            f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body></office:document-content>"
        )
        return _zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})

    def cells(*texts: str, many: int = 1) -> str:
        repeated = f' table:number-columns-repeated="{many}"' if many > 1 else ""
        kind = ' office:value-type="string"'
        return "".join(
            f"<table:table-cell{kind}{repeated}><text:p>{text}</text:p></table:table-cell>" for text in texts
        )

    head = f"<table:table-row>{cells('Id', 'Title', 'Start', 'End')}</table:table-row>"
    row = f"<table:table-row>{cells('A1', 't', 'M1', 'M2')}</table:table-row>"
    repeated = row.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">')
    yield "rows.ods", sheet(head + row * 20_000)
    yield "rows repeated.ods", sheet(head + repeated * 50)
    yield "cells repeated.ods", sheet(head + f"<table:table-row>{cells('x', many=1_000_000)}</table:table-row>" * 500)
    yield "blank cells.ods", sheet(head + f"<table:table-row>{cells('', many=16_384)}</table:table-row>" * 1_000)
    yield "spaces.ods", sheet(head + row.replace("<text:p>t", '<text:p><text:s text:c="100000000"/>t'))
    yield "paragraphs.ods", sheet(head + row.replace("<text:p>t</text:p>", "<text:p>t</text:p>" * 50_000))
    for name, figure in EXPONENTS.items():
        number = f'<table:table-cell office:value-type="float" office:value="{figure}"/></table:table-row>'
        effort = head.replace("</table:table-row>", f"{cells('Effort')}</table:table-row>")
        yield f"exponents {name}.ods", sheet(effort + row.replace("</table:table-row>", number) * 3)
    for name, part in LONG.items():
        yield f"cell of {name}.ods", sheet(head + row.replace("<text:p>t", f"<text:p>{part * 30_000}"))


def _workbooks() -> Iterator[tuple[str, bytes]]:
    from openpyxl import Workbook

    def saved(rows: list[list[object]]) -> bytes:
        book, out = Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)
        book.save(out)
        return out.getvalue()

    head: list[object] = ["Id", "Title", "Start", "End", "Lead"]
    yield "rows.xlsx", saved([head, *([f"A{n}", "t", "M1", "M2", "A"] for n in range(3_000))])
    yield "columns.xlsx", saved([[f"Budget {n}" for n in range(2_000)], [1] * 2_000])
    for name, part in LONG.items():
        yield f"cell of {name}.xlsx", saved([head, ["A1", (part * 32_000)[:32_000], "M1", "M2", "A"]])
    yield "far cell.xlsx", _with_far_cell(saved([head]))


def _with_far_cell(data: bytes) -> bytes:
    """A workbook whose only other cell is the last one that a sheet can have."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    texts = {name: parts.read(name).decode() for name in parts.namelist()}
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    texts["xl/worksheets/sheet1.xml"] = texts["xl/worksheets/sheet1.xml"].replace("</sheetData>", far)
    return _zipped(texts)


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()
