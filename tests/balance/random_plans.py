"""Random plans whose partners have more or less to do than they can."""

from __future__ import annotations

import random
from datetime import date, timedelta

PARTNERS = ("OSL", "IES", "ZAV", "PHS")
MONTHS = 8


def random_plan(seed: int) -> str:
    """The text of a plan, the same for the same number."""
    rng = random.Random(seed)
    lines = [
        "format = 1\n[project]",
        'title = "T"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01',
        f'months = {MONTHS}\nlump_sum = 120_000\ncoordinator = "OSL"',
    ]
    partners = PARTNERS[: rng.randint(2, 4)]
    tight = rng.choice((6, 10, 16))
    for place, id in enumerate(partners):
        lines += [
            f'[partners.{id}]\nname = "{id}"\ncountry = "{("SI", "ES", "HR", "AT")[place]}"',
            *_capacity(rng, tight),
            *_stay(random.Random(f"{seed} {id}"), place),
        ]
        if rng.random() < 0.6:
            lines.append(f"rate = {rng.choice((100, 137.5, 241))}")
    lines += ['[work_packages.WP1]\ntitle = "WP1"\nlead = "OSL"']
    if rng.random() < 0.6:
        lines += [f"effort.{id} = {rng.randint(1, 30)}" for id in partners if rng.random() < 0.7]
    for number in range(1, rng.randint(2, 5)):
        lines += _activity(rng, f"A{number}", partners, number)
    return "\n".join(lines) + "\n"


def _capacity(rng: random.Random, tight: int) -> list[str]:
    kind = rng.random()
    if kind < 0.15:
        return []
    own = rng.randint(1, tight)
    if kind < 0.75:
        return [f"capacity = {own}"]
    named = ", ".join(f"M{month} = {rng.choice((0, 2.5, own))}" for month in sorted(rng.sample(range(1, 9), 2)))
    return [f"capacity = {{ default = {own}, {named} }}"]


def _stay(rng: random.Random, place: int) -> list[str]:
    """From when or until when a partner is there, of one in four; the coordinator always is."""
    if not place or rng.random() < 0.75:
        return []
    return [rng.choice((f'since = "M{rng.randint(2, 5)}"', f'until = "M{rng.randint(4, 7)}"', "until = 2027-03-20"))]


def _activity(rng: random.Random, id: str, partners: tuple[str, ...], number: int) -> list[str]:
    start = rng.randint(1, MONTHS)
    end = min(MONTHS, start + rng.randint(0, 3))
    lead, *others = rng.sample(partners, rng.randint(1, len(partners)))
    lines = [f'[activities.{id}]\nwp = "WP1"\ntitle = "{id}"\nstart = "M{start}"\nend = "M{end}"\nlead = "{lead}"']
    if others:
        lines.append(f"partners = [{', '.join(f'{other!r}' for other in others)}]")
    for partner in (lead, *others):
        if rng.random() < 0.75:
            lines += [f"budget.{partner} = {rng.randint(1, 9) * 1000}", _effort(rng, partner, start, end)]
    status = rng.choice(("planned",) * 7 + ("running", "done", "cancelled"))
    if status != "planned":
        lines.append(f'status = "{status}"')
    lines += _happened(random.Random(f"{id} {start} {end} {lead} happened"), status, start)
    if number > 1 and rng.random() < 0.2:
        lines.append(f'after = ["A{number - 1}"]')
    return lines


def _happened(rng: random.Random, status: str, start: int) -> list[str]:
    """How far something is that runs, and on which day it began, of one in two each; what was left out stays out."""
    if status != "running":
        return []
    began = date(2026, 11, 1) + timedelta(30 * (start - 1) + rng.randint(-20, 60))
    lines = [f"progress = {rng.choice((0, 10, 50, 90, 100))}"] if rng.random() < 0.5 else []
    return [*lines, *([f"actual = {{ start = {began} }}"] if rng.random() < 0.5 else [])]


def random_day(seed: int) -> date:
    """The day on which the plan of that number is looked at: before it begins, within, at its end."""
    days = ("2026-10-01", "2026-12-15", "2027-02-10", "2027-02-28", "2027-03-01", "2027-05-08", "2027-06-30")
    return date.fromisoformat(random.Random(f"{seed} day").choice(days))


def _effort(rng: random.Random, partner: str, start: int, end: int) -> str:
    if rng.random() < 0.2:
        named = ", ".join(f"M{month} = {rng.randint(1, 12)}" for month in range(start, end + 1))
        return f"effort.{partner} = {{ {named} }}"
    return f"effort.{partner} = {rng.choice((rng.randint(1, 40), rng.randint(1, 99) / 8))}"
