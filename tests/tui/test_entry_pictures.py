"""The fields of every kind of entry as pictures, narrow and wide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pilot import Opened, assert_picture, opened

PLANS = Path(__file__).parent / "plans"

ENTRIES = {
    "project": ("S",),
    "partner": ("2", "enter"),
    "work-package": ("j", "enter"),
    "activity": ("j", "j", "enter"),
    "activity-in-stretches": ("j", "j", "j", "enter"),
    "milestone": ("G", "k", "enter"),
    "deliverable": ("G", "enter"),
}
"""Kind of entry -> the keys that lead to its fields in ``every-field.toml``."""


def every_field(folder: Path) -> Path:
    """A copy of the plan that uses every key."""
    path = folder / "every-field.toml"
    path.write_bytes((PLANS / "every-field.toml").read_bytes())
    return path


async def go_to(editor: Opened, label: str) -> None:
    """Puts the cursor on the first field that is called so."""
    view = editor.app.editor.view
    view.cursor = next(row for row in range(view.row_count) if view.fields[row].label == label)  # type: ignore[attr-defined]
    await editor.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("kind", ENTRIES)
async def test_the_fields_as_a_picture(tmp_path, kind, size):
    async with opened(tmp_path, every_field(tmp_path), size=size) as editor:
        await editor.press(*ENTRIES[kind])
        assert_picture(editor, f"entry-{kind}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_end_of_a_long_form_as_a_picture(tmp_path, size):
    async with opened(tmp_path, every_field(tmp_path), size=size) as editor:
        await editor.press("S", "end")
        assert_picture(editor, f"entry-project-end-{size[0]}x{size[1]}")


async def test_the_fields_in_ascii(tmp_path):
    async with opened(tmp_path, every_field(tmp_path), ascii_only=True) as editor:
        await editor.press("2", "j", "enter")
        assert editor.picture.isascii()
        assert_picture(editor, "entry-ascii-80x24")


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (39, 10), (59, 12), (400, 100)])
async def test_no_size_makes_a_form_or_its_dialogs_fail(tmp_path, size):
    async with opened(tmp_path, every_field(tmp_path), size=size) as editor:
        await editor.press("S")
        for label in ("title", "call year", "start", "topics", "Objectives"):
            await go_to(editor, label)
            await editor.press("enter", "x")
            await editor.pilot.resize_terminal(size[0] + 3, size[1] + 1)
            while len(editor.app.screen_stack) > 1:
                await editor.press("escape")
        await editor.press("escape", "2", "a", "x", "enter", "s", "down")
        await editor.pilot.resize_terminal(*size)
        assert editor.app.is_running
