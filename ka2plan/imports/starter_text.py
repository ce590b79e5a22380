"""The text of a new plan: small, commented, with sums that close, so that one changes it instead of building it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ka2plan.errors import UsageError
from ka2plan.named_tuples import NamedTuple
from ka2plan.plan import placeholders as words
from ka2plan.plan.calendar import FIRST_YEAR, LAST_YEAR, add_months
from ka2plan.plan.model import ZERO
from ka2plan.plan.schema_line import schema_line
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.calls import Call, CallBook
    from ka2plan.calls.model import Window

HUNDRED = Decimal(100)

MANAGEMENT_PERCENT = 15
"""Share of the money that a new plan gives to management: room below the cap."""

MOST_PARTNERS = 100

COUNTRIES = ("SI", "ES", "AT", "PT", "FI", "IT", "PL", "GR", "IE", "HR", "DE", "LT", "BE", "CZ", "RO", "FR")
"""Countries of the placeholder partners, in this order, until the user names the real ones."""


class Request(NamedTuple):
    """What a new plan is to be."""

    type: str
    call: int
    round: int
    start: date
    months: int
    money: Decimal
    country: str = "SI"
    partners: int = 3
    countries: int = 3
    """Different countries the consortium needs at least."""
    acronym: str = words.ACRONYM
    title: str = ""


class Task(NamedTuple):
    """One activity of a new plan: its share of the time and of the money."""

    work_package: int
    title: str
    begin: Decimal
    """Where it begins, as a share of the project's duration."""
    end: Decimal
    percent: int
    """Share of the money besides management."""
    result: str


class Layout(NamedTuple):
    """What a new plan of a type is made of: titles of its work packages, and its activities in sequence."""

    packages: tuple[str, ...]
    tasks: tuple[Task, ...]


def layout_of(call: Call) -> Layout:
    """The layout for a type: one work package a task where the call asks for that, else four in all."""
    one_a_task = call.fact("task_wps_min") is not None
    second, third, last = (3, 4, 5) if one_a_task else (2, 3, 4)
    last_title = _("Long-term impact plan") if one_a_task else _("Dissemination")
    quarter, half, late = Decimal("0.25"), Decimal("0.5"), Decimal("0.8")
    tasks = (
        Task(2, _(words.NEEDS), ZERO, quarter, 20, _(words.NEEDS_KNOWN)),
        Task(second, _(words.MATERIALS), quarter, half, 30, _(words.MATERIALS_READY)),
        Task(third, _(words.PILOT), half, late, 30, _(words.MATERIALS_TRIED)),
        Task(last, last_title, late, Decimal(1), 20, _(words.HANDED_ON)),
    )
    titles = (_("Analysis"), _("Development")) if one_a_task else (_("Analysis and development"),)
    return Layout((_("Project management"), *titles, _(words.PILOT), last_title), tasks)


def next_call(book: CallBook, type_id: str, call_round: int | None, today: date) -> tuple[int, int]:
    """Year and round of the call to write for: the newest known one whose deadline is ahead, else the next year's."""
    newest = book.newest_year(type_id)
    for year in reversed(book.years_of(book.library.code_of(type_id))):
        call = book.call(type_id, year)
        for number in call.rounds if call_round is None else (call_round,):
            deadline = call.deadline(number)
            if deadline and deadline.at.date() >= today:
                return year, number
    return max(newest + 1, today.year), call_round or 1


def default_request(book: CallBook, type_id: str, year: int | None, call_round: int | None, today: date) -> Request:
    """What a new plan of a type is, unless the user says otherwise: the next call, the middle of what it allows.

    :raises UsageError: nothing is known of the type in that call.
    """
    year, call_round = (year, call_round or 1) if year else next_call(book, type_id, call_round, today)
    call = book.call(type_id, year, call_round)
    countries = _value(call, "min_countries", 2)
    return Request(
        type=type_id,
        call=year,
        round=call_round,
        start=_start(call.window(call_round), today),
        months=_months(call),
        money=_money(call),
        partners=max(2, _value(call, "min_organisations", 3)),
        countries=countries,
    )


def _start(window: Window | None, today: date) -> date:
    """The second month of a window, since few begin on its first day; a later one where that has passed."""
    next_month = add_months(today.replace(day=1), 1)
    if window is None:
        return date(today.year + (today.month > 9), 9, 1)
    wanted = add_months(window.start, 1) if window.start.month == 9 else window.start
    return next_month if wanted < next_month <= window.end else wanted


def _value(call: Call, key: str, default: int) -> int:
    fact = call.fact(key)
    return int(fact.value) if fact else default


def _smallest_variant(call: Call) -> Mapping[str, Any]:
    """The first strand or variant of a type that has such: its sum, duration and organisations go together."""
    variants = call.value("strands") or call.value("variants") or call.value("lots") or {}
    return next(iter(variants.values()), {})


def _months(call: Call) -> int:
    variant = _smallest_variant(call)
    if "months" in variant:
        return int(variant["months"][0])
    options, span = call.fact("duration_options"), call.fact("duration_months")
    if options:
        return int(options.value[0])
    return (int(span.value[0]) + int(span.value[1])) // 2 if span else 24


