"""What people read is written in words that people with English as a second language understand, at 23:00.

Every sentence of the program, every explanation of a rule, every page of the manual, every text of the call files and
the README is looked through for words that are misread, and for keys of the data in the place of words.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import ka2plan
from ka2plan.calls import load_calls
from ka2plan.calls.vocabulary import DATED, KEYS
from ka2plan.cli.commands import COMMANDS, general_help, short_help
from ka2plan.cli.manual_pages import page_text, topics
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.rules.explain import FACTS, FOLDER, all_codes
from tests.conftest import ROOT

PACKAGE = Path(ka2plan.__file__).parent

MISREAD = {
    r"noughts?": "zero, negative, nothing",
    r"mend(?:s|ed|ing)?": "fix, correct",
    r"told": "shown, said, reported",
    r"said once": "shown once",
    r"stands?|standing|stood": "is, are",
    r"answers? for (?:it|nothing)": "is (not) responsible",
    r"win one": "find one more",
    r"tak(?:e|es|en|ing) (?:\S+ ){0,5}?out": "delete",
    r"permits|permitted": "allows, allowed",
    r"find fault": "find a problem",
    r"goes? wrong|gone wrong": "fails",
    r"at best": "at the earliest",
    r"anew": "again",
    r"hangs? on": "depends on",
    r"thereof|hereby|henceforth|whereof|thereby": "(a simple sentence)",
    r"lest|nor yet|save for|but for": "unless, except",
    r"whither|whence": "where, from where",
    r"notwithstanding|albeit": "although",
}
"""Words and phrases by what to write in their place."""

FUNCTIONS = {"_": 0, "N_": 0, "ngettext": 0, "pgettext": 1}
"""Functions that translate, by their first argument that is a text."""

CODE = re.compile(
    r"(?s)```.*?```|`[^`\n]*`|\([a-z]+\.[a-z-]+(?:; [^)]*)?\)|\"[^\"\n]*\"|“[^”]*”|\{[^{}]*\}|(?m:^    [^\n]*$)|https?://\S+|\]\([^)]*\)"
)
"""What is no prose: blocks, what is quoted, names of commands of the editor, placeholders, addresses."""


def sentences_of_the_program():
    """Every text that the source hands to gettext, by where it is."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
                for argument in node.args[FUNCTIONS[node.func.id] :]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{path.relative_to(PACKAGE)}:{argument.lineno}", argument.value


def texts_in(value, where):
    """Every text in the values of a call file that is read by people, by its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, where)
    elif isinstance(value, str) and where.rpartition(".")[2] in (
        "note",
        "text",
        "name",
        "label",
        "title",
        "score",
        "applies",
    ):
        yield where, value


def texts_of_the_calls():
    for path in sorted((PACKAGE / "calls").glob("*.toml")):
        if path.name != "sources.toml":  # titles are as their authors gave them
            yield from texts_in(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def pages():
    yield from ((f"manual {topic}", page_text(topic)) for topic in topics() if topic not in ("schema", "sources"))
    yield "README.md", (ROOT / "README.md").read_text(encoding="utf-8")
    yield from (
        (f"explain {code}", (Path(FOLDER) / f"{code}.md").read_text(encoding="utf-8").partition(f"\n{FACTS}")[0])
        for code in all_codes()
    )
    yield "--help", general_help() + short_help()
    yield from ((f"{command.name} --help", command.parser().format_help()) for command in COMMANDS)


TEXTS = {
    "the program": tuple(sentences_of_the_program()),
    "the calls": tuple(texts_of_the_calls()),
    "the pages": tuple(pages()),
}


def prose(text):
    return CODE.sub(" ", text)


def test_there_is_something_to_look_through():
    assert len(TEXTS["the program"]) > 2_500
    assert len(TEXTS["the calls"]) > 300
    assert len(TEXTS["the pages"]) > 150
    assert all(len(prose(text)) > len(text) // 8 for _where, text in TEXTS["the pages"])


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("word", MISREAD)
def test_no_sentence_has_a_word_that_is_misread(kind, word):
    found = re.compile(rf"\b(?:{word})\b", re.IGNORECASE)
    misread = [
        f"{where}: {match.group()} ({MISREAD[word]}): {text[:120]}"
        for where, text in TEXTS[kind]
        if (match := found.search(" ".join(prose(text).split())))
    ]
    assert misread == []


def keys_of_the_data():
    """Keys of plans and of call facts, and words that facts have as values, as far as no one would write them so."""
    names = {key.name for key in (*KEYS, *DATED, *PROJECT_KEYS, *(key for kind in KINDS for key in kind.keys))}
    values = set()
    book = load_calls()
    for year in book.years:
        for facts in book.year(year).facts.values():
            for fact in facts.values():
                found = fact.value if isinstance(fact.value, tuple | list) else [fact.value]
                values |= {
                    value for value in found if isinstance(value, str) and re.fullmatch(r"[a-z]+(?:-[a-z]+)+", value)
                }
    common = {"third-country", "long-term"}
    return {name for name in names if "_" in name} | (values - common)


def test_no_key_of_the_data_is_used_as_a_word():
    keys = re.compile(rf"(?<![\w.\[-])(?:{'|'.join(map(re.escape, sorted(keys_of_the_data())))}|papers\.\w+)(?![\w-])")
    assert keys.search("the long-term-impact-plan is missing")
    explanations = [(where, text) for where, text in TEXTS["the pages"] if where.startswith("explain ")]
    found = [
        f"{where}: {match.group()}: {text[:100]}"
        for where, text in (*TEXTS["the program"], *explanations)
        if (match := keys.search(prose(text)))
    ]
    assert found == []
