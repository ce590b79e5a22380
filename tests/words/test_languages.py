"""Which language is spoken, and how it writes figures, days, lists and countries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ka2plan.words import figures
from ka2plan.words.distances import from_now
from ka2plan.words.languages import available, preferred_languages, spoken_of, wanted_by
from ka2plan.words.messages import _, language, ngettext, pgettext, speak, speaking, typed_language
from tests.cli.running import SAMPLES, run

SCHOOL = str(SAMPLES / "ka220-school.toml")

BOTH = [
    (lambda: figures.money(250_000), "250,000 EUR", "250.000 EUR"),
    (lambda: figures.money(Decimal("12500.5")), "12,500.50 EUR", "12.500,50 EUR"),
    (lambda: figures.number(Decimal("1234567.50")), "1,234,567.5", "1.234.567,5"),
    (lambda: figures.number(-3), "-3", "-3"),
    (lambda: figures.decimals(0.04, 1), "0.0", "0,0"),
    (lambda: figures.share(20, 100), "20.00 %", "20,00 %"),
    (lambda: figures.percentage(20), "20 %", "20 %"),
    (lambda: figures.part_of_whole(0.204), "20.4 %", "20,4 %"),
    (lambda: figures.day(date(2026, 11, 1)), "1 Nov 2026", "1. 11. 2026"),
    (lambda: figures.day(date(2027, 5, 31)), "31 May 2027", "31. 5. 2027"),
    (lambda: figures.month_name(8), "Aug", "avg"),
    (lambda: figures.weekday(date(2026, 11, 29)), "Sun", "ned"),
    (lambda: figures.listed(["OSL", "IES", "ZAV"]), "OSL, IES and ZAV", "OSL, IES in ZAV"),
    (lambda: figures.either(["OSL", "IES"]), "OSL or IES", "OSL ali IES"),
    (lambda: figures.country("Germany"), "Germany", "Nemčija"),
    (lambda: figures.country("Nowhere"), "Nowhere", "Nowhere"),
]


@pytest.mark.parametrize(("say", "english", "slovenian"), BOTH)
def test_figures_days_and_names_are_written_as_the_language_writes_them(say, english, slovenian):
    assert say() == english
    with speaking("sl"):
        assert say() == slovenian
    assert say() == english


def test_names_are_sorted_as_in_the_alphabet_of_the_language():
    names = ["Češka", "Ciper", "Danska", "Črna gora", "Črno morje", "Cvetje"]
    with speaking("sl"):
        assert sorted(names, key=figures.alphabetical) == sorted(
            names, key=lambda name: [("abcčdefghijklmnoprsštuvzž ").index(letter) for letter in name.casefold()]
        )


FORMS = {
    1: "čez {count} dan", 2: "čez {count} dneva", 3: "čez {count} dni", 4: "čez {count} dni", 5: "čez {count} dni",
    11: "čez {count} dni", 12: "čez {count} dni", 101: "čez {count} dan", 102: "čez {count} dneva",
}  # fmt: skip


@pytest.mark.parametrize(("count", "form"), FORMS.items())
def test_slovenian_has_a_form_for_one_for_two_for_three_and_four_and_for_more(count, form):
    with speaking("sl"):
        assert ngettext("in {count} day", "in {count} days", count) == form


def test_a_language_is_spoken_for_a_while_and_the_one_before_again_whatever_happens():
    with pytest.raises(ZeroDivisionError), speaking("sl"):
        assert 1 / len(language()[2:])
    assert language() == "en"


def test_what_has_no_translation_is_said_in_english():
    with speaking("sl"):
        assert _("no such message") == "no such message"
        assert pgettext("activity", "no such message") == "no such message"
        assert _("") == ""


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "en"),
        ({"LANG": "sl_SI.UTF-8"}, "sl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sl_SI.UTF-8"}, "sl"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "sl_SI@euro"}, "sl"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "xx:sl:en"}, "sl"),
        ({"LANG": "sl_SI.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "sl"}, "en"),
        ({"LANG": "sl_SI.UTF-8", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "../sl"}, "en"),
    ],
)
def test_the_environment_asks_for_a_language_as_in_every_posix_program(environment, wanted):
    assert wanted_by(environment) == wanted


def test_a_language_is_known_by_its_name_and_by_that_with_a_country():
    assert available()[:1] == ("en",)
    assert "sl" in available()
    assert [spoken_of(name) for name in ("sl", "SL", "sl_SI", "sl-si", "en_US")] == ["sl", "sl", "sl", "sl", "en"]
    assert [spoken_of(name) for name in ("", "s", "..", "sl/../sl", "xx")] == [None] * 5
    assert preferred_languages({"LANG": "sl_SI.UTF-8@x"}) == ["sl_SI"]


def test_dates_are_typed_in_the_language_of_the_environment_though_the_program_does_not_speak_it(monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    assert typed_language() == "de_AT"
    with speaking("sl"):
        assert typed_language() == "sl"


@pytest.fixture
def home(monkeypatch, tmp_path):
    """The folder of settings of somebody with an English environment."""
    for name in ("LANGUAGE", "LC_MESSAGES", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "ka2plan").mkdir()
    return tmp_path / "ka2plan"


AMOUNT = "250.000"


def test_the_option_stands_before_the_command_or_anywhere_behind_it(home):
    for words in (
        ("--lang", "sl", "timeline", SCHOOL),
        ("timeline", "--lang=sl", SCHOOL),
        ("timeline", SCHOOL, "--lang", "sl_SI"),
        ("--lang", "sl", SCHOOL),
    ):
        ran = run(*words)
        assert (ran.code, AMOUNT in ran.out) == (0, True)
    assert AMOUNT not in run("timeline", SCHOOL).out


def test_the_option_goes_before_the_settings_and_they_before_the_environment(home, monkeypatch):
    monkeypatch.setenv("LANG", "sl_SI.UTF-8")
    assert AMOUNT in run("timeline", SCHOOL).out
    (home / "config.toml").write_text('language = "en"\n', "utf-8")
    assert AMOUNT not in run("timeline", SCHOOL).out
    assert AMOUNT in run("timeline", SCHOOL, "--lang", "sl").out


@pytest.mark.parametrize("words", [("--lang", "xx", "types"), ("types", "--lang="), ("types", "--lang")])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(home, words):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert f"there are: {', '.join(available())}" in ran.err


def test_settings_with_such_a_language_are_named(home):
    (home / "config.toml").write_text('language = "xx"\n', "utf-8")
    ran = run("types")
    assert ran.code == 2
    assert str(home / "config.toml") in ran.err
    (home / "config.toml").write_text("language = \n", "utf-8")
    ran = run("types")
    assert ran.code == 2
    assert str(home / "config.toml") in ran.err
    assert run("types", "--lang", "en").code == 0


JSON = [
    ("check", SCHOOL, "--json", "--today", "2026-11-24"),
    ("check", SCHOOL, "--format", "json", "--today", "2026-11-24"),
    ("timeline", SCHOOL, "--json", "--today", "2027-06-01"),
    *(
        ("show", what, SCHOOL, "--json")
        for what in ("partners", "budget", "workload", "dependencies", "milestones", "status", "eligibility")
    ),
    ("balance", SCHOOL, "--json"),
    ("types", "KA220-SCH", "--json"),
    ("export", "json", SCHOOL),
]


@pytest.mark.parametrize("words", JSON, ids=" ".join)
def test_json_is_the_same_in_every_language(words, home):
    english, slovenian = run(*words), run(*words, "--lang", "sl")
    assert english.out
    assert slovenian.out == english.out


def test_a_distance_is_told_in_the_language():
    with speaking("sl"):
        assert from_now(date(2026, 12, 1), date(2026, 11, 24)) == "čez 7 dni"


def test_speaking_what_is_spoken_changes_nothing():
    speak("en")
    assert language() == "en"


def test_a_country_is_understood_by_its_name_in_both_languages(home):
    from ka2plan.calls import load_calls
    from ka2plan.plan.types import Around
    from ka2plan.plan.types.country import COUNTRY

    names = load_calls().countries(2026).names
    around = Around(countries=lambda: names)
    assert COUNTRY.from_text("germ", around) == "DE"
    assert COUNTRY.meaning("DE", around) == "Germany"
    with speaking("sl"):
        assert COUNTRY.from_text("nemčija", around) == "DE"
        assert COUNTRY.from_text("germ", around) == "DE"
        assert COUNTRY.meaning("DE", around) == "Nemčija"


def test_a_country_is_understood_in_every_language_whichever_is_spoken(tmp_path):
    """A sheet that went out in Slovenian comes back to somebody who reads English."""
    plan = tmp_path / "plan.toml"
    plan.write_text((SAMPLES / "ka220-school.toml").read_text("utf-8"), "utf-8")
    for spoken, typed, code in (("en", "Hrvaška", "HR"), ("sl", "Croatia", "HR"), ("sl", "Nemčija", "DE")):
        assert run("set", str(plan), "partners.PHS.country", typed, "--lang", spoken).code == 0
        assert f'country = "{code}"' in plan.read_text("utf-8")
