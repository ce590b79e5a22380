"""The words that stand in place of signs in reports for those who listen."""

from __future__ import annotations

from ka2plan.charts.signs import Signs
from ka2plan.words.messages import _, pgettext


def spoken_signs() -> Signs:
    """What each sign of a report means, in words; what is only drawn is nothing."""
    return Signs(
        package="",
        planned="",
        done=_("done"),
        cancelled=_("cancelled"),
        forecast=_("forecast"),
        milestone=_("milestone"),
        reached=_("milestone reached"),
        deliverable=_("deliverable"),
        delivered=_("delivered"),
        today=_("today"),
        critical=_("on the critical path"),
        running=_("running"),
        late=_("late"),
        ticked=_("done"),
        error=_("error"),
        warning=" " + _("above capacity"),
        advice=_("advice"),
        heat="      ",
        rule="",
        upright="",
        ellipsis="",
        dash=pgettext("from one date to another", "to"),
        arrow=pgettext("one activity after another", "then"),
        divider=", ",
    )
