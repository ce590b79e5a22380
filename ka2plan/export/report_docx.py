"""``export report -o FILE.docx``: the same report as a Word document."""

from __future__ import annotations

from ka2plan.export.material import Material
from ka2plan.export.report import blocks
from ka2plan.export.report_blocks import Block
from ka2plan.export.word_file import WordFile

STYLES = {1: "Title", 2: "Heading1", 3: "Heading2", 4: "Heading3"}
"""By the level of a heading."""

MARK = "•"
"""Before a thing of a list."""


def write(material: Material) -> bytes:
    """The report, page by page."""
    file = WordFile(material.title, material.created)
    for block in blocks(material):
        _put(file, block)
    return file.close()


def _put(file: WordFile, block: Block) -> None:
    if block.kind == "heading":
        file.add(block.text, STYLES[block.level], keep=True)
    elif block.table:
        for table in block.table.for_pages():
            file.add_table(table)
    elif block.kind == "text":
        file.add(block.text, "Note")
    else:
        words = f"{MARK} {block.text}" if block.kind == "item" else block.text
        file.add(words, "Fact", label=block.label)
