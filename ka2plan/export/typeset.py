"""Typst: data in, PDF or PNG out. Texts are data and never markup; the fonts are those inside Typst.

Only for a letter that these fonts lack the machine's own are asked, so that the same plan gives the same bytes
wherever its letters are Latin, Greek or Cyrillic.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ka2plan.charts.tables.table import Table
from ka2plan.export.extras import extra
from ka2plan.words.messages import _
from ka2plan.words.visible import in_file, visible

if TYPE_CHECKING:
    from datetime import datetime

    from ka2plan.export.contents import Passage

FOLDER = os.path.join(os.path.dirname(__file__), "typst")

FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""The fonts inside Typst, in the order in which a letter is looked for."""

ARCHIVAL = ["a-2a"]
"""The standard the PDF keeps: PDF/A, tagged, every letter embedded."""

PIXELS_PER_INCH = 144.0

MOST_MEASURED = 20
"""Texts after which the room for all is measured."""

MOST_IN_PROPERTIES = 2_000
"""Characters of a heading and of a document's properties; archival PDFs refuse strings of over 32,767 bytes."""

MOST_TOGETHER = 20
"""Rows of a table, or lines of passages under one name, that no page tears apart where it has room for all."""

BYTES_ON_A_LINE = 130
"""Bytes of a text that a line of a passage takes, about."""

UNBROKEN = re.compile(r"\S{1000}")
"""A run of letters in which lines may break nowhere; a PDF refuses a line of over 16,383."""

MAY_BREAK = "\u200b"

DOCUMENTS_KEPT = 10
"""Typst keeps what it has worked out until it was asked for so many other documents."""

_SURE = re.compile("[\x00-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2026\u20ac\u2713\u254c]+")
"""Letters that the fonts inside Typst have: no need to ask."""

PRIVATE_USE = "Co"
"""The category of letters that mean something only where somebody agreed on it."""

_LACKING = re.compile('the text `"(.+?)"` could not be displayed')

_PICTURES = {0x2400 + code: f"\\u{code:04x}" for code in range(0x20)} | {0x2421: "\\u007f"}
"""Pictures of control characters, which no book font has, as the escape that TOML writes."""


def shown(text: str, *, multiline: bool = False) -> str:
    """A text as Typst is given it: nothing hidden in it, no picture of a control character, no line without an end."""
    return UNBROKEN.sub(rf"\g<0>{MAY_BREAK}", in_file(text, multiline=multiline).translate(_PICTURES))


def within(text: str, most: int = MOST_IN_PROPERTIES) -> str:
    """The text, or its beginning with an ellipsis: Typst measures what it has to cut letter by letter."""
    return shown(text if len(text) <= most else text[:most] + "…")


def longest(texts: Iterable[str]) -> list[str]:
    """The longest texts: Typst measures these instead of all."""
    return sorted(set(texts), key=lambda text: (len(text), text))[-MOST_MEASURED:]


def table_data(table: Table) -> dict[str, Any]:
    """A table for a template: all its rows, and of each column the longest texts, for which room is made."""
    headings = [shown(heading) for heading in table.headings]
    rows = [[shown(cell, multiline=True) for cell in row] for row in table.texts()]
    return {
        "title": within(table.title),
        "columns": headings,
        "longest": [longest(column) for column in zip(headings, *rows, strict=True)],
        "rows": rows,
        "begin": 0,
        "count": len(rows),
        "numbers": sorted(table.numbers),
        "total": table.total is not None,
        "passages": False,
    }


def passages_data(title: str, passages: Iterable[Passage]) -> dict[str, Any]:
    """Passages for a template: a row for every text, with the name of what it is told of, and its label.

    At its end a row says whether what is told under this name has too many lines to stay together on a page.
    """
    texts = [
        [shown(passage.heading), shown(label), shown(text, multiline=True)]
        for passage in passages
        for label, text in passage.lines
    ]
    rows = []
    for _heading, group in groupby(texts, key=itemgetter(0)):
        of_one = list(group)
        may_break = sum(_lines_of(text) for _heading, _label, text in of_one) > MOST_TOGETHER
        rows += [[*row, may_break] for row in of_one]
    columns: dict[str, Any] = {"columns": [], "longest": [], "numbers": [], "total": False, "passages": True}
    return {"title": shown(title), "rows": rows, "begin": 0, "count": len(rows), **columns}