def _money(call: Call) -> Decimal:
    variant = _smallest_variant(call)
    for key in ("lump_sum", "grant_max"):
        if key in variant:
            return Decimal(variant[key])
    if "grant" in variant:
        return Decimal(variant["grant"][0])
    sums = call.fact("lump_sums")
    if sums:
        return Decimal(sorted(sums.value)[len(sums.value) // 2])
    for key in ("grant_max", "grant_min"):
        fact = call.fact(key)
        if fact:
            return Decimal(fact.value)
    by_duration = call.fact("grant_max_by_duration")
    return Decimal(next(iter(by_duration.value.values()))) if by_duration else Decimal(100_000)


def starter_text(request: Request, book: CallBook) -> str:
    """The text of a new plan.

    :raises UsageError: the request holds figures no plan can have.
    """
    _refuse_impossible(request)
    call = book.call(request.type, request.call, request.round)
    has_packages = call.unit_of_plan != "activity"
    blocks = [
        *_head(request, call),
        *_partners(request),
        *_objectives(),
        *(_work_packages(request, call) if has_packages else ()),
        *_activities(request, call, has_packages),
        *_milestones(request, layout_of(call), has_packages),
        *(_deliverables(request, layout_of(call)) if call.type and call.type.managed_by == "eacea" else ()),
        *_indicators(has_packages),
    ]
    return "\n\n".join(blocks) + "\n"


def _refuse_impossible(request: Request) -> None:
    if not 1 <= request.partners <= MOST_PARTNERS:
        raise UsageError(_("--partners: between 1 and {most}").format(most=MOST_PARTNERS))
    if not 1 <= request.months <= 120:
        raise UsageError(_("--months: between 1 and 120"))
    if not FIRST_YEAR <= request.start.year <= LAST_YEAR - 20:
        raise UsageError(_("--start: this year cannot be used"))
    if not 0 < request.money <= 10**9:
        raise UsageError(_("--lump-sum: this sum cannot be used"))


def quoted(text: str) -> str:
    """A text as a TOML basic string on one line."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'


def money_text(amount: Decimal) -> str:
    """An amount as TOML number with ``_`` between thousands."""
    whole = amount == amount.to_integral_value()
    return f"{int(amount):_}" if whole else f"{amount:,.2f}".replace(",", "_")


def _comment(*lines: str) -> str:
    return "\n".join(f"# {line}" if line else "#" for line in lines)


def _head(request: Request, call: Call) -> Iterator[str]:
    yield f"{schema_line()}\n" + _comment(
        _("{name}, call {year}.").format(name=_(call.type.name) if call.type else request.type, year=request.call),
        _("Change everything here to fit your project. `ka2plan check FILE` checks the rules of the call,"),
        _("`ka2plan FILE` opens the editor, `ka2plan timeline FILE` draws the plan."),
        _("What the form still asks for (texts, venues, topics ...) is shown as advice until you add it."),
    )
    yield (
        f"format = 1\n\n[project]\ntitle = {quoted(request.title or _(words.TITLE))}\n"
        + "\n".join(
            [
                f"acronym = {quoted(request.acronym)}",
                f"type = {quoted(request.type)}",
                f"call = {request.call}",
                f"round = {request.round}",
                f"start = {request.start.isoformat()}",
                f"months = {request.months}",
                f"lump_sum = {money_text(request.money)}  # EUR",
                'coordinator = "P1"',
                'effort_unit = "days"  # ' + _("person-days, or months for person-months"),
            ]
        )
    )


def _partners(request: Request) -> Iterator[str]:
    abroad = [country for country in COUNTRIES if country != request.country][: max(1, request.countries - 1)]
    yield _comment(_("Partners: a short id for each (`ka2plan rename FILE P2 IES` changes it everywhere)."))
    for number in range(1, request.partners + 1):
        country = request.country if number == 1 else abroad[(number - 2) % len(abroad)]
        name = _(words.COORDINATOR) if number == 1 else _(words.PARTNER).format(number=number)
        yield f"[partners.P{number}]\nname = {quoted(name)}\ncountry = {quoted(country)}"


def _objectives() -> Iterator[str]:
    yield f"[objectives.O1]\ntitle = {quoted(_(words.OBJECTIVE))}"


def _management(request: Request, call: Call) -> Decimal:
    share = MANAGEMENT_PERCENT if call.management_wp else 0
    return (request.money * share / 100 / HUNDRED).to_integral_value() * HUNDRED


def _work_packages(request: Request, call: Call) -> Iterator[str]:
    yield _comment(_("Work packages. Their own budget is money that belongs to no activity."))
    for number, title in enumerate(layout_of(call).packages, 1):
        lines = [
            f"[work_packages.WP{number}]",
            f"title = {quoted(title)}",
            f'lead = "{_lead(request, number)}"',
        ]
        if number == 1:
            lines += ['start = "M1"', f'end = "M{request.months}"']
            lines += _shares(request, _management(request, call), 1)
        yield "\n".join(lines)


def _lead(request: Request, number: int) -> str:
    return f"P{(number - 1) % request.partners + 1}"


def _shares(request: Request, amount: Decimal, number: int) -> list[str]:
    """``budget`` lines: the lead gets the largest part, every other partner less than the one before."""
    weights = [request.partners + 2 - place for place in range(request.partners)]
    order = [(number - 1 + place) % request.partners for place in range(request.partners)]
    unit = HUNDRED if amount >= 10_000 else Decimal(10)
    parts = [(amount * weight / sum(weights) / unit).to_integral_value() * unit for weight in weights]
    parts[0] += amount - sum(parts)
    amounts = {partner: part for partner, part in zip(order, parts, strict=True) if part}
    return [f"budget.P{partner + 1} = {money_text(amounts[partner])}" for partner in sorted(amounts)]


def _amounts(total: Decimal, percents: Sequence[int]) -> list[Decimal]:
    unit = HUNDRED if total >= 10_000 else Decimal(10)
    parts = [(total * percent / 100 / unit).to_integral_value() * unit for percent in percents]
    parts[-1] = total - sum(parts[:-1])
    return parts


def _spans(request: Request, layout: Layout) -> list[tuple[int, int]]:
    """First and last project month of each task; a task lasts a month at least."""
    spans = []
    for task in layout.tasks:
        first = min(request.months, int(request.months * task.begin) + 1)
        spans.append((first, max(first, int(request.months * task.end))))
    return spans


def _activities(request: Request, call: Call, has_packages: bool) -> Iterator[str]:
    yield _comment(_('Activities. "M4" is a project month: its first day as a start, its last as an end.'))
    layout = layout_of(call)
    management = _management(request, call) if has_packages else Decimal(0)
    amounts = _amounts(request.money - management, [task.percent for task in layout.tasks])
    before = ""
    for place, (task, (first, last), amount) in enumerate(
        zip(layout.tasks, _spans(request, layout), amounts, strict=True)
    ):
        id = _activity_id(layout, place, has_packages)
        lines = [f'[activities."{id}"]' if "." in id else f"[activities.{id}]"]
        lines += [f'wp = "WP{task.work_package}"'] if has_packages else []
        lead = _lead(request, task.work_package)
        others = [f"P{number}" for number in range(1, request.partners + 1) if f"P{number}" != lead]
        lines += [
            f"title = {quoted(task.title)}",
            f'start = "M{first}"',
            f'end = "M{last}"',
            f'lead = "{lead}"',
        ]
        lines += [f"partners = [{', '.join(quoted(other) for other in others)}]"] if others else []
        lines += _shares(request, amount, task.work_package) if has_packages else [f"amount = {money_text(amount)}"]
        lines += [f'after = ["{before}"]'] if before and first > _spans(request, layout)[place - 1][1] else []
        lines += ['serves = ["O1"]', f"results = {quoted(task.result)}"]
        yield "\n".join(lines)
        before = id


def _activity_id(layout: Layout, place: int, has_packages: bool) -> str:
    package = layout.tasks[place].work_package
    number = 1 + sum(task.work_package == package for task in layout.tasks[:place])
    return f"A{package}.{number}" if has_packages else f"A{place + 1}"


def _milestones(request: Request, layout: Layout, has_packages: bool) -> Iterator[str]:
    yield _comment(_("Milestones: they show that the project makes progress."))
    for number, place in enumerate((0, 1, 2), 1):
        task = layout.tasks[place]
        lines = [f"[milestones.MS{number}]", f"title = {quoted(_(words.DONE).format(task=task.title))}"]
        lines += [f'due = "M{_spans(request, layout)[place][1]}"']
        lines += [f'wp = "WP{task.work_package}"'] if has_packages else []
        lines += [
            f'lead = "{_lead(request, task.work_package)}"',
            f'after = ["{_activity_id(layout, place, has_packages)}"]',
        ]
        lines += [f"verification = {quoted(task.result)}"]
        yield "\n".join(lines)


def _deliverables(request: Request, layout: Layout) -> Iterator[str]:
    yield _comment(_("Deliverables: each belongs to one work package and is due during it."))
    for place, task in enumerate(layout.tasks):
        lines = [f'[deliverables."D{task.work_package}.{_activity_id(layout, place, True).partition(".")[2]}"]']
        lines += [f"title = {quoted(task.result)}", f'wp = "WP{task.work_package}"']
        lines += [f'due = "M{_spans(request, layout)[place][1]}"', f'lead = "{_lead(request, task.work_package)}"']
        lines += ['kind = "report"', 'dissemination = "public"', f'after = ["{_activity_id(layout, place, True)}"]']
        yield "\n".join(lines)


def _indicators(has_packages: bool) -> Iterator[str]:
    yield _comment(_("Indicators: a number that shows whether the objective is reached."))
    lines = [
        "[indicators.I1]",
        f"title = {quoted(_(words.REACHED))}",
        f"target = {words.TARGET}",
        f"unit = {quoted(_(words.PEOPLE))}",
    ]
    yield "\n".join([*lines, *(['wp = "WP3"'] if has_packages else []), 'serves = ["O1"]'])
