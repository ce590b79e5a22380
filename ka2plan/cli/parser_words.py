"""The words of argparse itself: it asks gettext for them, which knows no catalogue of ours."""

from __future__ import annotations

import argparse

from ka2plan.words.messages import N_, _, ngettext

WORDS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)
"""What a user can meet of it, in the versions of Python from 3.11 on; what is for programmers stays as it is."""


def translate_parsers() -> None:
    """Lets argparse say its words in the language that is spoken."""
    argparse._, argparse.ngettext = _, ngettext  # type: ignore[attr-defined]
