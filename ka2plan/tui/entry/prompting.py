"""How the value of a field is written, for people."""

from __future__ import annotations

from ka2plan.messages import _
from ka2plan.tui.entry.fields import EntryField


def how_to_write(field: EntryField) -> str:
    """A few words on what to type or choose."""
    told = {
        "moment": _("M7, 15 3 2027, next monday, +2 weeks"),
        "date": _("15 3 2027, 2027-03-15, next monday, +2 weeks"),
        "money": _("EUR: 12000 or 12,000.50"),
        "number": _("a number, 12 or 12.5"),
        "percent": _("0 to 100"),
        "integer": _("a whole number"),
        "country": _("enter chooses; type a part of the name"),
        "reference": _("enter chooses"),
        "references": _("enter marks any number"),
        "choice": _("enter chooses"),
        "boolean": _("enter chooses"),
        "texts": _("enter marks, or words with commas between them"),
        "long": _("enter opens the text"),
        "link": _("FS, SS, FF or SF and a lag: SS 2w; d takes the link out"),
        "links": _("enter adds what it waits for"),
        "period": _("M1 - M3; d takes it out"),
        "periods": _("enter adds a stretch, in place of start and end"),
        "items": _("enter adds a named cost"),
        "papers": _("enter adds a paper"),
        "paper": _("yes, no, or the day it was there"),
        "money_by_partner": _("the sum; enter sets somebody's part"),
        "effort_by_partner": _("the sum; enter sets somebody's part"),
        "entry": _("enter opens it; d deletes it"),
        "entries": _("enter adds one"),
        "accepted": _("why the finding is accepted; d takes that back"),
        "override": _("in place of the call's; d takes it out"),
        "other": _("no key that is known; E edits the text"),
    }
    if field.path[:1] == ("project",) and field.path[-1] in ("type", "call", "round", "lump_sum"):
        return _("enter chooses; what would change is shown before")
    return told.get(field.type, "")
