"""``ka2plan brief``: one page for a partner, as text, Markdown, PDF or JSON."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.export import say_notices
from ka2plan.cli.output import add_output, write_output
from ka2plan.cli.plan_files import add_plan, add_today, load, today_of
from ka2plan.errors import UsageError
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from ka2plan.plan import Partner, Plan
    from ka2plan.schedule.brief import Brief


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``brief``."""
    add_plan(parser)
    parser.add_argument("partner", metavar="PARTNER", help=_("id of the partner"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help=_("as Markdown"))
    form.add_argument("--pdf", action="store_true", help=_("as a page on A4"))
    form.add_argument("--json", action="store_true", help=_("print JSON"))
    add_output(parser)
    add_today(parser)
    parser.add_argument("--ascii", action="store_true", help=_("draw with ASCII characters only"))


def run(arguments: Namespace) -> int:
    """Writes the brief."""
    from ka2plan.schedule.brief import brief_of

    loaded = load(arguments.plan)
    brief = brief_of(loaded.plan, _partner(loaded.plan, arguments.partner), today_of(arguments))
    if arguments.pdf and not arguments.output and sys.stdout.isatty():
        raise UsageError(_("{format} cannot be shown in a terminal; name a file with -o").format(format="pdf"))
    write_output(arguments.output, _written(brief, arguments), [arguments.plan])
    return 0


def _partner(plan: Plan, id: str) -> Partner:
    partner = plan.partners.get(id)
    if partner:
        return partner
    from ka2plan.plan.faults import nearest_id

    like = nearest_id(id, plan.partners)
    hint = _("did you mean {like}?").format(like=like) if like else ", ".join(plan.partners)
    raise UsageError(_("the plan has no partner {id}; {hint}").format(id=repr(id), hint=hint))


def _written(brief: Brief, arguments: Namespace) -> bytes:
    if arguments.json:
        from ka2plan.print.brief_json import brief_json
        from ka2plan.words.visible import json_text

        return json_text(brief_json(brief)).encode()
    if arguments.markdown or arguments.pdf:
        return _page(brief, arguments)
    from ka2plan.cli.colour import pen_of
    from ka2plan.print.brief import brief_lines

    pen = pen_of(arguments, colour=not arguments.output)
    return "".join(f"{line.rstrip()}\n" for line in brief_lines(brief, pen)).encode()


def _page(brief: Brief, arguments: Namespace) -> bytes:
    """The brief as Markdown or PDF."""
    from datetime import UTC, datetime, time

    from ka2plan.charts.tables.brief import blocks, facts, headline
    from ka2plan.export import created
    from ka2plan.export.brief_page import Page, Part, markdown, pdf

    parts = [Part(block.table, block.sentences) for block in blocks(brief)]
    project = brief.plan.project
    page = Page(project.acronym, project.title, headline(brief), tuple(facts(brief)), tuple(parts))
    if arguments.markdown:
        return markdown(page).encode()
    notices: list[str] = []
    written = pdf(page, created(os.environ) or datetime.combine(brief.today, time(), UTC), notices)
    say_notices(notices)
    return written
