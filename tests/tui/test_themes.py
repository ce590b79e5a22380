"""Themes: every one draws every view, is legible by measure, and says nothing by colour alone."""

from __future__ import annotations

import os
import tomllib
from itertools import combinations

import pytest
from rich.segment import Segment
from rich.style import Style

from ka2plan.charts.signs import ASCII, UNICODE
from ka2plan.resources import themes_folder
from ka2plan.tui.app.views import CONFLICTS, FORM, VIEWS
from ka2plan.tui.toolkit.theme import COLORS, STYLES, BadTheme, load_look, look_of
from tests.tui.everywhere import every_place
from tests.tui.pilot import Opened, opened

NAMES = sorted(name[:-5] for name in os.listdir(themes_folder()) if name.endswith(".toml"))

READ = ("base", "bright", "package", "planned", "critical", "milestone", "deliverable", "running", "error", "warning")
READ += ("good", "hint", "marked", "key", "string", "number", "table", "added", "removed")
READ += tuple(f"heat.{level}" for level in range(1, 6))
"""Styles of what is there to be read."""

FOUND = ("dim", "advice", "comment", "done", "ruler", "cancelled", "bar")
"""Styles of what is there to be found, not to be read."""

LEAST = 4.5
"""Contrast that WCAG 2 asks of text."""

STRONG = 7.0
"""Contrast that it asks at its highest level."""


def look(name):
    return load_look(name, "")


def is_exact(style):
    """Whether both colours are given as such; those of the terminal itself are not known."""
    return all(color is not None and color.triplet is not None for color in (style.color, style.bgcolor))


def luminance(triplet):
    parts = [part / 255 for part in triplet]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(style):
    pair = sorted((luminance(style.color.triplet), luminance(style.bgcolor.triplet)))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


def test_the_measure_is_that_of_the_standard():
    assert contrast(Style.parse("#ffffff on #000000")) == pytest.approx(21)
    assert contrast(Style.parse("#777777 on #ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_themes_that_are_promised_are_there():
    assert {"dark", "light", "contrast", "colour-blind", "sixteen", "monochrome"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_read_stands_out_from_its_ground(name):
    of = look(name)
    pale = {
        style: round(contrast(of[style]), 2)
        for style in (*READ, *FOUND)
        if is_exact(of[style]) and contrast(of[style]) < LEAST
    }
    assert pale == {}


@pytest.mark.parametrize("name", NAMES)
def test_it_does_so_under_the_cursor_too(name):
    of = look(name)
    for cursor in ("cursor", "cursor.away", "selected"):
        styles = {style: of[style] + of[cursor] for style in (*READ, *FOUND) if not style.startswith("heat")}
        pale = {
            style: round(contrast(both), 2)
            for style, both in styles.items()
            if is_exact(both) and not both.reverse and contrast(both) < LEAST
        }
        assert pale == {}, cursor


@pytest.mark.parametrize("name", NAMES)
async def test_every_month_of_the_workload_can_be_read_under_the_cursor(tmp_path, name):
    found = set()
    async with opened(tmp_path, theme=name, size=(110, 30)) as editor:
        await editor.press(*"jjjj>4")
        for _month in range(19):
            await editor.press("right")
            found |= pale(editor)
    assert found == set()


@pytest.mark.parametrize("name", ["dark", "light", "contrast", "colour-blind"])
@pytest.mark.parametrize("keys", ["jja", ":", "T", "jjv", "jji", "jjd"])
async def test_the_frame_of_a_dialog_has_the_ground_of_what_is_in_it(tmp_path, name, keys):
    async with opened(tmp_path, theme=name, size=(100, 30)) as editor:
        await editor.press(*keys)
        (box,) = editor.app.screen.query(".box")
        ground = editor.app.look["base"].bgcolor.triplet
        assert box.styles.background.rgb == tuple(ground)


def pale(editor):
    """The texts on the screen that stand out too little, each with its contrast."""
    return {
        (text.strip()[:20], str(style), round(contrast(style), 2))
        for text, style, _control in segments(editor)
        if style and is_text(text) and is_exact(style) and not style.reverse and contrast(style) < LEAST
    }


def is_text(text):
    """Whether there is a letter or a figure in it: what else is drawn has signs that are told apart by their form."""
    return any(character.isalnum() for character in text)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"monochrome"}))
