"""Files say which language they are in, so that they are read aloud, divided and checked in it."""

from __future__ import annotations

import re
import zipfile

import pytest

from tests.cli.running import SAMPLES, run

SCHOOL = SAMPLES / "ka220-school.toml"


def exported(form, language, folder):
    file = folder / f"plan.{form}"
    assert run("export", form, SCHOOL, "-o", file, "--lang", language, "--today", "2027-06-01").code == 0
    return file


@pytest.mark.parametrize("language", ["en", "sl"])
def test_a_web_page_says_its_language(language, tmp_path):
    assert f'<html lang="{language}">' in exported("html", language, tmp_path).read_text("utf-8")


def test_a_picture_says_its_language_where_it_is_not_english(tmp_path):
    assert 'xml:lang="sl"' in exported("svg", "sl", tmp_path).read_text("utf-8")
    assert "xml:lang" not in exported("svg", "en", tmp_path).read_text("utf-8")


@pytest.mark.parametrize(("language", "told"), [("en", "en-GB"), ("sl", "sl-SI")])
def test_a_word_document_is_checked_and_divided_in_its_language(language, told, tmp_path):
    pytest.importorskip("docx")
    with zipfile.ZipFile(exported("docx", language, tmp_path)) as packed:
        styles, core = (packed.read(name).decode() for name in ("word/styles.xml", "docProps/core.xml"))
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {told}
    assert f">{told}</dc:language>" in core


@pytest.mark.parametrize("language", ["en", "sl"])
def test_a_pdf_is_read_aloud_in_its_language(language, tmp_path):
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    assert pypdf.PdfReader(exported("pdf", language, tmp_path)).trailer["/Root"]["/Lang"] == language
