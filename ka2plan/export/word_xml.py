"""Elements of a Word document, as the format has them in its order, written as text: a form has a million of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ka2plan.words.visible import in_file

_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
"""What is no character in XML, not even an escaped one."""


def element(tag: str, *children: str | None, **attributes: str | int) -> str:
    """An element of the format's own names; attributes too have its prefix."""
    told = "".join([f' w:{name}="{_in_attribute(str(value))}"' for name, value in attributes.items()])
    inside = "".join(filter(None, children))
    return f"<w:{tag}{told}>{inside}</w:{tag}>" if inside else f"<w:{tag}{told}/>"


def _in_attribute(text: str) -> str:
    return (
        text if text.isalnum() else _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def grown(written: str) -> Any:
    """An element as python-docx has it, for the parts of a document that it makes itself."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    head = re.match(r"<[^\s/>]+", written)
    begin = head.end() if head else 0
    return parse_xml(f"{written[:begin]} {nsdecls('w')}{written[begin:]}")


def clean(text: str) -> str:
    """A text as a document may hold it: nothing hidden in it, nothing that XML has no place for."""
    return in_file(text, multiline=True).translate(_NO_CHARACTERS)


def run(text: str, *looks: str | None) -> str:
    """A stretch of one look; tabs and line ends are the format's own."""
    properties = element("rPr", *looks) if any(looks) else ""
    pieces = re.split(r"([\n\t])", clean(text))
    words = [_SIGNS.get(piece) or f'<w:t xml:space="preserve">{_escaped(piece)}</w:t>' for piece in pieces if piece]
    return element("r", properties, *words)


_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def field(code: str, shown: str) -> list[str]:
    """A field that the program works out, with what it shows until then."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", element("instrText", f" {_escaped(code)} ")),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *content: str | None, properties: Iterable[str] = (), **looks: bool) -> str:
    """A paragraph of a style, with looks such as ``keepNext`` and properties besides."""
    wanted = (element(name) for name, is_wanted in looks.items() if is_wanted)
    return element("p", element("pPr", element("pStyle", val=style), *wanted, *properties), *content)
