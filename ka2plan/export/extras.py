"""Libraries that come with an extra of ka2plan, and what is said where one is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ka2plan.errors import Ka2planError
from ka2plan.words.messages import _


class ExtraMissing(Ka2planError):
    """A format needs a library that comes with an extra of ka2plan."""

    exit_code = 3


@contextmanager
def extra(name: str, needed_for: str) -> Iterator[None]:
    """Turns a library that is missing inside into a sentence that says what to install.

    :raises ExtraMissing: a library of this extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not name or (error.name or "").startswith("ka2plan"):
            raise
        message = _('{what} needs a library that is not installed: pip install "ka2plan[{extra}]"')
        raise ExtraMissing(message.format(what=needed_for, extra=name)) from None
