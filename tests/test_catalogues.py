"""The catalogues fit the program: what they translate is there, with its names, its forms and its blanks."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import filter as filter_names
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal
from babel.plural import PluralRule
from hypothesis import given
from hypothesis import strategies as st

from ka2plan.words import figures
from ka2plan.words.catalogue import Catalogue
from ka2plan.words.messages import speaking
from tests import catalogues
from tests.catalogues import PAGES, TEXTS, Message, country_names, is_whole, key_of, messages, missing, read
from tests.cli.running import SAMPLES, run

LANGUAGES = catalogues.languages()

DONE: dict[str, tuple[str, ...]] = {"sl": ("",)}
"""Files and folders whose messages are all translated; all of them for ``""``. Whoever writes a sentence there
translates it, or takes the place out of the list until somebody does."""

PERCENT = re.compile(r"%(?:\(\w+\))?[a-z]")


def fields(text):
    """The names of a text in braces, and the places of one for argparse, each as often as it stands there."""
    try:
        named = [name for _text, name, _form, _convert in Formatter().parse(text) if name is not None]
    except ValueError:  # a text that nothing is put into may show braces as they are
        named = []
    return sorted(named + (PERCENT.findall(text) if not named else []))


def translated(language):
    return [one for one in read(language) if one.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_translated_is_a_message_of_the_program(language):
    """What is not says `python -m tests.catalogues` to be run, which keeps it as obsolete."""
    assert [key_of(one) for one in translated(language) if key_of(one) not in messages()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language):
    wrong = []
    for one in translated(language):
        message = key_of(one)
        if message.context == "date":
            assert set(fields(one.string)) <= {"day", "day:02", "month", "number", "number:02", "year"}
            continue
        forms = one.string if isinstance(one.string, tuple) else (one.string,)
        wrong += [(message.text, form) for form in forms if fields(form) != fields(message.plural or message.text)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_with_the_blanks_of_its_message(language):
    def blanks(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = []
    for one in translated(language):
        forms = one.string if isinstance(one.string, tuple) else (one.string,)
        wrong += [(key_of(one).text, form) for form in forms if blanks(form) != blanks(key_of(one).text)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_translated_is_translated_in_all_forms_and_checked(language):
    assert [key_of(one) for one in translated(language) if any(one.string) and not is_whole(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_that_are_done_lack_nothing(language):
    assert missing(language, DONE.get(language, ())) == []


NUMBERS = st.decimals(-10_000_000, 10_000_000, places=2)
NAMES = st.lists(st.sampled_from(["OSL", "IES", "ZAV", "PHS"]), min_size=1, max_size=5)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=NUMBERS, day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), names=NAMES)
def test_numbers_dates_and_lists_are_written_as_the_unicode_consortium_has_it(language, number, day, names):
    """The oracle is Babel, which formats by itself what ka2plan formats by its catalogue."""
    with speaking(language):
        assert figures.decimals(number, 2) == format_decimal(number, "#,##0.00", language, decimal_quantization=False)
        assert figures.number(number) == format_decimal(number, locale=language, decimal_quantization=False)
        assert figures.day(day) == format_skeleton("yMd", day, locale=language)
        assert figures.listed(names) == format_list(names, "standard", language)
        assert figures.either(names) == format_list(names, "or", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_its_name_in_the_language(language):
    territories = Locale.parse(language).territories
    with speaking(language):
        for code, name in country_names().items():
            assert figures.country(name) == territories.get(code, name)


def test_a_language_is_a_folder(tmp_path, monkeypatch):
    """As the page for contributors has it: the template, two lines of its header, and the command."""
    (tmp_path / "de").mkdir()
    written = tmp_path / "de" / "messages.po"
    monkeypatch.setattr(catalogues, "LANGUAGES", tmp_path)
    monkeypatch.setattr("sys.argv", ["catalogues", "--pot", str(written)])
    catalogues.main()
    header = '"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"MIME-Version'
    said = 'msgid "Tasks"\nmsgstr "Aufgaben"'
    text = written.read_text("utf-8").replace('"MIME-Version', header, 1).replace('msgid "Tasks"\nmsgstr ""', said)
    written.write_text(text, "utf-8")
    monkeypatch.setattr("sys.argv", ["catalogues"])
    catalogues.main()

    monkeypatch.setattr("ka2plan.words.languages.languages_folder", lambda: str(tmp_path))
    ran = run("show", "partners", SAMPLES / "ka220-school.toml", "--lang", "de_AT")
    assert (ran.code, ran.err) == (0, "")
    assert "Aufgaben" in ran.out
    assert "71.000" in ran.out
    assert "12.1.2026" in ran.out
    assert run("types", "--lang", "xx").err.endswith("there are: en, de\n")


def test_slovenian_has_the_four_forms_of_its_numbers():
    """The oracle is CLDR, by Babel: 1 and 101, 2 and 102, 3 and 4, all others."""
    catalogue = read("sl")
    assert catalogue.num_plurals == 4
    with BytesIO() as file:
        write_mo(file, catalogue)
        compiled = Catalogue(file.getvalue())
    order = ("one", "two", "few", "other")
    rule = Locale("sl").plural_form
    assert isinstance(rule, PluralRule)
    for count in range(1, 1100):
        assert compiled.form_of(count) == order.index(rule(count)), count


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translated_page_translates_one_that_there_is(language):
    for kind, folder in PAGES.items():
        there = {path.name for path in folder.glob("*.md")}
        assert {path.name for path in (catalogues.LANGUAGES / language / kind).glob("*.md")} <= there


@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_translated_with_the_code_of_the_english_one(kind):
    """Blocks of code, and what stands in quotes of code, is typed: only comments in blocks are in the language."""
    for page in sorted(PAGES[kind].glob("*.md")):
        english, slovenian = (path.read_text("utf-8") for path in (page, LANGUAGES_FOLDER / "sl" / kind / page.name))
        assert code_of(slovenian) == code_of(english), page.name


LANGUAGES_FOLDER = catalogues.LANGUAGES


def code_of(page: str) -> list[str]:
    """The lines of code of a page without comments, blanks and the lists that a page tells in words."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    indented = re.findall(
        r"^    (\S.*)$", re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE), re.MULTILINE
    )
    lines = [line for block in fenced for line in block.splitlines()] + indented
    bare = (re.sub(r"\s*(?:# .*|<!--.*)$|(?<=\")[^\"]*(?=\")", "", line).strip() for line in lines)
    return [line for line in bare if line and re.match(r"[\[\w\"]+[^ ]*(?: =|\.| \{)|ka2plan |git |pip ", line)]


@pytest.mark.parametrize("pattern", TEXTS)
def test_texts_are_found_in_the_files_of_the_calls(pattern):
    files = {Path(file).name for found in messages().values() for file in found}
    assert filter_names(files, pattern)


def test_messages_are_found_in_all_ways_in_which_they_are_marked():
    found = messages()
    assert Message("in {count} day", "in {count} days") in found
    assert Message("Cooperation Partnership") in found
    assert any(message.plural for message in found)
    assert Message("school education") in found
