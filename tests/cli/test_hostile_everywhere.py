"""Texts out for mischief, in every place of a plan that takes text: nothing of them gets raw out of any command.

``KA2PLAN_HOSTILE_TEXTS`` is the number of random texts; every one goes through every command.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ka2plan.export import FORMATS
from tests.cli.running import run
from tests.tui.test_hostile_text import plan_with, toml

RANDOM_TEXTS = int(os.environ.get("KA2PLAN_HOSTILE_TEXTS", "3"))

PAYLOADS = (
    "\x1b]0;PWNED\x07",
    "\x1b[2J\x1b[H",
    "\x1b]52;c;eA==\x07",
    "\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b[31mred",
    "\x9b31mred",
    "\x9d0;title\x9c",
    "\x90q\x9c",
    "a\x00b\x7fc",
    "a\x07b\x08c\x0bd\x0ce",
    "a\rb",
    "a\nb\tc",
    "\u202egnp.exe\u202c",
    "\u2066a\u2069\u061cb\u200e",
    "a\u200bb\u200dc\ufeffd",
    "a\u2028b\u2029c",
    "e" + "\u0301" * 500,
    "[red]x[/red] [/x] [link=http://x.example]",
    "[@click=app.pwn('x')]WP1[/]",
    ":skull: {x} %s {0} %(a)s",
    "\U000e0041\U000e007f",
    "x" * 5_000,
    "漢字👩\u200d👩\u200d👧🇸🇮﷽",
    "::error file=x::pwned\n##[group]",
)

HARMFUL = frozenset(
    character
    for first, last in (
        (0x00, 0x08),
        (0x0B, 0x1F),
        (0x7F, 0x9F),
        (0x061C, 0x061C),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0xFEFF, 0xFEFF),
        (0xE0000, 0xE007F),
    )
    for character in map(chr, range(first, last + 1))
)

FROM_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

TEXT_FORMATS = [known.name for known in FORMATS if not known.binary and not known.extra and known.name != "form"]


def commands(plan: Path, other: Path, text: str) -> list[tuple[object, ...]]:
    """Every command that reads a plan or says something about its arguments."""
    subjects = ("partners", "budget", "workload", "dependencies", "milestones", "status")
    return [
        ("check", plan),
        ("check", plan, "--submit", "--today", "2026-11-24"),
        *(("check", plan, "--format", form) for form in ("json", "github", "sarif", "gitlab", "junit")),
        ("check", plan, "--fix", "--diff"),
        ("check", plan, "--select", text),
        ("timeline", plan),
        ("timeline", plan, "--ascii", "--by", "quarter"),
        ("timeline", plan, "--partner", text),
        ("timeline", plan, "--only", text),
        ("timeline", plan, "--json"),
        *(("show", subject, plan) for subject in subjects),
        *(("show", subject, plan, "--json") for subject in subjects),
        ("set", plan, "A1.1.start", text, "--diff"),
        ("set", plan, "A1.1.title", text, "--diff"),
        ("set", plan, text, "x", "--diff"),
        ("add", plan, "activity", text, f"title={text}"),
        ("remove", plan, text),
        ("rename", plan, text, text + "x"),
        ("move", plan, text, "--before", text),
        ("dates", plan, "--to", "dates", "--diff"),
        ("slip", plan, "A1.1", "1m"),
        ("slip", plan, text, text),
        ("balance", plan),
        ("balance", plan, "--json"),
        ("slip", plan, "project", "1m"),
        ("replace", plan, text, text, "--from", text),
        ("brief", plan, "P2"),
        ("brief", plan, text),
        ("explain", text),
        ("types", text),
        ("manual", text),
        ("diff", plan, other),
        ("diff", plan, other, "--json"),
        ("merge", plan, other, plan),
        ("payment", plan, "--score", "50"),
        ("payment", plan, "--score", f"{text}=50"),
        ("portfolio", plan, other),
        ("portfolio", plan, other, "--json"),
        ("log", plan),
        ("new", plan),
        *(("export", name, plan) for name in TEXT_FORMATS),
        ("export", text, plan),
        (text,),
        (text, plan),
        ("timeline", str(plan) + text.replace("\x00", "")[:50]),
    ]


def assert_nothing_gets_out(text: str) -> None:
    """No command prints a character that does anything but show, and none ends in a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        name = "".join(letter for letter in text if letter not in "\x00/")[:40].encode("utf-8", "ignore").decode()
        plan, other = Path(folder, f"a{name}.toml"), Path(folder, "b.toml")
        plan.write_text(f"# {allowed_in_comments(text)}\n{plan_with(text)}", encoding="utf-8")
        other.write_text(plan_with(text + " changed") + f"[partners.P3]\nname = {toml(text)}\n", encoding="utf-8")
        for words in commands(plan, other, text):
            ran = run(*words)
            assert ran.code in (0, 1, 2, 3, 4), (words, ran)
            out = ran.out.replace("\r\n", "\n") if words[:2] == ("export", "csv") else ran.out
            if words[0] == "export":
                out = re.sub("(?<=[^\x00-\u02ff])\u200d", "", out)  # emoji stay joined in files
                if FROM_RIGHT_TO_LEFT.search(text):
                    out = re.sub("[\u061c\u200e\u200f]", "", out)  # as marks of direction where the script has them
            assert not HARMFUL & set(out + ran.err), (words, sorted(HARMFUL & set(out + ran.err)))
            assert "a fault of ka2plan itself" not in ran.err, (words, ran.err)
            assert "Traceback" not in ran.err
            if "--json" in words and ran.code == 0:
                json.loads(ran.out)
            if "github" in words:
                assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in ran.out.splitlines())


def allowed_in_comments(text: str) -> str:
    """What of a text may stand in a comment of TOML."""
    return "".join(letter for letter in text if letter == "\t" or (ord(letter) >= 0x20 and letter != "\x7f"))


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_is_nasty_on_purpose_gets_out_of_no_command(text):
    assert_nothing_gets_out(text)


@settings(max_examples=RANDOM_TEXTS, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(PAYLOADS) | st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
        min_size=1,
        max_size=4,
    ).map("".join)
)
def test_any_text_gets_out_of_no_command(text):
    assert_nothing_gets_out(text)
