"""How the value of a field is written, for people."""

from __future__ import annotations

from collections.abc import Callable

from ka2plan.tui.editor.fields.entry_fields import EntryField
from ka2plan.words.messages import _


def how_to_write(field: EntryField, key_of: Callable[[str], str]) -> str:
    """A few words on what to type or choose; ``key_of`` gives the key of a command."""
    if field.path[:1] == ("project",) and field.path[-1] in ("type", "call", "round", "lump_sum"):
        told = _("{edit} chooses; what would change is shown before")
    else:
        told = _how_to_write().get(field.type, "")
    return told.format(edit=key_of("field.edit"), clear=key_of("field.clear"), text=key_of("file.own-editor"))


def _how_to_write() -> dict[str, str]:
    """By type of the field, with places for the keys."""
    return {
        "moment": _("M7, 15 3 2027, mar 2027, next monday, +2 weeks"),
        "date": _("15 3 2027, 2027-03-15, next monday, +2 weeks"),
        "money": _("EUR: 12000 or 12,000.50"),
        "number": _("a number, 12 or 12.5"),
        "effort": _("a number, 12 or 12.5"),
        "effort_by_month": _("a number, 12 or 12.5; or by month: M11 = 4, M12 = 9"),
        "capacity": _("a number, and other numbers for some months: 20, M9 = 5, M7-M8 = 0"),
        "percent": _("0 to 100"),
        "integer": _("a whole number"),
        "country": _("{edit} chooses; type a part of the name"),
        "reference": _("{edit} chooses"),
        "references": _("{edit} marks any number"),
        "choice": _("{edit} chooses"),
        "boolean": _("{edit} chooses"),
        "texts": _("{edit} marks, or words with commas between them"),
        "long": _("{edit} opens the text"),
        "link": _("{edit} chooses how, then a lag such as 2w; {clear} deletes the link"),
        "links": _("{edit} adds what it waits for"),
        "period": _("M1 - M3; {clear} deletes it"),
        "periods": _("{edit} adds a period, in place of start and end"),
        "items": _("{edit} adds a named cost"),
        "papers": _("{edit} adds a paper"),
        "evidence": _("{edit} adds what proves it"),
        "paper": _("yes, no, or the day it was there"),
        "money_by_partner": _("the sum; {edit} sets somebody's part"),
        "effort_by_partner": _("the sum; {edit} sets somebody's part"),
        "entry": _("{edit} opens it; {clear} deletes it"),
        "entries": _("{edit} adds one"),
        "accepted": _("why the finding is accepted; {clear} takes that back"),
        "overrides": _("{edit} replaces one in this plan, with the reason"),
        "override": _("in place of the call's; {clear} deletes it"),
        "other": _("no key that is known; {text} edits the text"),
    }