def test_too_much_is_the_strongest_shade_of_the_workload(name):
    of = look(name)
    assert of["heat.5"].bold
    assert of["heat.5"].bgcolor not in {of[f"heat.{level}"].bgcolor for level in range(5)}
    if name != "sixteen":
        grounds = [luminance(of[f"heat.{level}"].bgcolor.triplet) for level in range(4)]
        assert grounds == sorted(grounds, reverse=grounds[0] > grounds[-1])


def test_high_contrast_keeps_its_word():
    of = look("contrast")
    assert all(contrast(of[style]) >= STRONG for style in READ if is_exact(of[style]))


@pytest.mark.parametrize("name", NAMES)
def test_the_cursor_can_be_seen(name):
    of = look(name)
    assert of["base"] + of["cursor"] != of["base"]


def test_severities_have_signs_of_their_own():
    for glyphs in (UNICODE, ASCII):
        signs = (glyphs.error, glyphs.warning, glyphs.advice)
        assert len(set(signs)) == 3


def test_shades_of_the_workload_and_kinds_of_bars_have_signs_of_their_own():
    for glyphs in (UNICODE, ASCII):
        assert len(set(glyphs.heat[:5])) == 5
        assert glyphs.warning not in glyphs.heat  # above capacity
        bars = (glyphs.planned, glyphs.done, glyphs.cancelled, glyphs.slack)
        assert len({glyphs.running, glyphs.ticked, glyphs.cancelled, glyphs.folded, glyphs.unfolded}) == 5
        assert len(set(bars)) == len(bars)
        assert len({glyphs.milestone, glyphs.reached, glyphs.deliverable, glyphs.delivered}) == 4


def test_monochrome_has_no_colour_at_all():
    for style in map(look("monochrome").__getitem__, STYLES):
        assert has_no_colour(style)


def test_sixteen_has_the_sixteen_of_the_terminal_only():
    for style in map(look("sixteen").__getitem__, STYLES):
        for color in (style.color, style.bgcolor):
            assert color is None or color.is_default or (color.number is not None and color.number < 16)


def simulated(triplet, kind):
    """A colour as it is seen without one sort of cones (Viénot, Brettel and Mollon 1999, for display colours)."""
    red, green, blue = (((part / 255 + 0.055) / 1.055) ** 2.4 if part > 10 else part / 255 / 12.92 for part in triplet)
    if kind == "protan":
        mixed = 0.11238 * red + 0.88762 * green
        return mixed, mixed, 0.00401 * red - 0.00401 * green + blue
    mixed = 0.29275 * red + 0.70725 * green
    return mixed, mixed, -0.02234 * red + 0.02234 * green + blue


@pytest.mark.parametrize("kind", ["protan", "deutan"])
def test_the_colour_blind_theme_keeps_severities_apart_without_red_or_green(kind):
    of = look("colour-blind")
    seen = {style: simulated(of[style].color.triplet, kind) for style in ("error", "warning", "good")}
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > 0.1, (one, other)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("plan", ["faults-to-learn-from", "ka210-small-scale"])
async def test_every_theme_draws_every_view(tmp_path, name, plan):
    async with opened(tmp_path, plan, theme=name) as editor:
        for entry in (*VIEWS, FORM, CONFLICTS):
            editor.app.main.show_view(entry.name)
            await editor.pilot.pause()
            await editor.press("j")
            assert entry.name == editor.app.main.view.NAME
            assert len(editor.picture.split("\n")) == 25


def unseen(editor: Opened) -> list[str]:
    """Texts drawn in the colour of their own ground; those of the terminal itself differ."""
    return [text for text, style, _control in segments(editor) if text.strip() and style and is_one_colour(style)]


def coloured(editor: Opened) -> list[str]:
    """Texts drawn in another colour, or on another one, than those of the terminal itself."""
    return [text for text, style, _control in segments(editor) if style and not has_no_colour(style)]


def segments(editor: Opened) -> list[Segment]:
    return [segment for strip in editor.app.screen._compositor.render_strips() for segment in strip]


def has_no_colour(style):
    return all(color is None or color.is_default for color in (style.color, style.bgcolor))


def is_one_colour(style):
    return style.color is not None and style.color == style.bgcolor and not style.color.is_default


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize("name", NAMES)
async def test_every_text_of_every_view_and_dialog_stands_out_from_its_ground(tmp_path, name, size):
    found = {}
    async with opened(tmp_path, "faults-to-learn-from", theme=name, size=size) as editor:
        async for place in every_place(editor):
            found |= dict.fromkeys(pale(editor), place)
            assert unseen(editor) == [], place
            assert name != "monochrome" or coloured(editor) == [], place
    assert found == {}


