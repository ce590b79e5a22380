"""Elements of a Word document, as the format has them in its order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ka2plan.words.visible import in_file

_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
"""What is no character in XML, not even an escaped one."""


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of the format's own names; attributes too have its prefix."""
    make, names = _maker()
    named = {_qualified(name): str(value) for name, value in attributes.items()}
    made: Any = make(_qualified(tag), named, names)
    for child in children:
        if child is not None:
            made.append(child)
    return made


@cache
def _maker() -> tuple[Callable[..., Any], dict[str, str]]:
    """What makes an element of python-docx, and the prefix that it is to have: asked for once, and not each time."""
    from docx.oxml.ns import nsmap
    from docx.oxml.parser import oxml_parser

    return oxml_parser.makeelement, {"w": nsmap["w"]}


@cache
def _qualified(name: str) -> str:
    _make, names = _maker()
    return f"{{{names['w']}}}{name}"


def clean(text: str) -> str:
    """A text as a document may hold it: nothing hidden in it, nothing that XML has no place for."""
    return in_file(text, multiline=True).translate(_NO_CHARACTERS)


def run(text: str, *looks: Any) -> Any:
    """A stretch of one look; tabs and line ends are the format's own."""
    made = element("r", element("rPr", *looks) if any(look is not None for look in looks) else None)
    for place, line in enumerate(clean(text).split("\n")):
        if place:
            made.append(element("br"))
        for number, piece in enumerate(line.split("\t")):
            if number:
                made.append(element("tab"))
            if piece:
                made.append(_words(piece))
    return made


def _words(text: str) -> Any:
    made = element("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(code: str, shown: str) -> list[Any]:
    """A field that the program works out, with what it shows until then."""
    code_words = element("instrText")
    code_words.text = f" {code} "
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code_words),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *content: Any, **looks: Any) -> Any:
    """A paragraph of a style, with properties such as ``keepNext`` besides."""
    properties = element("pPr", element("pStyle", val=style))
    properties.extend(element(name) for name, wanted in looks.items() if wanted)
    return element("p", properties, *content)
