"""What takes long is said before it is done, not after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ka2plan.cli import export
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
