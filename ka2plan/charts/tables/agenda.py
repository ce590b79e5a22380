"""What is late and what comes next as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ka2plan.charts.agenda_words import short_words
from ka2plan.charts.tables.table import Column, Row, Table
from ka2plan.figures.status import START, Item
from ka2plan.words.distances import from_now
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from datetime import date

    from ka2plan.schedule.forecast import Forecast


def agenda_table(items: Iterable[Item], today: date, forecast: Forecast | None = None) -> Table:
    """What asks for something, who leads it, when, how far off that is, and when it comes about by the forecast."""
    columns = (
        Column("id", _("Id")),
        Column("title", _("Title"), least=12),
        Column("lead", _("Lead")),
        Column("what", _("What"), least=8),
        Column("date", _("Date"), "day"),
        Column("distance", "", least=8),
        Column("forecast", _("Forecast"), "day"),
    )
    return Table(_("Dates"), columns, tuple(_row(item, today, forecast) for item in items))


def _row(item: Item, today: date, forecast: Forecast | None) -> Row:
    values = (
        item.id,
        item.title,
        item.lead or "",
        short_words(item),
        item.day,
        from_now(item.day, today),
        expected_of(item, forecast),
    )
    return Row(values)


def expected_of(item: Item, forecast: Forecast | None) -> date | None:
    """When it comes about by the forecast, where that is another day than planned."""
    dates = forecast.dates(item.id) if forecast else None
    expected = dates and dates[item.what != START]
    return expected if expected != item.day else None
