"""What takes long is said before it is done, not after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ka2plan.cli import export, export_fillin
from tests.cli.running import SAMPLES, run

SAMPLE = SAMPLES / "ka220-school.toml"
MANY = "ka2plan: the plan has 27 entries: to draw them takes some time and memory\n"


def leave(*_words: Any) -> bytes:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("name", "most", "told"), [("pdf", 26, MANY), ("png", 26, MANY), ("pdf", 27, ""), ("svg", 1, "")]
)
def test_many_entries_are_told_before_they_are_drawn(
    name: str, most: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MANY_ENTRIES", most)
    monkeypatch.setattr(export, "export", leave)
    ran = run("export", name, SAMPLE, "-o", tmp_path / f"plan.{name}")
    assert ran.code == 130
    assert (ran.err if told else ran.err.replace("\n", "")) == told


def test_a_list_of_priorities_longer_than_all_entries_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a row of its own in the document."""
    plan = tmp_path / "plan.toml"
    many = ", ".join(f'"p{number}"' for number in range(28))
    plan.write_text(SAMPLE.read_text("utf-8").replace('["environment", "inclusion"]', f"[{many}]", 1), "utf-8")
    monkeypatch.setattr(export, "MANY_ENTRIES", 27)
    monkeypatch.setattr(export, "export", leave)
    assert run("export", "pdf", plan, "-o", tmp_path / "plan.pdf").err == MANY.replace("27", "28")


def test_many_sheets_are_told_before_the_first_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_fillin, "MANY_FILES", 3)
    ran = run("export", "fillin", SAMPLE, "--partner", "all", "-o", tmp_path / "sheets")
    lines = ran.err.splitlines()
    assert lines[0] == "ka2plan: 4 files are to be written: that takes some time"
    assert sum(line.startswith("wrote ") for line in lines[1:]) == 4
    assert run("export", "fillin", SAMPLE, "--partner", "IES", "-o", tmp_path / "ies.xlsx").err.count("\n") == 1