def _lines_of(text: str) -> int:
    return sum(1 + len(line.encode()) // BYTES_ON_A_LINE for line in text.split("\n"))


class Typesetter:
    """A template with the fonts that a document's letters need, for the document as a whole or part by part."""

    def __init__(
        self, template: str, data: dict[str, Any], created: datetime, notices: list[str] | None = None
    ) -> None:
        """Asks for the fonts; ``notices`` gets a sentence where a letter can be shown by none.

        :raises ExtraMissing: Typst is not installed.
        """
        with extra("pdf", _("a PDF or PNG")):
            import typst  # noqa: F401 - told here, before anything is laid out
        self._template = template
        self._created = int(created.timestamp())
        self._inside_only, self._missing = _fonts_for(_told(data))
        if self._missing and notices is not None:
            message = _("no font on this machine has {letters}; install one that does, such as Noto Sans CJK")
            notices.append(message.format(letters=visible(" ".join(self._missing), 60)))

    def document(self, data: dict[str, Any], template: str = "") -> bytes:
        """A PDF; of another template where one is named, whose letters are among those that were asked for."""
        standards = [] if self._missing else ARCHIVAL
        written = _file_of(template or self._template)
        return self._compiled(written, data, format="pdf", timestamp=self._created, pdf_standards=standards)

    def picture(self, data: dict[str, Any], sharpness: float = PIXELS_PER_INCH) -> bytes:
        """A PNG of the first page, with so many pixels to the inch."""
        return self._compiled(_file_of(self._template), data, format="png", ppi=sharpness)

    def told(self, data: dict[str, Any], label: str) -> list[Any]:
        """What each ``metadata`` of the template with a label holds when the data are laid out."""
        import typst

        told = typst.query(
            _file_of(self._template),
            f"<{label}>",
            field="value",
            sys_inputs={"plan": _told(data)},
            ignore_system_fonts=self._inside_only,
        )
        return list(json.loads(told))

    def forget(self) -> None:
        """Has Typst let go what it keeps of the documents before: more memory than all else."""
        import typst

        empty = typst.Compiler(ignore_system_fonts=True)
        for _document in range(DOCUMENTS_KEPT + 1):
            empty.compile(b"", format="svg")

    def _compiled(self, template: str, data: dict[str, Any], **options: Any) -> bytes:
        import typst

        inputs = {"plan": _told(data)}
        written = typst.compile(template, sys_inputs=inputs, ignore_system_fonts=self._inside_only, **options)
        pages = written if isinstance(written, list) else [written]
        return bytes(pages[0])


def _file_of(template: str) -> str:
    return os.path.join(FOLDER, f"{template}.typ")


def _told(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _fonts_for(text: str) -> tuple[bool, str]:
    """Whether the fonts inside Typst are enough, and the letters that no font of this machine has."""
    categories = {letter: unicodedata.category(letter) for letter in sorted(set(_SURE.sub("", text)))}
    rare = "".join(letter for letter, category in categories.items() if category[0] not in "MZC")
    private = "".join(letter for letter, category in categories.items() if category == PRIVATE_USE)
    if not rare or not _lacking(rare, inside_only=True):
        return True, private
    return False, _lacking(rare, inside_only=False) + private


def _lacking(letters: str, *, inside_only: bool) -> str:
    """The letters that the fonts have not got: an archival PDF refuses them, one by one."""
    import typst

    names = ", ".join(f'"{font}"' for font in FONTS)
    source = f'#set document(title: "letters")\n#set text(font: ({names}))\n#sys.inputs.letters'
    apart = " ".join(letters)
    try:
        typst.compile(
            source.encode(),
            format="pdf",
            sys_inputs={"letters": apart},
            ignore_system_fonts=inside_only,
            pdf_standards=["a-2b"],
            timestamp=0,
        )
    except typst.TypstError as error:
        found = "".join(_LACKING.findall(error.diagnostic or ""))
        if not found:
            raise
        return found
    return ""
