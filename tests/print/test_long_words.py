"""In a language of long words nothing that matters is cut at 80 columns: ids, figures, dates and bars are whole."""

from __future__ import annotations

import re
import tomllib
from gettext import NullTranslations

import pytest

from ka2plan.words import messages
from ka2plan.words.visible import cells
from tests.cli.running import SAMPLES, run
from tests.longer import Longer, longer

PLANS = sorted(SAMPLES.glob("*.toml"))
DAY = "2027-06-01"
SHOWN = ("partners", "budget", "workload", "dependencies", "milestones", "status")

FIGURE = re.compile(r"\d{1,2}\. \d{1,2}\. \d{4}|(?<![\d.,])\d[\d.,]*\d(?: %)?(?![\d.,])")
"""A date, an amount, a share."""
BARS = "━█▒░◆◇"

LONG, SHORT = Longer(), NullTranslations()


@pytest.fixture
def said(monkeypatch):
    """What a command prints with the words of a catalogue; numbers and dates are those of one language in both."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def say(catalogue, *words):
        monkeypatch.setattr(messages, "catalogue", lambda _name: catalogue)
        ran = run(*words, "--today", DAY, "--lang", "sl")
        assert ran.code == 0, ran.err
        return ran.out

    return say


def ids(path):
    plan = tomllib.loads(path.read_text("utf-8"))
    return {id for table in ("work_packages", "activities", "milestones", "deliverables") for id in plan.get(table, {})}


def test_every_text_is_longer_by_two_fifths():
    for text in ("late", "{count} months", "Work packages", "{planned} of {whole}: it closes"):
        bare = re.sub(r"\{[^}]*\}", "", text)
        assert len(re.sub(r"\{[^}]*\}", "", longer(text))) >= 1.4 * len(bare) - 0.5
    assert longer("{id} of {count}").startswith("{id} of")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_terminal(path, said):
    for words in (("timeline", path), *(("show", what, path) for what in SHOWN)):
        assert [line for line in said(LONG, *words).splitlines() if cells(line) > 80] == [], words


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_chart_draws_every_bar_and_mark_that_it_draws_in_english(path, said):
    english, long = said(SHORT, "timeline", path), said(LONG, "timeline", path)
    assert [long.count(sign) for sign in BARS] == [english.count(sign) for sign in BARS]
    assert {id for id in ids(path) if id in english} <= {id for id in ids(path) if id in long}


@pytest.mark.parametrize("what", SHOWN)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_tables_keep_every_id_and_every_figure(path, what, said):
    english, long = said(SHORT, "show", what, path), said(LONG, "show", what, path)
    assert {id for id in ids(path) if id in english} <= {id for id in ids(path) if id in long}
    in_titles = set(FIGURE.findall(path.read_text("utf-8")))
    assert set(FIGURE.findall(english)) - set(FIGURE.findall(long)) - in_titles == set()
