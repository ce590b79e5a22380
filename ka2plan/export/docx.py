"""``export docx``: the application form as a document to comment on and to fill in, and the plan's tables behind it."""

from __future__ import annotations

from itertools import pairwise

from ka2plan.export import form_document as form
from ka2plan.export.form_document import Block, FormDocument
from ka2plan.export.material import Material
from ka2plan.export.sent_form import kept
from ka2plan.export.word_file import WordFile

STYLES = {
    form.TITLE: "Title",
    form.NOTE: "Note",
    form.FACT: "Fact",
    form.CONTENTS: "TOCHeading",
    form.PART: "Heading1",
    form.QUESTION: "Heading2",
    form.PASSAGE: "Heading3",
    form.ASKED: "Question",
    form.OVER: "TooLong",
}

WITH_NEXT = frozenset((form.CONTENTS, form.PART, form.QUESTION, form.PASSAGE, form.ASKED, form.OVER))
"""What never stands last on a page."""


def write(material: Material) -> bytes:
    """A Word document; what is written under its questions can be imported again."""
    document = FormDocument(material)
    file = WordFile(material.title, material.created)
    heads = [(block.text, block.mark) for block in document.blocks if block.kind == form.PART]
    lying = False
    for block, following in pairwise((*document.blocks, Block(form.NOTE))):
        if block.kind == form.PART:
            lying = block.page == "lying"
            file.turn(lying=lying or not file.has_room(following.table))
        elif not block.table:
            file.turn(lying=lying)
        _draw(file, block, heads)
    if document.places:
        file.keep_unseen(kept(document.form(), material.name))
    return file.close()


def _draw(file: WordFile, block: Block, heads: list[tuple[str, str]]) -> None:
    if block.table:
        file.add_table(block.table)
    elif block.kind == form.ANSWER:
        file.add_answer(block.text)
    elif block.kind == form.GAP:
        file.add_gap(block.text, block.mark)
    elif block.kind != form.CONTENTS or len(heads) > 1:
        keep = block.kind in WITH_NEXT
        file.add(block.text, STYLES[block.kind], label=block.label, mark=block.mark, keep=keep)
        if block.kind == form.CONTENTS:
            file.add_contents(heads)
