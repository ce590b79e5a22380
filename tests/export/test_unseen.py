"""What word processors leave in a text unseen leaves no plan; joiners and what else belongs to the writing stays."""

from __future__ import annotations

import io
import json
import re
import sys
import xml.etree.ElementTree as ET

import pytest

from ka2plan.cli.output import write_output
from ka2plan.export import FORMATS
from ka2plan.export.form_parts import form_parts
from ka2plan.plan import read_plan
from ka2plan.rules import check
from ka2plan.toml import parse
from ka2plan.tui.toolkit.clipboard import Clipboard
from ka2plan.words.visible import in_file, pasted_length
from tests.cli.running import SAMPLES, Stream, run
from tests.export.making import SOUND, book, exported, material

UNSEEN = "\u00ad\u200b\u2060\ufeff\u2061\u2064\u206a\ufffb"
JOINED = "\U0001f469\u200d\U0001f527 \u0915\u094d\u200d\u0937 \u0646\u200c\u0645"
"""Joiners in an emoji, in Devanagari and in Persian."""

OF_SIGNS = (
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # the flag of Wales
    "1\ufe0f\u20e3", "\u2600\ufe0f", "\u00a9\ufe0f", "\u845b\U000e0100", "\u182e\u180b",
)  # fmt: skip
"""Signs with what chooses their form."""

TEXTS = [known.name for known in FORMATS if not known.binary]


def plan():
    """The sound sample with unseen characters in a title, names, results, named costs and a text of the form."""
    text = SOUND.read_text(encoding="utf-8")
    for word in ("Outdoor", "Ledina", "survey"):
        assert word in text
        text = text.replace(word, f"{word[:2]}\u00ad\u2061\u206a{word[2:4]}\u200b\u2064{word[4:]}\ufeff\ufffb")
    text = text.replace('title = "Ne', f'title = "{JOINED} Ne\u2060')
    hiding = 'summary_objectives = "Co\u00adope\u200bration\u2028of schools\ufeff"'
    text = re.sub('summary_objectives = ".*"', hiding, text)
    return read_plan(parse(text)).plan


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_has_a_character_that_nobody_sees_or_its_picture(name):
    text = exported(name, plan()).decode()
    if name == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False)
    assert not set(text) & set(f"{UNSEEN}\u2028")
    assert not [sign for sign in UNSEEN if f"\\u{ord(sign):04x}" in text.lower()]
    assert "survey" in text


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "json"])
def test_joiners_stay_in_files(name):
    assert JOINED in exported(name, plan()).decode()


@pytest.mark.parametrize("sign", OF_SIGNS)
def test_what_chooses_the_form_of_a_sign_stays_with_it_and_goes_elsewhere(sign):
    assert in_file(f"a {sign} b") == f"a {sign} b"
    assert in_file("".join(f"a{part}" for part in sign[1:] if part != "\u20e3")) == "a" * len(sign[1:].strip("\u20e3"))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_ends_a_line_in_files_and_counts_as_one_character(end):
    assert in_file(f"one{end}two", multiline=True) == "one\ntwo"
    assert in_file(f"one{end}two") == "one two"
    assert pasted_length(f"one{end}two") == 7


def test_a_drawing_with_a_text_of_no_characters_can_be_read():
    text = SOUND.read_text(encoding="utf-8").replace('title = "Ne', 'title = "\ufffe\uffffNe')
    ET.fromstring(exported("svg", read_plan(parse(text)).plan))


def test_the_workbook_and_the_pdf_have_none_either():
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    workbook = openpyxl.load_workbook(io.BytesIO(exported("xlsx", plan())))
    told = "\n".join(str(cell) for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row)
    assert not set(told) & set(UNSEEN)
    assert "u00ad" not in told
    assert "Outdoor" in told
    assert JOINED in told


def test_a_field_of_the_form_is_counted_as_it_is_printed_and_copied():
    fields = [field for part in form_parts(material(plan())) for field in part.fields]
    field = next(field for field in fields if field.where == ("texts", "project", "summary_objectives"))
    assert field.text == "Cooperation\nof schools"
    printed = exported("form", plan()).decode()
    assert f"{field.text}\n" in printed
    assert f"[{len(field.text)} of " in printed.partition(field.text)[0].rpartition("\n\n")[2]

    copied = []
    for field in fields:
        Clipboard(copied.append).take(field.text)
    assert copied == [field.text for field in fields]


def test_a_text_within_its_limit_but_for_what_nobody_sees_is_not_too_long():
    text = SOUND.read_text(encoding="utf-8")
    for letters, is_over in ((500, False), (501, True)):
        written = "a\u00ad\u200b" * letters
        data = parse(re.sub('summary_objectives = ".*"', f'summary_objectives = "{written}"', text))
        codes = {finding.code for finding in check(read_plan(data), book(), material(plan()).created.date()).findings}
        assert "SYN211" in codes
        assert ("QUA501" in codes) == is_over


def test_on_a_terminal_what_hides_is_shown(monkeypatch):
    class Terminal(Stream):
        def isatty(self):
            return True

    for stream, shown in ((Terminal(), "a\\u200db\\u200fc\nd"), (Stream(), "a\u200db\u200fc\nd")):
        monkeypatch.setattr(sys, "stdout", stream)
        write_output(None, "a\u200db\u200fc\nd".encode(), [])
        assert stream.text() == shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb\u2066c\u2069", "abc"),
        ("tag\U000e0041\u3164", "tag"),
        ("pay\u200dpal\u200c \u200fx\u200e", "paypal x"),
        ("\u05d0\u200f! \u202e\u200dx", "\u05d0\u200f! x"),
        ("\x1b[2J\x9b", "␛[2J\ufffd"),
        ("one\ntwo", "one two"),
        ("a" + "\u0301" * 9, "a" + "\u0301" * 4),
    ],
)
def test_what_would_deceive_in_a_file_is_left_out_and_orders_to_a_terminal_are_pictures(text, left):
    assert in_file(text) == left
    assert in_file(left) == left


@pytest.mark.parametrize(
    "command",
    ["show partners", "timeline", "brief OSL", "brief OSL --markdown", "balance", "check --format full", "show status"],
)
def test_a_report_that_goes_to_a_file_leaves_it_out(tmp_path, command):
    """On a terminal it is pictured, for whoever looks for it; a file is passed on."""
    text = (SAMPLES / "ka220-school.toml").read_text("utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(re.sub("Osnovna|Needs", lambda found: f"{found[0][:2]}\u00ad{found[0][2:]}\u200b", text), "utf-8")
    name, *options = command.split()
    told = run(name, str(path), *options) if name != "show" else run(name, *options, str(path))
    assert "\\u" not in told.out
    assert not set(told.out) & set(UNSEEN)
