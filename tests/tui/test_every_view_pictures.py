"""Every view as a picture on a small, a usual and a large screen; what the themes have in common is held once."""

from __future__ import annotations

import os

import pytest

from ka2plan.resources import themes_folder
from ka2plan.tui.app.views import FORM, VIEWS
from tests.tui.pilot import Opened, assert_picture, opened

SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = sorted(name[:-5] for name in os.listdir(themes_folder()) if name.endswith(".toml"))


async def show(editor: Opened, name: str) -> None:
    """Goes to an activity, then to a view."""
    editor.app.main.show_view("plan")
    editor.app.main.view.select(("activities", "A3.1"))
    await editor.pilot.pause()
    if name == FORM.name:
        editor.app.entries.open(("activities", "A3.1"))
    else:
        editor.app.main.show_view(name)
    await editor.pilot.pause()
    await editor.pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_view_as_a_picture(tmp_path, size):
    async with opened(tmp_path, size=size) as editor:
        for entry in (*VIEWS, FORM):
            await show(editor, entry.name)
            assert_picture(editor, f"every-{entry.name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_themes_with_colours_say_the_same_in_every_view(tmp_path, size):
    async with opened(tmp_path, size=size) as editor:
        for entry in (*VIEWS, FORM):
            pictures = set()
            for theme in THEMES:
                editor.app.show_look(theme)
                if editor.app.look.has_colours:
                    await show(editor, entry.name)
                    pictures.add(editor.picture)
            editor.app.show_look("dark")
            assert len(pictures) == 1, entry.name


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_without_colours_signs_take_their_place(tmp_path, size):
    plain = [theme for theme in THEMES if not _has_colours(theme)]
    assert plain
    for theme in plain:
        async with opened(tmp_path, size=size, theme=theme) as editor:
            await show(editor, "workload")
            assert_picture(editor, f"every-workload-plain-{size[0]}x{size[1]}")


def _has_colours(theme: str) -> bool:
    from ka2plan.charts.signs import UNICODE
    from ka2plan.tui.toolkit.theme import load_look

    return load_look(theme, "", UNICODE).has_colours