@pytest.mark.parametrize("name", ["monochrome", "sixteen"])
@pytest.mark.parametrize("keys", [("t", "end", "x", "shift+home"), ("8", "]", "]", "enter", "x", "y", "shift+home")])
async def test_marked_text_is_reversed_where_there_is_no_colour_to_mark_it_with(tmp_path, name, keys):
    async with opened(tmp_path, "faults-to-learn-from", theme=name) as editor:
        await editor.press(*keys)
        reverse = "".join(text for text, style, _control in segments(editor) if style and style.reverse)
        assert "Project managementx" in reverse or "xy" in reverse


async def test_no_colour_asked_for_takes_no_colour_from_a_theme_asked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path, theme="dark") as editor:
        assert coloured(editor) != []
        await editor.press(":")
        assert unseen(editor) == []
        editor.app.pop_screen()
        editor.app.change_look("monochrome")
        await editor.pilot.pause()
        assert coloured(editor) == []


async def test_a_theme_is_changed_in_every_view_at_once(tmp_path):
    async with opened(tmp_path, "ka220-school") as editor:
        for name, entry in zip(NAMES * 2, VIEWS, strict=False):
            editor.app.main.show_view(entry.name)
            editor.app.change_look(name)
            await editor.pilot.pause()
            assert all(view.look.name == name for view in editor.app.main.views)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_theme_sets_every_style_or_leaves_it_on_purpose(name):
    with open(os.path.join(themes_folder(), f"{name}.toml"), "rb") as file:
        data = tomllib.load(file)
    assert set(data["styles"]) <= set(STYLES)
    assert set(data["colors"]) == set(COLORS)
    assert data["title"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"colors": {}}, "primary"),
        ({"colors": {"primary": "no colour"}}, "no colour"),
        ({"colors": {"primary": "#fff"}, "styles": {"base": "frobnicate"}}, "frobnicate"),
        ({"colors": {"primary": "#fff"}, "styles": {"bsae": "red"}}, "bsae"),
        ({"colors": {"primary": "#fff"}, "styles": {"base": 7}}, "not a text"),
        ({"colors": ["#fff"]}, "not a text"),
    ],
)
def test_a_theme_that_cannot_be_drawn_says_why(data, why):
    with pytest.raises(BadTheme, match=why):
        look_of("own", data)


def test_a_theme_of_ones_own_stands_before_a_shipped_one_of_the_same_name(tmp_path):
    (tmp_path / "dark.toml").write_text('title = "Mine"\n[colors]\nprimary = "#123456"\n', encoding="utf-8")
    assert load_look("dark", str(tmp_path)).title == "Mine"


async def test_a_theme_that_cannot_be_drawn_is_listed_with_the_reason_and_not_taken(tmp_path):
    own = tmp_path / "config" / "themes"
    own.mkdir(parents=True)
    (own / "broken.toml").write_text('[colors]\nprimary = "blu"\n', encoding="utf-8")
    async with opened(tmp_path, size=(120, 24)) as editor:
        await editor.press("T", *"broken")
        assert "failed to parse 'blu' as a color; did you mean" in editor.picture
        await editor.press("enter")
        assert editor.app.look.name == "dark"
        assert editor.app.screen is not editor.app.main


@pytest.mark.parametrize("entry", VIEWS, ids=lambda entry: entry.name)
async def test_nothing_of_the_theme_before_is_left_on_the_screen(tmp_path, entry):
    shown = []
    for first in ("light", "dark"):
        folder = tmp_path / first
        folder.mkdir()
        async with opened(folder, theme=first) as editor:
            editor.app.main.show_view(entry.name)
            await editor.pilot.pause()
            editor.app.change_look("light")
            await editor.pilot.pause()
            shown.append(segments(editor))
    assert shown[0] == shown[1]


async def test_a_theme_is_seen_while_it_is_chosen_and_the_one_of_now_is_marked(tmp_path):
    async with opened(tmp_path, theme="dark") as editor:
        await editor.press("T")
        marked = [line for line in editor.picture.splitlines() if UNICODE.marked in line]
        assert len(marked) == 1
        assert look("dark").title in marked[0]
        before = editor.app.look.name
        await editor.press("down")
        assert editor.app.look.name != before
        assert editor.app.main.view.look is editor.app.look
        await editor.press("escape")
        assert editor.app.look.name == before
        assert editor.app.main.view.look is editor.app.look
        await editor.press("T", "down", "enter")
        assert editor.app.look.name != before
