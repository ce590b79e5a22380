"""Numbers, whole or with decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.plan.types.around import NOWHERE, Around
from ka2plan.plan.types.value_type import ANY_KEY, Schema, ValueType
from ka2plan.plan.values import BAD_VALUE, LARGEST, Bad, in_bounds, number_in_text, quoted, unusable
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.plan.schema import Key
    from ka2plan.plan.types.figures import Written


class Number(ValueType):
    """A whole or decimal number. ``1.5`` and ``1,5`` are one and a half; ``1.234`` is refused with both readings."""

    __slots__ = ()

    name = "number"
    sample = "12.5"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a number")

    def of_toml(self, value: Any, key: Key = ANY_KEY) -> Any:
        """The number, not smaller than its key permits."""
        number = self.exact(value)
        if key.least is None or isinstance(number, Bad) or number >= key.least:
            return number
        return too_small(value, key.least)

    def exact(self, value: Any) -> Any:
        """A finite whole or decimal number, exactly; true and false are none."""
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            return self.wrong(value)
        return Decimal(value) if in_bounds(value) else unusable(value)

    def meant(self, value: Any) -> int | Decimal | None:
        """A number in quotes, unless it is read otherwise where it is typed: ``"12.000"`` may be twelve thousand."""
        number = number_in_text(value) if isinstance(value, str) else None
        return number if number is not None and self.from_text(value) == number else None

    def from_text(self, typed: str, around: Around = NOWHERE) -> int | Decimal | Bad:
        """The number that was typed."""
        figure = self.without_unit(typed, around)
        if isinstance(figure, Bad):
            return figure
        value = self.figure(typed, figure)
        if isinstance(value, Bad):
            return value
        checked = self.exact(plain(value))
        if isinstance(checked, Bad):
            return checked
        small = around.least is not None and value < around.least
        return too_small(typed, around.least or 0) if small else plain(value)

    def without_unit(self, typed: str, around: Around) -> str | Bad:
        """The typed figure alone."""
        return typed

    def figure(self, typed: str, figure: str) -> Decimal | Bad:
        """The one reading of a figure that this type admits; refused with all of them where there are more."""
        from ka2plan.plan.types.figures import readings_in_thousands

        found = readings_in_thousands(figure)
        meant = tuple(dict.fromkeys(one.value for one in self.admitted(found)))
        if len(meant) == 1:
            return shortened(meant[0])
        return doubtful(typed, meant) if meant else self.refused(typed, found)

    def admitted(self, found: tuple[Written, ...]) -> tuple[Written, ...]:
        """The readings that such a number can have."""
        return found

    def refused(self, typed: str, found: tuple[Written, ...]) -> Bad:
        """Why there is no such number."""
        return Bad(BAD_VALUE, _("{value} is not a number").format(value=quoted(typed)))

    def to_text(self, value: Any) -> str:
        """The number so that nobody takes its decimals for thousands: ``1.2340`` for 1.234."""
        text = f"{value:f}" if isinstance(value, Decimal) else super().to_text(value)
        _whole, _point, decimals = text.partition(".")
        return f"{text}0" if len(decimals) == 3 else text

    def json_schema(self, key: Key) -> Schema:
        """A number."""
        return with_least({"type": "number"}, key)


class Integer(Number):
    """A whole number."""

    __slots__ = ()

    name = "integer"
    sample = "24"

    def wanted(self) -> str:
        """What a key of this type takes, in a reader's words."""
        return _("a whole number")

    def exact(self, value: Any) -> int | Bad:
        """A whole number; true and false are none."""
        if isinstance(value, bool) or not isinstance(value, int):
            return self.wrong(value)
        return value if in_bounds(value) else unusable(value)

    def meant(self, value: Any) -> int | None:
        """A whole number in quotes, or written with decimals."""
        if isinstance(value, Decimal):
            return int(value) if in_bounds(value) and value == int(value) else None
        number = super().meant(value)
        return number if isinstance(number, int) else None

    def admitted(self, found: tuple[Written, ...]) -> tuple[Written, ...]:
        """Whole readings, whatever noughts stand behind the point."""
        return tuple(one for one in found if one.value == one.value.to_integral_value())

    def refused(self, typed: str, found: tuple[Written, ...]) -> Bad:
        """Why there is no such number."""
        if found:
            return Bad(BAD_VALUE, _("{value} is not a whole number").format(value=quoted(typed)))
        return super().refused(typed, found)

    def json_schema(self, key: Key) -> Schema:
        """A whole number."""
        return with_least({"type": "integer"}, key)


def with_least(schema: Schema, key: Key) -> Schema:
    """The JSON Schema of a number, with the smallest one that the key permits."""
    return schema if key.least is None else {**schema, "minimum": key.least}


def too_small(value: Any, least: int) -> Bad:
    """A number below what its key permits."""
    hint = _("write a number from {least}").format(least=least)
    return Bad(BAD_VALUE, _("{value} is too small").format(value=quoted(value)), hint)


def plain(value: Decimal) -> int | Decimal:
    """A number as the file has it: whole where it is."""
    return int(value) if value == value.to_integral_value() and abs(value) < LARGEST else value


def shortened(value: Decimal) -> Decimal:
    """The number without noughts that only say that its third decimal is one."""
    exponent = value.as_tuple().exponent
    return value.normalize() if isinstance(exponent, int) and exponent < -2 else value


def doubtful(typed: str, meant: tuple[Decimal, ...]) -> Bad:
    """Why a figure with several readings cannot be taken: both, and how to write each."""
    first, second = (plain(shortened(value)) for value in meant[:2])
    message = _("{value} can be read as {first} or as {second}")
    hint = _("write {first} or {second}").format(first=NUMBER.to_text(first), second=NUMBER.to_text(second))
    return Bad(BAD_VALUE, message.format(value=quoted(typed), first=first, second=second), hint)


NUMBER = Number()
INTEGER = Integer()
