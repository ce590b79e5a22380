"""Colours that the editor draws with: a theme file read into styles, beside one of the two sets of signs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Literal, get_args

from rich.errors import StyleSyntaxError
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from ka2plan.charts.signs import ASCII, UNICODE, Signs
from ka2plan.own_files import read_toml
from ka2plan.resources import themes_folder
from ka2plan.toml import TomlFault
from ka2plan.words.messages import _

ThemeStyle = Literal[
    "base",  # everything that says nothing else
    "dim",  # what is there to be found, not to be read
    "bright",  # what is read first
    "rule",  # lines that divide
    "bar",  # strips of the first and the last line of the screen
    "bar.key",
    "bar.value",
    "ruler",
    "today",
    "package",  # work packages
    "planned",
    "running",
    "done",
    "late",
    "forecast",  # where something comes to lie
    "behind",  # where it was granted or planned to lie
    "cancelled",
    "critical",
    "slack",
    "milestone",
    "deliverable",
    "cursor",  # the row that is selected
    "cursor.away",  # the same where another widget has the keys
    "selected",  # cells that are selected with the one under the cursor
    "marked",
    "hint",  # predecessors and successors of the row that is selected
    "found",  # text that search found
    "error",
    "warning",
    "advice",
    "good",
    "heat.0",  # workload: nothing, a little, ..., full, above capacity
    "heat.1",
    "heat.2",
    "heat.3",
    "heat.4",
    "heat.5",
    "key",  # TOML: keys, strings, numbers, comments, table names
    "string",
    "number",
    "comment",
    "table",
    "added",
    "removed",
]
"""Names of styles a theme can set; one it leaves out looks like its parent before the dot, else like ``base``."""

StyleName = ThemeStyle | Literal["good.bar", "advice.bar", "warning.bar", "error.bar"]
"""Names of styles to draw in: those of a theme, and moods on the strips of the first and the last line."""

STYLES: tuple[ThemeStyle, ...] = get_args(ThemeStyle)

LIKE = {"late": "error", "forecast": "planned", "behind": "dim"}
"""Styles that look like another where a theme leaves them out."""

COLORS = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
)
"""Colours of forms and dialogs."""


class Look:
    """A theme made ready for drawing; it is never changed.

    Attributes:
        theme: the same for the widgets of Textual.
    """

    __slots__ = ("glyphs", "name", "styles", "theme", "title")

    def __init__(
        self, name: str, title: str, theme: Theme, styles: Mapping[str, Style], glyphs: Signs = UNICODE
    ) -> None:
        self.name = name
        self.title = title
        self.theme = theme
        self.styles = styles
        self.glyphs = glyphs

    @property
    def is_unicode(self) -> bool:
        """Whether it draws with other characters than ASCII."""
        return self.glyphs is not ASCII

    @property
    def has_colours(self) -> bool:
        """Whether anything is drawn in a colour: without one, attributes such as reverse and signs say everything."""
        colors = (color for style in self.styles.values() for color in (style.color, style.bgcolor))
        return any(color is not None and not color.is_default for color in colors)

    def __getitem__(self, name: StyleName) -> Style:
        """The style of that name."""
        return self.styles[name]


class BadTheme(ValueError):
    """A theme file says something that cannot be drawn; the sentence says what, with the theme's name where known."""

    def __init__(self, reason: str, name: str | None = None) -> None:
        told = reason if name is None else _("theme {name}: {reason}").format(name=repr(name), reason=reason)
        super().__init__(told)
        self.reason = reason


def theme_names(own_folder: str) -> tuple[str, ...]:
    """Names of all themes, those of the user's own folder last."""
    names: dict[str, None] = {}
    for folder in (themes_folder(), own_folder):
        with suppress(OSError):  # it need not exist
            names.update(dict.fromkeys(sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".toml"))))
    return tuple(names)


def load_look(name: str, own_folder: str, glyphs: Signs = UNICODE) -> Look:
    """Reads a theme; one in the user's own folder stands before a shipped one of the same name.

    :raises BadTheme: there is none of that name, or it cannot be drawn.
    """
    for folder in (own_folder, themes_folder()):
        path = os.path.join(folder, f"{name}.toml")
        if os.path.lexists(path):
            break
    else:
        known = ", ".join(theme_names(own_folder))
        raise BadTheme(_("there is no theme {name}; there are {known}").format(name=repr(name), known=known))
    try:
        return look_of(name, read_toml(path), glyphs)
    except OSError as error:
        raise BadTheme(error.strerror or str(error), name) from None
    except TomlFault as fault:
        raise BadTheme(_("line {line}: {fault}").format(line=fault.line, fault=fault.message), name) from None
    except BadTheme as bad:
        raise BadTheme(bad.reason, name) from None


def look_of(name: str, data: Mapping[str, Any], glyphs: Signs = UNICODE) -> Look:
    """Makes a look of a theme file's data.

    :raises BadTheme: an unknown name, a colour or style that cannot be read.
    """
    colors = _table(data, "colors", COLORS)
    written = _table(data, "styles", STYLES)
    try:
        for color in colors.values():
            Color.parse(color)
        own = {key: Style.parse(text) for key, text in written.items()}
    except (ColorParseError, StyleSyntaxError) as error:
        raise BadTheme(str(error)) from None
    if "primary" not in colors:
        raise BadTheme(_("[colors] lacks `primary`"))
    base = own.get("base", Style())
    styles: dict[str, Style] = {
        key: base + own.get(key, own.get(LIKE.get(key, key.partition(".")[0]), Style())) for key in STYLES
    }
    bar = styles["bar"]
    on_bar = Style(bgcolor=bar.bgcolor)
    for mood in ("error", "warning", "advice", "good"):
        styles[f"{mood}.bar"] = bar + Style(bold=True) if bar.reverse else styles[mood] + on_bar
    reverse, underline = Style(reverse=True), Style(underline=True)
    for key, usual in (("cursor", reverse), ("cursor.away", reverse), ("selected", underline)):
        styles[key] = own.get(key, usual)  # laid over other styles: no base colours of its own
    theme = Theme(
        name=f"ka2plan-{name}",
        dark=bool(data.get("dark", True)),
        ansi=bool(data.get("ansi", False)),
        variables=_table(data, "variables"),
        **colors,  # type: ignore[arg-type]
    )
    return Look(name, str(data.get("title", name)), theme, styles, glyphs)


def _table(data: Mapping[str, Any], name: str, known: tuple[str, ...] | None = None) -> dict[str, str]:
    table = data.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise BadTheme(_("[{table}] has something that is not a text").format(table=name))
    unknown = next((key for key in table if known is not None and key not in known), None)
    if unknown is not None:
        raise BadTheme(_("[{table}] has the unknown key {key}").format(table=name, key=repr(unknown)))
    return table


def looks_best(environment: Mapping[str, str]) -> str:
    """The theme for this terminal where the user named none."""
    if environment.get("NO_COLOR"):
        return "monochrome"
    term = environment.get("TERM", "")
    if term in ("vt100", "vt220", "dumb", ""):
        return "monochrome"
    if "256color" in term or environment.get("COLORTERM") or term.startswith(("xterm-kitty", "alacritty", "foot")):
        return "dark"
    return "sixteen"
