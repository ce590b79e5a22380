"""Spans of days, weeks or calendar months: the lag of a link, by how much something slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ka2plan.plan.calendar import MAX_LAG, Lag, read_lag
from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, Bad, quoted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key

LAG_PATTERN = "^[+-]?[0-9]{1,6}[dwm]$"


class Span(ValueType):
    """A span such as ``2w``, which may be typed as ``+2 weeks``."""

    __slots__ = ()

    name = "lag"
    sample = '"2w"'

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a lag")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> Lag | Bad:
        """The span."""
        if not isinstance(value, str):
            return self.wrong(value)
        lag = read_lag(value)
        if lag is not None:
            return lag
        most = ", ".join(f"{number}{unit}" for unit, number in MAX_LAG.items())
        hint = _('write days, weeks or months: "10d", "-2w", "1m" (at most {most})').format(most=most)
        return Bad(
            BAD_VALUE, _("{value} is not a lag (a time between two activities)").format(value=quoted(value)), hint
        )

    def from_text(self, typed: str, around: Around = NOWHERE) -> str | Bad:
        """The span as the file has it."""
        lag = lag_from_text(typed)
        return lag if isinstance(lag, Bad) else str(lag)

    def json_schema(self, key: Key) -> Schema:
        """A string such as ``10d``."""
        return {"type": "string", "pattern": LAG_PATTERN}


def lag_from_text(typed: str) -> Lag | Bad:
    """The span that was typed."""
    text = typed.strip()
    lag = read_lag(text.casefold())
    if lag is None:
        lag = read_lag(_in_short(text))
    return lag if lag is not None else _no_lag(text)


def _in_short(text: str) -> str:
    """``+2 weeks`` as ``2w``; years as months."""
    from ka2plan.plan.types.figures import LONGEST, bare
    from ka2plan.words.dates import step_of

    step = step_of(bare(text)) if len(text) <= LONGEST else None
    if step is None:
        return ""
    return f"{step.number * 12}m" if step.unit == "years" else f"{step.number}{step.unit[0]}"


def _no_lag(text: str) -> Bad:
    """Why a text is no span; of a bare number, that it lacks its unit."""
    message = _("{value} is not a lag (a time between two activities)").format(value=quoted(text))
    number = text.lstrip("+-")
    if number.isdecimal() and number.isascii() and len(number) <= 4:
        message = _("{value} may be days, weeks or months").format(value=quoted(text))
        return Bad(BAD_VALUE, message, _("write {number}d, {number}w or {number}m").format(number=text))
    return Bad(BAD_VALUE, message, _("write 10d, 2w, 1m or -1m"))


LAG = Span()
