"""Plans that one partner renumbers, as web forms make people do, and what another changes meanwhile, by title."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from ka2plan.document import AddEntry, Document, ListInsert, RemoveEntry, SetValue, Unset
from ka2plan.merge.new_ids import NewIds
from ka2plan.plan.schema import KINDS
from ka2plan.toml import parse

Data = dict[str, Any]

Make = Callable[[Data, tuple[str, str]], Any]
"""What makes an edit of an entry, by the plan's data and the entry's kind and id."""

PARTNERS = ("Ledina", "Sorolla", "Gaia", "Graz", "Vic")
PACKAGES = ("Management", "Modules", "Pilots", "Spreading")
ACTIVITIES = ("Survey", "Autumn courses", "Spring courses", "Evaluation", "Handbook", "Final meeting", "Radio", "Films")
MILESTONES = ("Survey closed", "Courses held", "Handbook printed")
OBJECTIVES = ("Teachers teach outdoors", "Pupils move more", "Schools share")
NOTES = ("ask the school first", "the printing is paid twice", "twelve schools take part")

PREFIX = {"partners": "P", "work_packages": "WP", "milestones": "MS", "objectives": "O"}


class Renumbering(NamedTuple):
    """One renumbering: its name, and the text that it makes."""

    name: str
    text: str


class Edit(NamedTuple):
    """One change of one thing, told by its title, to any text that has the thing."""

    name: str
    apply: Callable[[str], str]


def plan(random: Random) -> str:
    """A plan with distinct titles, numbered as they stand."""
    data: Data = {"partners": {}, "objectives": {}, "work_packages": {}, "activities": {}, "milestones": {}}
    for number, name in enumerate(PARTNERS[: random.randint(3, 5)], 1):
        data["partners"][f"P{number}"] = {"name": name, "country": random.choice(["SI", "ES", "HR"])}
        if random.random() < 0.6:
            data["partners"][f"P{number}"]["oid"] = f"E1000000{number}"
    for number, title in enumerate(OBJECTIVES[: random.randint(2, 3)], 1):
        data["objectives"][f"O{number}"] = {"title": title}
    partners, objectives = list(data["partners"]), list(data["objectives"])
    for number, title in enumerate(PACKAGES[: random.randint(2, 4)], 1):
        data["work_packages"][f"WP{number}"] = {"title": title, "lead": random.choice(partners)}
    titles = list(ACTIVITIES)
    for package in data["work_packages"]:
        for number in range(1, random.randint(2, 4)):
            if titles:
                _add_activity(random, data, package, f"A{package[2:]}.{number}", titles.pop(0), partners, objectives)
    for number, title in enumerate(MILESTONES[: random.randint(1, 3)], 1):
        after = random.sample(list(data["activities"]), 1)
        data["milestones"][f"MS{number}"] = {"title": title, "due": f"M{random.randint(4, 20)}", "after": after}
    return _text(random, data)


def _add_activity(
    random: Random, data: Data, package: str, id: str, title: str, partners: list[str], objectives: list[str]
) -> None:
    start = random.randint(1, 12)
    entry: Data = {
        "wp": package,
        "title": title,
        "start": f"M{start}",
        "end": f"M{start + random.randint(0, 5)}",
        "lead": random.choice(partners),
    }
    if random.random() < 0.6:
        entry["partners"] = random.sample(partners, 2)
    if random.random() < 0.7:
        entry["budget"] = {partner: 1_000 * random.randint(1, 9) for partner in random.sample(partners, 2)}
    if data["activities"] and random.random() < 0.6:
        entry["after"] = [random.choice(list(data["activities"]))]
    if random.random() < 0.4:
        entry["serves"] = [random.choice(objectives)]
    data["activities"][id] = entry


def _text(random: Random, data: Data) -> str:
    from ka2plan.document.value_text import render
    from ka2plan.toml.paths import format_key

    head = (
        'format = 1\n\n[project]\ntitle = "T"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\nmonths = 24\n'
        'lump_sum = 120_000\ncoordinator = "P1"\n'
    )
    blocks = [head]
    for kind, entries in data.items():
        for id, entry in entries.items():
            lines = [f"[{kind}.{format_key(id)}]"]
            for key, value in entry.items():
                if key == "budget":
                    lines += [f"budget.{partner} = {render(amount, grouped=True)}" for partner, amount in value.items()]
                else:
                    lines.append(f"{key} = {render(value)}")
            blocks.append("\n".join(lines) + "\n")
    package = random.choice(list(data["work_packages"]))
    blocks.append(f'[texts.{package}]\nobjectives = "What {data["work_packages"][package]["title"]} is for."\n')
    activity = random.choice(list(data["activities"]))
    blocks.append(f'[ignored.{format_key(f"QUA106 activities.{format_key(activity)}")}]\nreason = "known"\n')
    return "\n".join(blocks)


def renumbered(random: Random, text: str) -> Renumbering:
    """The text with the entries of one kind, or of one work package, numbered otherwise."""
    data = parse(text)
    kind = random.choice(["activities", "activities", "work_packages", "partners", "milestones", "objectives"])
    package = random.choice([id for id in data["work_packages"] if f"A{id[2:]}.1" in data["activities"]])
    stem = f"A{package[2:]}." if kind == "activities" else PREFIX[kind]
    ids = [id for id in data[kind] if id.startswith(stem)]
    how = random.choice(["insert", "close", "swap", "turn", "rotate"])
    if how == "insert":
        place = random.randrange(len(ids))
        order = [*ids[:place], None, *ids[place:]]
    elif how == "close":
        place = random.randrange(len(ids))
        removed = _removed(text, kind, ids[place])
        if removed is None:
            order, how = ids[::-1], "turn"
        else:
            text, order = removed, [*ids[:place], *ids[place + 1 :]]
    elif how == "swap" and len(ids) > 1:
        one, two = random.sample(range(len(ids)), 2)
        order = list(ids)
        order[one], order[two] = order[two], order[one]
    elif how == "rotate":
        order = [*ids[1:], ids[0]]
    else:
        order = ids[::-1]
    new = {id: f"{stem}{number}" for number, id in enumerate(order, 1)}
    inserted = new.pop(None, None)
    if kind == "work_packages" and random.random() < 0.5:
        new |= _with_their_activities(new, data)
    text = _with_ids(text, new)
    if inserted:
        text = _inserted(random, text, kind, inserted)
    if random.random() < 0.5:
        text = _sorted(text, kind)
    return Renumbering(f"{how} {kind}", text)


def _with_their_activities(new: dict[str, str], data: Data) -> dict[str, str]:
    """The activities of renumbered work packages numbered as these are."""
    found = {}
    for id in data["activities"]:
        package, _dot, number = id[1:].partition(".")
        if id.startswith("A") and f"WP{package}" in new:
            found[id] = f"A{new[f'WP{package}'][2:]}.{number}"
    return found


def _removed(text: str, kind: str, id: str) -> str | None:
    from ka2plan.errors import EditError

    try:
        return Document(text).apply(RemoveEntry(kind, id, unlink=True)).text
    except EditError:
        return None


def _with_ids(text: str, new: dict[str, str]) -> str:
    """All ids exchanged at once, wherever they stand, as people do it with three passes of search and replace."""
    names = "|".join(re.escape(id) for id in sorted(new, key=len, reverse=True))
    return re.sub(rf"(?<!\w)({names})(?![\w]|\.\d)", lambda found: new[found[1]], text) if names else text


def _inserted(random: Random, text: str, kind: str, id: str) -> str:
    data = parse(text)
    partner = random.choice(list(data["partners"]))
    values: dict[str, Data] = {
        "partners": {"name": "Newcomer", "country": "IT"},
        "objectives": {"title": "Something new"},
        "work_packages": {"title": "Something new", "lead": partner},
        "activities": {
            "wp": f"WP{id[1:].partition('.')[0]}",
            "title": "New",
            "start": "M3",
            "end": "M6",
            "lead": partner,
        },
        "milestones": {"title": "Something new", "due": "M9"},
    }
    before = next(other for other in data[kind] if _number(other) == _number(id) + 1 and _stem(other) == _stem(id))
    return Document(text).apply(AddEntry(kind, id, values[kind], before=before)).text


def _stem(id: str) -> str:
    return id.rstrip("0123456789")


def _number(id: str) -> int:
    return int(id[len(_stem(id)) :])


def _sorted(text: str, kind: str) -> str:
    """The text with the tables of a kind in the order of their new numbers."""
    parts = re.split(r"(?m)^(?=\[)", text)
    places = [place for place, part in enumerate(parts) if part.startswith(f"[{kind}.")]
    tables = sorted(
        (parts[place] for place in places), key=lambda part: [*map(int, re.findall(r"\d+", part.split("]")[0]))]
    )
    for place, table in zip(places, tables, strict=True):
        parts[place] = table
    return "".join(parts)


def id_of(data: Data, kind: str, title: str) -> str:
    """The id of the thing with a title.

    :raises KeyError: there is none.
    """
    for id, entry in data.get(kind, {}).items():
        if title == _title(entry):
            return str(id)
    raise KeyError(title)


def _title(entry: Data) -> str:
    return str(entry.get("title", entry.get("name")))


class Things(NamedTuple):
    """Things of a plan that edits are made of, told by title."""

    activity: str
    other: str
    partner: str
    package: str
    milestone: str
    objective: str


def edit(random: Random, text: str) -> Edit:
    """One change that somebody makes, of a thing of the text."""
    data = parse(text)
    titles = {kind.name: [_title(entry) for entry in data.get(kind.name, {}).values()] for kind in KINDS}
    kinds = ("activities", "activities", "partners", "work_packages", "milestones", "objectives")
    things = Things(*(random.choice(titles[kind]) for kind in kinds))
    return random.choice([*_of_activities(random, things), *_of_others(random, things)])


def _of_activities(random: Random, things: Things) -> list[Edit]:
    note, amount, month = random.choice(NOTES), random.randint(1, 99) * 100, f"M{random.randint(18, 22)}"

    def of(name: str, make: Make) -> Edit:
        return _edit(name, "activities", things.activity, make)

    return [
        of("end", lambda _data, where: SetValue((*where, "end"), month)),
        of("title", lambda _data, where: SetValue((*where, "title"), f"{things.activity}, again")),
        of("note", lambda _data, where: SetValue((*where, "note"), note)),
        of("status", lambda _data, where: SetValue((*where, "status"), "running")),
        of("lead", lambda data, where: SetValue((*where, "lead"), id_of(data, "partners", things.partner))),
        of("money", lambda data, where: SetValue((*where, "budget", id_of(data, "partners", things.partner)), amount)),
        of("part", lambda data, where: ListInsert((*where, "partners"), id_of(data, "partners", things.partner))),
        of("link", lambda data, where: ListInsert((*where, "after"), id_of(data, "activities", things.other))),
        of("package", lambda data, where: SetValue((*where, "wp"), id_of(data, "work_packages", things.package))),
        of("aim", lambda data, where: ListInsert((*where, "serves"), id_of(data, "objectives", things.objective))),
        of("no parts", lambda _data, where: Unset((*where, "partners"))),
        of("no links", lambda _data, where: Unset((*where, "after"))),
        of("taken out", lambda _data, where: RemoveEntry(*where, unlink=True)),
    ]


def _of_others(random: Random, things: Things) -> list[Edit]:
    note, month = random.choice(NOTES), f"M{random.randint(18, 22)}"

    def leads(data: Data, where: tuple[str, str]) -> SetValue:
        return SetValue((*where, "lead"), id_of(data, "partners", things.partner))

    def adds(data: Data, where: tuple[str, str]) -> AddEntry:
        values = {"wp": where[1], "title": "Added", "start": "M2", "end": "M3"}
        return AddEntry("activities", "X1", {**values, "lead": id_of(data, "partners", things.partner)})

    def sets(kind: str, title: str, key: str, value: str) -> Edit:
        return _edit(key, kind, title, lambda _data, where: SetValue((*where, key), value))

    return [
        _edit("lead", "work_packages", things.package, leads),
        _edit("lead", "milestones", things.milestone, leads),
        _edit("activity", "work_packages", things.package, adds),
        _edit(
            "text",
            "work_packages",
            things.package,
            lambda _data, where: SetValue(("texts", where[1], "results"), note),
        ),
        sets("work_packages", things.package, "note", note),
        sets("partners", things.partner, "contact", note),
        sets("partners", things.partner, "name", f"{things.partner} School"),
        sets("milestones", things.milestone, "due", month),
        sets("objectives", things.objective, "title", f"{things.objective} daily"),
    ]


def _edit(name: str, kind: str, title: str, make: Make) -> Edit:
    def apply(text: str) -> str:
        data = parse(text)
        return Document(text).apply(make(data, (kind, id_of(data, kind, title)))).text

    return Edit(f"{name} of {title}", apply)


def by_title(text: str) -> Data:
    """What a plan says, its things called by their titles; lists of names without their order."""
    return dict(unordered(under_titles(text)))


def under_titles(text: str) -> Data:
    """What a plan says, its things called by their titles."""
    data = parse(text)
    names = {
        (kind.name, id): f"{kind.name} {_title(entry)}"
        for kind in KINDS
        for id, entry in data.get(kind.name, {}).items()
    }
    return dict(NewIds(data, names).renamed(data))


def unordered(value: Any) -> Any:
    """A value in which the order of lists does not matter."""
    if isinstance(value, dict):
        return {key: unordered(part) for key, part in value.items() if part != []}
    if isinstance(value, list):
        return sorted(map(str, value))
    return value
