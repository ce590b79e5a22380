"""``ka2plan lsp``: a language server on standard input and output, which an editor starts and speaks with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import add_facts, add_today, calls_of, refuse_closed_input
from ka2plan.export.extras import extra
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``lsp``."""
    parser.epilog = _("An editor starts it; `ka2plan manual editors` has what to write into each editor's settings.")
    add_facts(parser)
    add_today(parser)


def run(arguments: Namespace) -> int:
    """Serves until the editor ends it.

    :raises CannotRead: standard input is closed.
    """
    with extra("lsp", _("the language server")):
        from ka2plan.lsp.plan_text import Facts
        from ka2plan.lsp.server import serve
    refuse_closed_input()
    serve(Facts(calls_of(arguments), arguments.today))
    return 0
