"""``ka2plan manual``: pages about the plan file, the editor, co-editing and more, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.manual_pages import SCHEMA, page_text, title_of, topics
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

WIDEST = 100
"""Columns of a page on a wider terminal: longer lines are read with effort."""


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``manual``."""
    parser.add_argument(
        "topic", metavar="TOPIC", nargs="?", help=_("one of: {topics}").format(topics=", ".join(topics()))
    )
    parser.add_argument("--man", action="store_true", help=_("write the page for `man`, to keep as ka2plan.1"))


def run(arguments: Namespace) -> int:
    """Prints one page, or the list of topics."""
    if arguments.man:
        from ka2plan.cli.man_page import man_page

        print(man_page(), end="")
        return 0
    if arguments.topic is None:
        print(_("`ka2plan manual TOPIC` prints one of these pages:"))
        for topic in topics():
            print(f"{topic}: {title_of(topic)}" if arguments.plain else f"  {topic:<14} {title_of(topic)}")
        return 0
    if arguments.topic not in topics():
        message = _("there is no page {topic}; pages are {topics}")
        raise UsageError(message.format(topic=repr(arguments.topic), topics=", ".join(topics())))
    from ka2plan.cli.colour import screen_width
    from ka2plan.cli.page_text import page_text as wrapped
    from ka2plan.cli.page_text import plain_page
    from ka2plan.cli.pager import show_paged

    text = page_text(arguments.topic)
    if arguments.plain:
        print(text if arguments.topic == SCHEMA else plain_page(text), end="")
        return 0
    show_paged(text if arguments.topic == SCHEMA else wrapped(text, min(screen_width(), WIDEST)))
    return 0
