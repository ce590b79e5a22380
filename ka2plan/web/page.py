"""The page that a browser gets: a terminal, what there is to say when its line is lost, and nothing from elsewhere."""

from __future__ import annotations

import os
from html import escape

from ka2plan.errors import Ka2planError
from ka2plan.words.messages import _, language_tag
from ka2plan.words.visible import in_file

STATIC = os.path.join(os.path.dirname(__file__), "static")

FONT = "RobotoMono-VariableFont_wght.ttf"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load and do; the terminal lays out its rows by styles of its own."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "-",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer has: no other page frames this one, and no other server gets to know its address."""


def files() -> dict[str, tuple[str, str]]:
    """The files that the page loads by their names: paths and types; no other file leaves this machine."""
    import textual_serve

    front = os.path.join(os.path.dirname(textual_serve.__file__), "static")
    return {
        "page.js": (os.path.join(STATIC, "page.js"), "text/javascript"),
        "page.css": (os.path.join(STATIC, "page.css"), "text/css"),
        "textual.js": (os.path.join(front, "js", "textual.js"), "text/javascript"),
        "xterm.css": (os.path.join(front, "css", "xterm.css"), "text/css"),
        FONT: (os.path.join(front, "fonts", FONT), "font/ttf"),
    }


def title_of(path: str) -> str:
    """What a plan is called, else its file."""
    from ka2plan.session.open_file import OpenFile

    name = os.path.basename(path)
    try:
        project = OpenFile.read(path).reading.plan.project
    except Ka2planError:
        return name
    return project.acronym or project.title or name


def page(path: str, *, can_edit: bool) -> str:
    """The page for the plan of a path."""
    title = title_of(path) if can_edit else _("{title} (read-only)").format(title=title_of(path))
    notices = {
        "lost": (_("The connection is lost. It comes back by itself; nothing is lost."), ""),
        "ended": (_("The editor has ended."), _("Open it again")),
        "taken": (_("This editor is shown in another tab now."), _("Show it here")),
        "full": (_("Too many editors are open. Close one and try again."), _("Try again")),
    }
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language_tag()}"><head><meta charset="utf-8"><title>{_text(title)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="xterm.css">',
        '<link rel="stylesheet" href="page.css"><script src="page.js"></script></head>',
        f'<body><noscript>{_text(_("The editor needs JavaScript."))}</noscript><main aria-label="{_text(title)}">',
        '<div id="terminal" class="textual-terminal" data-session-websocket-url="ws" data-font-size="15"></div></main>',
        *(_notice(name, told, button) for name, (told, button) in notices.items()),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _notice(name: str, told: str, button: str) -> str:
    pressed = f'<button type="button">{_text(button)}</button>' if button else ""
    return f'<div class="notice" id="{name}" role="alert" hidden><p>{_text(told)}</p>{pressed}</div>'


def _text(value: str) -> str:
    return escape(in_file(value, 200))
