"""A small plan for the tests of the session, and a session on it."""

from __future__ import annotations

from pathlib import Path

from ka2plan.session import Session

PLAN = """\
format = 1

[project]
title = "Outdoor classrooms"   # a comment that stays
type = "KA220-SCH"
call = 2026
start = 2026-11-01
months = 24
lump_sum = 250_000
coordinator = "OSL"

[partners.OSL]
name = "Osnovna šola Ledina"
country = "SI"

[work_packages.WP1]
title = "Project management"

[activities.A1]
wp = "WP1"
title = "Kick-off"
start = "M1"
end = "M2"
lead = "OSL"
"""


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def written(folder: Path, text: str = PLAN) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def session_on(folder: Path, text: str = PLAN, **options: object) -> Session:
    return Session.open(str(written(folder, text)), **options)  # type: ignore[arg-type]
