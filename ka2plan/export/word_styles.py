"""The looks of a Word document: its styles, its page, its language."""

from __future__ import annotations

from typing import Any

from ka2plan.export.word_xml import element, grown
from ka2plan.words.messages import pgettext

FONT = "Arial"
"""Every program has it, or letters of the same widths."""

INK, SOFT, DARK, WARNING = "1B2733", "5D6B7A", "24425C", "B3261E"
RULE, HEAD_FILL = "C3CBD3", "E6ECF2"

MARGIN = 1134
"""Twentieths of a point around the page: two centimetres."""

PAGE = (11_906, 16_838)
"""Width and height of A4 in twentieths of a point."""

HEADINGS = (("Title", 20, 0, 4), ("Heading 1", 15, 20, 4), ("Heading 2", 11.5, 14, 0), ("Heading 3", 10.5, 10, 0))
"""Style, size, room above and room below, in points."""

OWN = (
    ("Question", 9, SOFT, 0, 3),
    ("Too Long", 9, WARNING, 0, 3),
    ("Answer", 10.5, INK, 0, 0),
    ("Fact", 10, INK, 0, 2),
    ("Note", 9, SOFT, 7, 7),
    ("Table Text", 8, INK, 1, 1),
    ("toc 1", 10, INK, 0, 1),
)
"""Name, size, colour, room above and room below of the styles that the template does not have."""


def document_language() -> str:
    """The language of a document, which Word hyphenates and checks it by."""
    # Translators: the language with the country where most speak it, as Word has them, such as "sl-SI".
    return pgettext("language of a document", "en-GB")


def set_styles(document: Any) -> None:
    """Gives a new document the styles of ours."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = document.styles
    _set_defaults(styles)
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    for name, size, above, below in HEADINGS:
        _set(styles[name], size, DARK, above, below)
    for name, size, colour, above, below in OWN:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set(style, size, colour, above, below)
    for name in ("Question", "Answer"):
        styles[name].paragraph_format.left_indent = Pt(0 if name == "Question" else 8)
    _framed(styles["Answer"], left=True)
    _framed(styles["Note"], left=False)
    title = styles["Title"].element.pPr.find(_qn("pBdr"))
    if title is not None:
        styles["Title"].element.pPr.remove(title)


def set_small(style: Any) -> None:
    """What stands at the edge of every page."""
    _set(style, 8.5, SOFT, 0, 0)


def _set(style: Any, size: float, colour: str, above: float, below: float) -> None:
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
    _set_font(style.element.get_or_add_rPr())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    style.paragraph_format.line_spacing = 1.08


def _set_defaults(styles: Any) -> None:
    """The font and the language of everything that has none of its own."""
    properties = styles.element.find(_qn("docDefaults")).find(_qn("rPrDefault")).find(_qn("rPr"))
    _set_font(properties)
    language = properties.find(_qn("lang"))
    if language is None:
        language = grown(element("lang"))
        properties.append(language)
    for name in ("val", "eastAsia"):
        language.set(_qn(name), document_language())


def _set_font(properties: Any) -> None:
    known = properties.find(_qn("rFonts"))
    if known is not None:
        properties.remove(known)
    properties.insert(0, grown(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)))


def _framed(style: Any, *, left: bool) -> None:
    """A bar at the left of what is to be written; a pale ground for what is to be read."""
    properties = style.element.get_or_add_pPr()
    if left:
        bar = element("left", val="single", sz=12, space=6, color=RULE)
        properties.insert_element_before(grown(element("pBdr", bar)), *_BEHIND_BORDERS)
    else:
        shade = grown(element("shd", val="clear", color="auto", fill=HEAD_FILL))
        properties.insert_element_before(shade, *_BEHIND_BORDERS[1:])
        properties.insert_element_before(grown(element("contextualSpacing")), *_BEHIND_BORDERS[-2:])


_BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What stands behind the borders in a style's paragraph properties."""


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def set_page(properties: Any, *, lying: bool) -> None:
    """A section on A4, upright or lying."""
    from docx.enum.section import WD_ORIENT

    width, height = reversed(PAGE) if lying else PAGE
    size, margins = properties.find(_qn("pgSz")), properties.find(_qn("pgMar"))
    size.set(_qn("w"), str(width))
    size.set(_qn("h"), str(height))
    size.orient = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    for name in ("top", "right", "bottom", "left"):
        margins.set(_qn(name), str(MARGIN))


def text_width(*, lying: bool) -> int:
    """Twentieths of a point between the margins."""
    return PAGE[1 if lying else 0] - 2 * MARGIN
