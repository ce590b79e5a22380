"""The pages of the manual, with the tables that are made of the program's own."""

from __future__ import annotations

import os

from ka2plan.words.messages import ENGLISH, _, speaking
from ka2plan.words.pages import page_path

SCHEMA = "schema"
"""The page that is made and not written: the JSON Schema of the plan file."""

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "manual")


def topics() -> list[str]:
    """The topics there are, in alphabetical order."""
    pages = [name.removesuffix(".md") for name in os.listdir(FOLDER) if name.endswith(".md")]
    return sorted([*pages, SCHEMA])


def page_text(topic: str) -> str:
    """One page with its tables."""
    if topic == SCHEMA:
        from ka2plan.calls import load_calls
        from ka2plan.export.json_schema import schema_text

        with speaking(ENGLISH):  # programs read it
            return schema_text(load_calls())
    with open(_path(topic), encoding="utf-8") as page:
        text = page.read()
    from ka2plan.cli.manual_tables import with_tables

    return with_tables(topic, text)


def _path(topic: str) -> str:
    return page_path("manual", f"{topic}.md", FOLDER)


def title_of(topic: str) -> str:
    """The heading of one page."""
    if topic == SCHEMA:
        return _("The JSON Schema of the plan file, for editors and other programs")
    with open(_path(topic), encoding="utf-8") as page:
        return page.readline().strip().removeprefix("# ")
