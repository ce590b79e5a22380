"""When an export says it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from ka2plan.errors import UsageError
from ka2plan.words.messages import _


def created(environment: Mapping[str, str]) -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH names (seconds since 1970), where it is set.

    :raises UsageError: it is no number of seconds.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    if not seconds.isdecimal() or len(seconds) > 11:
        raise UsageError(_("SOURCE_DATE_EPOCH is no number of seconds: {value}").format(value=repr(seconds)))
    return datetime.fromtimestamp(int(seconds), UTC)
