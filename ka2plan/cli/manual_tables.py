"""The tables within the manual's pages, made from the program's own tables when a page is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.words.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def plan_keys() -> Iterator[str]:
    """Every key of every table of the plan file."""
    from ka2plan.export.schema_words import description, sample
    from ka2plan.plan.reader_versions import version_of
    from ka2plan.plan.schema import KINDS, PROJECT_KEYS
    from ka2plan.plan.types import TYPES

    for name, keys in (("project", PROJECT_KEYS), *((kind.name, kind.keys) for kind in KINDS)):
        yield from ("", f"### {name if name == 'project' else f'{name}.ID'}", "")
        for key in keys:
            marks = [_("required")] if key.required else []
            marks.append(TYPES[key.type].wanted())
            if key.choices:
                marks.append(_("one of {choices}").format(choices=", ".join(key.choices)))
            version = version_of(name, key.name)
            yield f"- `{key.name} = {sample(name, key)}` ({', '.join(marks)}; {version}): {description(name, key)}"
    yield ""
    yield _("A `capacity` or an `effort` with months needs ka2plan 0.2 or newer; older versions do not open the plan.")


def codes() -> Iterator[str]:
    """Every code under its family, with its severity and the name of its fault."""
    from ka2plan.findings import severity_word
    from ka2plan.rules.explain import list_codes
    from ka2plan.rules.rules import all_rules

    family = ""
    for line in list_codes().splitlines():
        code, _space, title = line.partition("  ")
        if code[:3] != family:
            family = code[:3]
            yield from ("", f"## {family}: {_families()[family]}", "")
        yield f"- {code} {severity_word(all_rules()[code].severity)}: {title}"


def _families() -> dict[str, str]:
    return {
        "SYN": _("the file"),
        "CAL": _("the call"),
        "ORG": _("the consortium"),
        "BUD": _("money"),
        "DAT": _("dates"),
        "DEP": _("dependencies"),
        "WRK": _("work and capacity"),
        "QUA": _("quality of the plan"),
    }


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    from ka2plan.cli.commands import COMMANDS

    for command in COMMANDS:
        name = "ka2plan" if command.name == "open" else f"ka2plan {command.name}"
        yield from ("", f"## {name} {command.usage}".rstrip(), "", _(command.summary), "")
        for action in command.parser()._actions:  # noqa: SLF001 - argparse has no other list of what it knows
            if action.dest != "help":
                told = f": {action.help}" if action.help else ""
                yield f"- `{_spelled(action.option_strings, action.metavar, action.choices, action.nargs)}`{told}"


def _spelled(options: Iterable[str], metavar: object, choices: Iterable[object] | None, nargs: object) -> str:
    value = "" if nargs == 0 else str(metavar or "|".join(map(str, choices or ())))
    return " ".join(filter(None, (", ".join(options), value)))


def keys() -> Iterator[str]:
    """Every command of the editor and every action of its dialogs, by group, with its keys."""
    from itertools import groupby

    from ka2plan.tui.app.commands import REPERTOIRE
    from ka2plan.tui.app.dialog_actions import DIALOG_ACTIONS
    from ka2plan.tui.toolkit.key_names import key_name

    def shown(bound: Iterable[str]) -> str:
        return " ".join(f"`{key_name(key)}`" for key in bound) or _("no key")

    commands = REPERTOIRE.commands
    order = list(dict.fromkeys(command.GROUP for command in commands))
    for group, members in groupby(sorted(commands, key=lambda one: order.index(one.GROUP)), lambda one: one.GROUP):
        yield from ("", f"## {_(group)}", "")
        for command in members:
            views = f"; {', '.join(command.VIEWS)}" if command.VIEWS else ""
            yield f"- {shown(command.KEYS)} {_(command.LABEL)} ({command.NAME}{views})"
    for group, actions in groupby(DIALOG_ACTIONS, lambda one: one.group):
        yield from ("", f"## {_(group)}", "")
        yield from (f"- {shown(action.keys)} {_(action.label)} ({action.name})" for action in actions)


def calls() -> Iterator[str]:
    """What is known of every call: how many facts, and the deadlines of the two core actions."""
    from ka2plan.calls import load_calls
    from ka2plan.words.figures import day

    book = load_calls()
    for year in reversed(book.years):
        facts = [fact for table in book.year(year).facts.values() for fact in table.values()]
        read = sum(1 for fact in facts if fact.evidence == "verified")
        known = _("- {year}: {number} facts, {read} of them verified").format(year=year, number=len(facts), read=read)
        dates = []
        for type_id in ("KA220-SCH", "KA210-SCH"):
            call = book.call(type_id, year, 1)
            dates += [
                _("{type} round {round} until {day}").format(type=type_id, round=number, day=day(deadline.at.date()))
                for number in call.rounds
                if (deadline := call.deadline(number))
            ]
        yield "; ".join([known, *dates])


def unconfirmed() -> Iterator[str]:
    """The facts of the newest call that rest on a digest, on somebody else's page or on memory."""
    from ka2plan.calls import load_calls
    from ka2plan.rules.fact_words import evidence_text

    book = load_calls()
    for code, table in book.year(book.years[-1]).facts.items():
        for key, fact in table.items():
            if fact.evidence != "verified":
                note = f": {_(fact.note)}" if fact.note else ""
                yield f"- {code} `{key}` ({evidence_text(fact.evidence)}){note}"


def sources() -> Iterator[str]:
    """Every source that a fact names."""
    from ka2plan.calls import load_calls

    book = load_calls()
    named = {
        id
        for year in book.years
        for table in book.year(year).facts.values()
        for fact in table.values()
        for id in fact.source_ids
    }
    for id in sorted(named):
        source = book.source(id)
        yield " ".join(filter(None, (f"- `{id}`: {source.title}", source.url)))


def facts() -> Iterator[str]:
    """Every fact of a year's file, by group, with what it takes."""
    from ka2plan.calls.vocabulary import DATED, GROUPS, KEYS
    from ka2plan.rules.fact_faults import wanted_text

    for group, label in GROUPS.items():
        yield from ("", f"### {_(label)}", "")
        for key in (*KEYS, *DATED):
            if key.group == group:
                yield f"- `{key.name}`: {_(key.label)}; {wanted_text(key)}"


TABLES: dict[str, dict[str, Callable[[], Iterator[str]]]] = {
    "plan": {"plan-keys": plan_keys},
    "codes": {"codes": codes},
    "commands": {"commands": commands},
    "keys": {"keys": keys},
    "sources": {"calls": calls, "unconfirmed": unconfirmed, "sources": sources},
    "years": {"facts": facts},
}
"""By page: what stands in brackets on a line of its own, and what makes the lines in its place."""


def with_tables(topic: str, text: str) -> str:
    """A page's text with its tables."""
    for name, lines in TABLES.get(topic, {}).items():
        text = text.replace(f"\n({name})\n", "\n" + "\n".join(lines()).strip("\n") + "\n")
    return text
