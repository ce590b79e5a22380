"""``ka2plan serve``: the editor in browsers, a page each, all on one plan."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ka2plan.cli.plan_files import STANDARD_INPUT, add_facts, add_today, whole_number
from ka2plan.errors import CannotRead, UsageError
from ka2plan.words.messages import _, language

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

LOCAL = "127.0.0.1"

PORTS = range(1, 65_536)


def configure(parser: ArgumentParser) -> None:
    """Declares the options of ``serve``."""
    parser.add_argument("plan", metavar="PLAN", help=_("plan file"))
    add_facts(parser)
    add_today(parser)
    parser.add_argument("--edit", action="store_true", help=_("let whoever has the address change the plan"))
    parser.add_argument("--port", type=whole_number, metavar="N", help=_("port to listen on; a free one by default"))
    parser.add_argument(
        "--host",
        default=LOCAL,
        metavar="NAME",
        help=_("name or address to listen on instead of {local}; then other machines can connect").format(local=LOCAL),
    )
    parser.epilog = _(
        "It prints an address with a token and runs until Ctrl+C. `ka2plan manual browser` explains more."
    )


def run(arguments: Namespace) -> int:
    """Serves the plan until a signal ends it."""
    if arguments.plan == STANDARD_INPUT:
        raise UsageError(_("only a file can be served"))
    if arguments.port is not None and arguments.port not in PORTS:
        raise UsageError(_("--port is a number from {first} to {last}").format(first=PORTS[0], last=PORTS[-1]))
    if not os.path.isfile(arguments.plan):
        raise CannotRead(_("there is no file {path}").format(path=arguments.plan))
    from ka2plan.cli.plan_files import calls_of
    from ka2plan.export.extras import extra

    with extra("web", _("the editor in a browser")):
        from ka2plan.web.server import Wanted, serve
    calls_of(arguments)  # what is wrong with the facts is said now and not to every page
    wanted = Wanted(os.path.abspath(arguments.plan), arguments.host, arguments.port, _words(arguments))
    serve(wanted, lambda address: _tell(address, wanted.host, can_edit=arguments.edit))
    return 0


def _words(arguments: Namespace) -> tuple[str, ...]:
    """The words behind ``serve-page`` for each page, besides its size."""
    words = ["--lang", language(), *(["--edit"] if arguments.edit else [])]
    words += [word for folder in arguments.facts for word in ("--facts", os.path.abspath(folder))]
    if arguments.today:
        words += ["--today", arguments.today.isoformat()]
    return (*words,)


def _tell(address: str, host: str, *, can_edit: bool) -> None:
    """Prints the address, and says what it lets people do."""
    print(address, flush=True)
    if can_edit:
        told = _("Whoever has this address can change the plan; each change is saved by itself. Ctrl+C ends it.")
    else:
        told = _("Whoever has this address can read the plan; with --edit they could change it. Ctrl+C ends it.")
    print(told, file=sys.stderr)
    if host not in ("127.0.0.1", "::1", "localhost"):
        told = _("Other machines can connect too. Nothing is encrypted: who can read the network can read the plan.")
        print(told, file=sys.stderr)
