"""Explanations and pages of the manual are files of a language; what nobody has translated is English."""

from __future__ import annotations

import pytest

from tests.cli.running import run

EXPLAINED = """# BUD201 vodenje projekta nad omejitvijo

## Kaj najde

Vodenje projekta dobi večji del pavšalnega zneska, kot ga dovoljuje razpis.

## Zakaj je pomembno

Obrazec tega ne sprejme.
"""


@pytest.fixture
def translated(tmp_path, monkeypatch):
    """A folder of languages with one page of each kind."""
    for kind, name, text in (
        ("docs", "BUD201.md", EXPLAINED),
        ("manual", "sources.md", "# Razpisi in viri\n\n(calls)\n"),
    ):
        folder = tmp_path / "sl" / kind
        folder.mkdir(parents=True)
        (folder / name).write_text(text, "utf-8")
    monkeypatch.setattr("ka2plan.words.pages.languages_folder", lambda: str(tmp_path))


@pytest.mark.usefixtures("translated")
def test_an_explanation_is_that_of_the_language_and_keeps_its_sources():
    english, slovenian = run("explain", "BUD201"), run("explain", "BUD201", "--lang", "sl")
    assert slovenian.out.startswith(EXPLAINED.rstrip("\n"))
    sources = [line for line in english.out.splitlines() if "management_cap_percent" in line]
    assert sources
    assert "management_cap_percent" in slovenian.out
    assert "BUD201  vodenje projekta nad omejitvijo\n" in run("explain", "--lang", "sl").out
    assert "vodenje" not in english.out


@pytest.mark.usefixtures("translated")
def test_a_page_of_the_manual_is_that_of_the_language_with_the_tables_of_the_program():
    assert run("manual", "sources", "--lang", "sl").out.startswith("# Razpisi in viri\n")
    assert "- 2026:" in run("manual", "sources", "--lang", "sl").out
    assert "Razpisi in viri" in run("manual", "--lang", "sl").out


@pytest.mark.usefixtures("translated")
def test_what_is_not_translated_is_english():
    assert run("manual", "years", "--lang", "sl").out.startswith(run("manual", "years").out[:40])
    assert run("explain", "BUD101", "--lang", "sl").out.startswith(run("explain", "BUD101").out[:40])
