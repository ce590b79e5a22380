"""What is exported and told as text, to the letter."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.export.case_files import CASES, PLANS, read_case, shown_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder of the plans, a user in UTC, and nothing that the surroundings say of the terminal."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(PLANS)
    with monkeypatch.context() as inner:
        inner.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_command_prints_what_its_case_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = read_case(path)
    if case.command.startswith("export ics"):  # else it tells when the plan's file was changed
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())))
    shown = shown_by(case)
    if os.environ.get("KA2PLAN_UPDATE_CASES"):
        path.write_bytes(case._replace(shown=shown).text().encode())
    assert shown == read_case(path).shown


def test_every_case_has_a_plan_of_its_own_folder() -> None:
    assert CASES
    assert not [path.stem for path in CASES if "samples" in read_case(path).command]
