"""The reports in another language: every sentence is translated, and no word is English but the plan's own."""

from __future__ import annotations

import re
import tomllib
from io import BytesIO

import pytest
from babel import Locale
from babel.messages.mofile import write_mo

from ka2plan.words import messages
from ka2plan.words.catalogue import Catalogue
from tests import catalogues
from tests.cli.running import SAMPLES, run

PLANS = sorted(SAMPLES.glob("*.toml"))
DAYS = ("2026-02-01", "2027-06-01", "2028-12-01")
SHOWN = ("partners", "budget", "workload", "dependencies", "milestones", "status", "eligibility")

WORD = re.compile(r"[^\W\d_]{2,}\b(?!…)")
"""A word, if it is not cut off."""

CALLS = SAMPLES.parent / "ka2plan" / "calls"

NO_WORDS = {
    "EUR",
    "OID",
    "WP",
    "DS",
    "FS",
    "SS",
    "FF",
    "SF",
    "json",
    "mandate",
    "oid",
    "checked",
    "declaration",
    "eche",
}
"""Codes, units, names, and keys of the plan file."""


class Marked(Catalogue):
    """Marks what the catalogue does not have, so that it is seen where it is said."""

    def translated(self, text: str, context: str = "") -> list[str] | None:
        return super().translated(text, context) or [f"⟦{text}⟧"]


@pytest.fixture
def slovenian(monkeypatch):
    """Surroundings that speak Slovenian, and in which what is not translated is marked."""
    with BytesIO() as file:
        write_mo(file, catalogues.read("sl"))
        found = Marked(file.getvalue())
    monkeypatch.setattr(messages, "catalogue", lambda _name: found)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "sl_SI.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")


def texts(value):
    """The texts of a plan's values, and its ids."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *texts(inner)) if isinstance(inner, dict) else texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def known_words(path):
    """The words of a plan's values, of the language's catalogue, of its countries and months, and of the agencies."""
    forms = [one.string for one in catalogues.read("sl") if one.id]
    sentences = [text for form in forms for text in ((form,) if isinstance(form, str) else form)]
    slovenian = Locale("sl")
    names = [*slovenian.territories.values(), *slovenian.months["stand-alone"]["abbreviated"].values()]
    agencies = tomllib.loads((CALLS / "agencies.toml").read_text("utf-8"))
    plan = tomllib.loads(path.read_text("utf-8"))
    return set(WORD.findall(" ".join([*texts(plan), *sentences, *names, *texts(agencies)]))) | NO_WORDS


def untranslated(text):
    """What was said in English for want of a translation."""
    return re.findall("⟦[^⟦⟧]*⟧", text)


def partners(path):
    return tuple(tomllib.loads(path.read_text("utf-8"))["partners"])


def reports(path):
    """Every report of a plan on every day; what rules find and say is translated when it is settled."""
    for day in DAYS:
        yield ("timeline", path, "--today", day)
        shown = SHOWN[:-1] if "fault" in path.stem else SHOWN
        yield from (("show", what, path, "--today", day) for what in shown)
        yield from (("brief", path, partner, "--today", day) for partner in partners(path))
    yield ("timeline", path, "--ascii", "--by", "quarter", "--granted")
    yield from (("show", what, path, "--plain", "--today", DAYS[1]) for what in SHOWN[:-1])
    yield ("timeline", path, "--plain", "--today", DAYS[1])


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("slovenian")
def test_every_sentence_of_the_reports_is_slovenian(path):
    known = known_words(path)
    said = {words: run(*words) for words in reports(path)}
    assert {ran.code for ran in said.values()} <= {0, 2, 3}
    assert [found for ran in said.values() for found in untranslated(ran.out)] == []
    assert sorted({word for ran in said.values() for word in WORD.findall(ran.out)} - known) == []


@pytest.mark.parametrize(
    "words", [("--help",), (), *((name, "--help") for name in ("timeline", "show", "brief"))], ids=" ".join
)
@pytest.mark.usefixtures("slovenian")
def test_the_help_of_these_commands_is_slovenian(words):
    ran = run(*words)
    assert "Erasmus+" in ran.out or "uporaba: ka2plan" in ran.out
    assert untranslated(ran.out) == []


WRONG = [
    (("timeline",), "manjkajo argumenti: PLAN"),
    (("timeline", "x", "--by", "y"), "'y' ni na voljo"),
    (("timeline", "x", "--width"), "manjka vrednost"),
    (("timeline", "x", "--today", "soon"), "'soon' ni datum"),
    (("show", "budget", "x", "y"), "neznani argumenti: y"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
@pytest.mark.usefixtures("slovenian")
def test_a_wrong_command_line_is_explained_in_slovenian(words, said):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "napaka: " in ran.err
    assert said in ran.err
    assert untranslated(ran.err) == []


IN_FRONT = [
    ("--lang", "sl", "--plain", "timeline"),
    ("--plain", "--lang", "sl", "timeline"),
    ("--plain", "timeline", "--lang", "sl"),
]


@pytest.mark.parametrize("words", IN_FRONT, ids=" ".join)
def test_options_in_front_of_a_command_all_count(words):
    path = SAMPLES / "ka220-school.toml"
    assert run(*words, path).out == run("timeline", "--plain", "--lang", "sl", path).out


def test_a_path_behind_two_dashes_is_a_path_to_a_plain_report_too():
    path = SAMPLES / "ka220-school.toml"
    assert run("--plain", "show", "partners", "--", path).out == run("show", "partners", path, "--plain").out
