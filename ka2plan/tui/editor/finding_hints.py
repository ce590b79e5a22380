"""What to do about a finding, in the editor's terms: fields and keys where ``check`` names what stands in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ka2plan.findings import Finding
from ka2plan.plan.schema import KINDS, PROJECT_KEYS
from ka2plan.words.messages import _

DID_YOU_MEAN = ("CAL101", "CAL105", "QUA502", "SYN103")
"""Codes of which only the hints that name a command are said otherwise."""

OF_THE_FILE = "SYN"
"""How the codes of what is wrong about the file itself begin: there a key is meant as it is written."""

_NAMED = re.compile(r"`(\w+)`")

_LABELS = {key.name: key.label for keys in (*(kind.keys for kind in KINDS), PROJECT_KEYS) for key in keys}

KEYS = {
    "add": "entry.add-any",
    "budget": "view.budget",
    "form": "view.form",
    "project": "project.open",
    "text": "view.text",
    "what_if": "move.what-if",
    "workload": "view.workload",
}
"""What sentences call a key -> the command that has it."""


def hint_of(finding: Finding, key_of: Callable[[str], str]) -> str:
    """The next step as the editor says it; ``key_of`` gives the key of a command."""
    own = _hints().get(finding.code, "")
    if finding.code.startswith(OF_THE_FILE) and not own:
        return finding.hint
    if not own or (finding.code in DID_YOU_MEAN and "`ka2plan" not in finding.hint):
        return _NAMED.sub(lambda found: _in_words(found[1]), finding.hint)
    if finding.where == ("texts",):
        own = _("write them in the view of the form ({form}), or accept this where they are written elsewhere")
    keys = {word: key_of(command) for word, command in KEYS.items() if f"{{{word}}}" in own}
    names = {"id": finding.where[min(1, len(finding.where) - 1)], "last": finding.where[-1]} if finding.where else {}
    return own.format(**keys, **names)


def _in_words(key: str) -> str:
    """The name of a field in place of its key; anything else stays as it is written."""
    return f"“{_(_LABELS[key])}”" if key in _LABELS else f"`{key}`"


def _hints() -> Mapping[str, str]:
    """By code; ``{id}`` is the entry, ``{last}`` the last part of the place, the rest are keys."""
    return {
        "BUD101": _("the budget has all sums, and spreads what is left ({budget})"),
        "BUD103": _("correct one; an activity without an amount of its own has the sum of its budget"),
        "BUD104": _("give each organisation its part of it in the budget ({budget})"),
        "BUD301": _("give the money to a beneficiary, or make {last} one (its role)"),
        "BUD304": _("let the budget follow the tasks, or accept this with the reason why it does"),
        "CAL101": _("choose the type among the fields of the project ({project})"),
        "CAL102": _("when its guide is out, its limits come in a year file, of your own or of a new version"),
        "CAL105": _("choose the limit by its name among the fields of the project ({project})"),
        "CAL106": _("take it out and choose the limit anew among the fields of the project ({project})"),
        "CAL213": _("ask your agency, and accept this with its answer as the reason"),
        "CAL302": _("join what belongs together, or accept this with the reason why not"),
        "CAL305": _("take the work packages out; their activities can stay, and management is an activity too"),
        "CAL307": _("choose its work package"),
        "CAL311": _("give it that id: until then its share of the money is not checked"),
        "CAL401": _("choose them among the fields of the project, the main one first ({project})"),
        "CAL403": _("write them in the words of the form's list"),
        "CAL406": _("choose one of the field: its priorities are listed where they are chosen"),
        "CAL407": _("write the code that the form shows, such as SI01"),
        "CAL411": _("give it a place and a country"),
        "CAL412": _("write what comes out of it"),
        "DAT411": _("set its status, or correct its actual dates"),
        "DAT412": _("write its actual end; or it is not done yet"),
        "DEP203": _("move it, or take the link out; in the plan {what_if} shows what moves with it"),
        "DEP204": _("move it, or take the link out; in the plan {what_if} shows what moves with it"),
        "ORG106": _("if it is one, write so as its kind of organisation"),
        "ORG111": _("make it an associated partner (its role), without money or lead"),
        "ORG114": _("at the seat of an EU institution it needs a reason; accept this with the same one"),
        "ORG115": _("make sure that {id} is none of them, and accept this with what it said"),
        "ORG131": _("ask for it, or have it registered in time"),
        "ORG151": _("when it is there, write yes or the day it came"),
        "ORG152": _("write yes, or the day it came"),
        "QUA102": _("add one where something is finished that others build on ({add})"),
        "QUA201": _("give it a target and a unit, such as 12 schools"),
        "QUA202": _("name it in “serves” of an activity or an indicator that leads to it"),
        "QUA203": _("choose what it serves, or ask what it is for"),
        "QUA204": _("add an indicator to it ({add})"),
        "QUA303": _("give it a budget or an amount; the form asks for it"),
        "QUA501": _("shorten it; the view of the form counts every field ({form})"),
        "QUA502": _("choose among the texts that the form has here"),
        "QUA503": _("write them among its fields; the view of the form shows what each asks ({form})"),
        "SYN103": _("the text shows what the file holds ({text})"),
        "SYN202": _("write it: a plan must have it"),
        "SYN208": _("write the reason among the fields of the project ({project}); without it this has no effect"),
        "SYN304": _("take it out of what is accepted, among the fields of the project ({project})"),
        "WRK103": _("let {last} take part in {id}, or take its effort out"),
        "WRK105": _("give each its effort; 0 says that there is none"),
        "WRK302": _("one meeting or event of all would do"),
    }
