"""Exports made inside the tests' own process, and plans whose texts are out for mischief."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from ka2plan.calls import CallBook, load_calls
from ka2plan.export import FORMATS, Material, export
from ka2plan.plan import Plan, read_plan

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.toml"))
SOUND = ROOT / "samples" / "ka220-school.toml"

SILENT = SOUND.read_text(encoding="utf-8").partition("\n[texts")[0] + "\n"
"""The same plan without the texts of the form."""

SMALL = ROOT / "samples" / "ka210-small-scale.toml"
ADVANCED = ROOT / "samples" / "ka220-advanced.toml"
CENTRAL = ROOT / "samples" / "pcoop-sport-eacea.toml"
CASES = sorted((ROOT / "tests" / "rules" / "cases").glob("*.toml"))

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", '=HYPERLINK("http://x.example")', "＝1+1")
"""Texts that a spreadsheet program would take for formulas."""

MARKUP = (
    "<script>alert(1)</script>",
    "<b>bold</b> &amp; &lt;",
    "]]> <!-- --> </svg></style>",
    "*star* _line_ `code` [link](http://x.example) ![i](x) ~~no~~ | cell",
    "1. one",
    "1) one",
    "- item",
    "# head",
    "> quote",
    "```",
    "---",
    "http://x.example www.x.example me@x.example",
    "#let x = 1 #panic() $x$ @ref <label> \\ #{ } ] [",
    '${macro} $(HOME) " \\" \\ # // /* -8<-',
    "BEGIN:VEVENT\r\nEND:VEVENT; a,b:c\\n",
    "x" * 300,
    "%%{init: {}}%% ; :done, crit",
    "\x1b]0;title\x07\x9b31m \u202eright to left\u2066 \u200b \ufeff",
)
"""Texts that a program would take for its own signs."""

HOSTILE_IDS = ("title", "section", "click", "done", "2027-01-01", "accTitle", "task", "a.b-c_d", "-A", "A")


@cache
def book() -> CallBook:
    """The call facts."""
    return load_calls()


def plan_in(path: Path) -> Plan:
    """The plan of a file."""
    return plan_of(path.read_text(encoding="utf-8"))


def plan_of(text: str) -> Plan:
    """The plan of a TOML text."""
    return read_plan(tomllib.loads(text, parse_float=Decimal)).plan


TODAY = date(2027, 2, 1)
"""The status date of exports."""


def material(plan: Plan, **options: object) -> Material:
    """What an export is made of."""
    return Material(plan, book(), today=TODAY, options=options)


def exported(name: str, plan: Plan, **options: object) -> bytes:
    """The bytes of an export."""
    return export(next(known for known in FORMATS if known.name == name), material(plan, **options))


def quoted(text: str) -> str:
    """A text as a TOML string."""
    escapes = {'"': '\\"', "\\": "\\\\"}
    letters = (escapes.get(letter, letter if letter.isprintable() else f"\\u{ord(letter):04x}") for letter in text)
    return f'"{"".join(letters)}"'


def plan_with(texts: tuple[str, ...]) -> Plan:
    """A plan in which each of the texts stands wherever the exports show one."""
    first = texts[0]
    lines = [
        "format = 1\n[project]",
        f"title = {quoted(first)}\nacronym = {quoted(first[:20])}",
        'type = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 24\nlump_sum = 120_000\ncoordinator = "P0"',
    ]
    for number, text in enumerate(texts):
        said = quoted(text)
        lines += [
            f'[partners.P{number}]\nname = {said}\ncountry = "SI"\ncity = {said}\ncapacity = 1',
            f'[work_packages.WP{number + 1}]\ntitle = {said}\nlead = "P{number}"\nbudget.P{number} = 1_000',
            (
                f'[activities."A{number}"]\nwp = "WP{number + 1}"\ntitle = {said}\n'
                f'start = "M1"\nend = "M{number % 24 + 1}"\nlead = "P{number}"\nresults = {said}\n'
                f'venue = {{ place = {said}, country = "SI" }}\nbudget.P{number} = 100\neffort.P{number} = 5'
            ),
            f'[milestones.MS{number}]\ntitle = {said}\ndue = "M2"\nverification = {said}\nwp = "WP{number + 1}"',
            f'[deliverables.D{number}]\ntitle = {said}\ndue = "M3"\nkind = {said}\nwp = "WP{number + 1}"',
            f"[indicators.I{number}]\ntitle = {said}\nunit = {said}\ntarget = 1",
            f"[texts.WP{number + 1}]\nobjectives = {said}",
        ]
    for id in HOSTILE_IDS:
        lines.append(f'[activities.{quoted(id)}]\ntitle = "x"\nstart = "M1"\nend = "M2"\nlead = "P0"')
    return plan_of("\n".join(lines))


def hostile() -> Plan:
    """A plan with all of the texts."""
    return plan_with(FORMULAS + MARKUP)
