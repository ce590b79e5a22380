"""``new`` on a terminal: every question comes again, with the reason, until the answer can be taken."""

from __future__ import annotations

import tomllib
from datetime import date

from tests.tui.in_terminal import in_terminal

TALK = (
    ("Type of partnership [KA220-SCH]: ", "KA220"),
    ("KA220 needs its field: KA220-SCH, KA220-VET", ""),
    ("Type of partnership [KA220-SCH]: ", "ka220-vet"),
    ("Acronym (can be changed later) [MYPROJECT]: ", "VALLEY"),
    ("Title: ", "Ouut\x1b[D\x1b[D\x7f"),
    ("Country of the coordinator (two letters, or its name) [SI]: ", "slo"),
    ("several countries begin like this: Slovenia SI, Slovakia SK", ""),
    ("Country of the coordinator (two letters, or its name) [SI]: ", "Slovena"),
    ("did you mean Slovenia, SI?", ""),
    ("Country of the coordinator (two letters, or its name) [SI]: ", "croatia"),
    ("Number of organisations, at least 3 [3]: ", "none"),
    ("'none' is no number of organisations: 1 to 100", ""),
    ("Number of organisations, at least 3 [3]: ", "5"),
    ("First day, 1 Sep 2026 to 31 Dec 2026 [2026-10-01]: ", "soon"),
    ("'soon' is not a date", ""),
    ("First day, 1 Sep 2026 to 31 Dec 2026 [2026-10-01]: ", "15 12 2026"),
    ("Duration in months, 12 to 36 [24]: ", "long"),
    ("'long' is not a number of months", ""),
    ("Duration in months, 12 to 36 [24]: ", "18"),
    ("Lump sum in EUR, 120,000, 250,000 or 400,000 [250,000]: ", "much"),
    ('"much" is not a number', ""),
    ("Lump sum in EUR, 120,000, 250,000 or 400,000 [250,000]: ", "120_000"),
)


def test_a_wrong_answer_is_asked_for_again_and_loses_nothing(tmp_path):
    path = tmp_path / "plan.toml"
    with in_terminal(tmp_path, "new", str(path), "--today", "2026-02-01", size=(100, 40)) as terminal:
        seen = 0
        for shown, typed in TALK:
            terminal.wait_for(lambda shown=shown, seen=seen: shown.strip() in "\n".join(lines(terminal)[seen:]))
            if typed:
                seen = len(lines(terminal))
                terminal.press(f"{typed}\n")
        assert terminal.wait_for_end() == 0
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(plan["partners"]) == 5
    project = plan["project"]
    wanted = {
        "type": "KA220-VET",
        "acronym": "VALLEY",
        "title": "Out",
        "start": date(2026, 12, 15),
        "months": 18,
        "lump_sum": 120_000,
    }
    assert {name: project[name] for name in wanted} == wanted


def lines(terminal):
    return terminal.picture.rstrip("\n").split("\n")


def test_the_end_of_the_input_takes_what_is_offered(tmp_path):
    path = tmp_path / "plan.toml"
    with in_terminal(tmp_path, "new", str(path), "--today", "2026-11-24") as terminal:
        for question in ("Type", "Acronym", "Title", "Country", "Number", "First day", "Duration", "Lump sum"):
            terminal.wait_for(question)
            terminal.press("\x04")
        assert terminal.wait_for_end() == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["project"]["lump_sum"] == 250_000
