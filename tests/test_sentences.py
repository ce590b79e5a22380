"""Sentences can be translated: they are whole, and what is counted in them has the forms that a language needs.

What is not so yet is counted by room, as a limit that only goes down: whoever mends one lowers the number.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

PACKAGE = Path(__file__).parents[1] / "ka2plan"

MARKS = ("_", "N_", "ngettext", "pgettext")

COUNTED = re.compile(
    r"\{\w+\}(?: (?:more|other|whole|million|first|last|of))? (?:activities|amounts|applications|bytes|cells"
    r"|characters|columns|countries|days|deliverables|digits|entries|errors|facts|fields|files|findings|hours|indicators"
    r"|items|lines|links|milestones|minutes|months|objectives|organisations|packages|pages|parts"
    r"|partners|plans|points|remedies|rows|schools|tables|texts|values|warnings|weeks|words|years)\b"
)
"""A number and what is counted, in a message that has one form for all numbers."""

PIECE = re.compile(r"^ ?[,;:.)]|^ (?! )|^   +|(?<!^usage:)[ (]$")
"""A message that begins or ends as no sentence does; two blanks are the indent of a whole one."""

ONE_FORM = {"cli": 5, "imports": 8, "lsp": 1, "plan": 1, "print": 1, "rules": 16, "toml": 4, "tui": 4}
PIECES = {"cli": 9, "imports": 1, "plan": 2, "rules": 2, "session": 2, "tui": 17}
GLUED = {"cli": 14, "imports": 1, "tui": 2}

SINGULARS_WITHOUT_THE_NUMBER = {"rules": 3, "tui": 4}
"""A form for 1 is said of 101 as well in Slovenian, and needs the number there."""


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (path.relative_to(PACKAGE).parts[0], ast.parse(path.read_text("utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def is_message(node: ast.AST) -> bool:
    """Whether it is a message, with or without what is put into its places."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in MARKS
    return isinstance(node.func, ast.Attribute) and node.func.attr == "format" and is_message(node.func.value)


def is_piece(text: str) -> bool:
    """Whether it is a part of a sentence; a mark alone is none."""
    return bool(PIECE.search(text)) and any(map(str.isalpha, text))


def is_layout(node: ast.AST) -> bool:
    """Whether it is no words: blanks, the end of a line, the mark of a comment, or whole lines before."""
    return isinstance(node, ast.List) or (isinstance(node, ast.Constant) and not re.search(r"[\w;:,]", str(node.value)))


def messages(*marks: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Room and texts of every message that is marked so."""
    for room, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in marks:
                constants = (one.value for one in node.args if isinstance(one, ast.Constant))
                texts = tuple(value for value in constants if isinstance(value, str))
                if texts:
                    yield room, texts


def glued() -> Iterator[str]:
    """The rooms in which a message is joined with something else by ``+``, ``+=`` or in an f-string with words."""
    for room, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
                sides = (node.left, node.right)
                if any(map(is_message, sides)) and not any(map(is_layout, sides)):
                    yield room
            elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
                if is_message(node.value):
                    yield room
            elif isinstance(node, ast.JoinedStr):
                said = [one for one in node.values if isinstance(one, ast.FormattedValue) and is_message(one.value)]
                words = [one.value for one in node.values if isinstance(one, ast.Constant)]
                if said and (len(said) > 1 or re.search(r"[^\W\d_]{2,}", " ".join(map(str, words)))):
                    yield room


def held(found: Iterator[str], known: dict[str, int]) -> dict[str, int]:
    """What is more than known, by room."""
    counted = Counter(found)
    return {room: count for room, count in sorted(counted.items()) if count > known.get(room, 0)}


def fields(text: str) -> set[str]:
    return {name for _text, name, _form, _convert in Formatter().parse(text) if name}


def test_what_is_counted_has_the_forms_of_its_number():
    found = (room for room, texts in messages("_", "N_", "pgettext") if COUNTED.search(texts[-1]))
    assert held(found, ONE_FORM) == {}


def test_the_form_for_one_says_its_number():
    """Where a count is said at all: "{partner} takes part" is of one partner by name."""
    found = (room for room, texts in messages("ngettext") if fields(texts[0]) != fields(texts[1]))
    assert held(found, SINGULARS_WITHOUT_THE_NUMBER) == {}


def test_no_message_is_a_piece_of_a_sentence():
    found = (room for room, texts in messages(*MARKS) if any(map(is_piece, texts)))
    assert held(found, PIECES) == {}


def test_no_sentence_is_glued_of_messages():
    assert held(glued(), GLUED) == {}
