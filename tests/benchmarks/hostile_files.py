"""Small files, none over 100 kB, in each of which one thing is far longer, deeper or more than in any plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

MOST_BYTES = 100_000

HEAD = (
    'format = 1\n[project]\ntitle = "T"\nacronym = "T"\ntype = "KA220-SCH"\ncall = 2026\nstart = 2026-11-01\n'
    'months = 24\nlump_sum = 250_000\ncoordinator = "A"\n'
)
PARTNERS = '[partners.A]\nname = "A"\ncountry = "SI"\n[partners.B]\nname = "B"\ncountry = "AT"\n'
PACKAGE = '[work_packages.WP1]\ntitle = "w"\nlead = "A"\n'
PLAN = HEAD + PARTNERS + PACKAGE
ACTIVITY = '[activities.A1]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "A"\nwp = "WP1"\n'
OTHER = '[activities.A2]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "A"\nwp = "WP1"\n'


def activity(id: str, more: str = "") -> str:
    """One activity as a table."""
    return f'[activities."{id}"]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "A"\nwp = "WP1"\n{more}'


def hostile_files() -> dict[str, str]:
    """Every file by its name."""
    files = {f"{family.__name__}: {name}": text for family in _FAMILIES for name, text in family()}
    too_long = [name for name, text in files.items() if len(text.encode("utf-8", "surrogateescape")) > MOST_BYTES]
    assert not too_long, too_long
    return files


def hostile_tables() -> dict[str, str]:
    """Other people's tables by their names, each with cells that no table has."""
    head = "Id;Title;Start;End;Lead;After;Budget A\n"
    cells = {"blanks": " " * 30_000, "tabs": "\t" * 30_000, "dashes": "1 - " * 7_000, "digits": "1" * 30_000}
    return {
        f"table: a cell of {name} in column {place + 1}": head
        + ";".join(f'"A1{cell}A1"' if column == place else "1" for column in range(7))
        for name, cell in cells.items()
        for place in range(7)
    }


def _repeated(form: str, many: int, between: str = "\n") -> str:
    return between.join(form.format(i=place) for place in range(many)) + "\n"


def syntax() -> Iterator[tuple[str, str]]:
    """What costs before anything is a plan: keys, numbers, brackets, strings, comments, lines."""
    yield "bare key", PLAN + ACTIVITY + "x_" + "a" * 90_000 + " = [" + "1.0," * 70 + "]\n"
    yield "bare key in words", PLAN + ACTIVITY + "x_" + "a " * 45_000 + " = [" + "1.0," * 70 + "]\n"
    yield "blanks in a line with dots", PLAN + ACTIVITY + "x_a" + " " * 90_000 + " = [" + "1.0," * 70 + "]\n"
    yield "dots and blanks", PLAN + "x_a" + (" ." + " " * 50) * 1_500 + "\n"
    yield "parts and blanks", PLAN + ("x_" + "a" * 40 + " . ") * 60 + ("y" * 1_000 + " ") * 90 + "= 1\n"
    yield "quotes", PLAN + "x_a = " + "'\"" * 45_000 + "\n"
    yield "triple quotes", PLAN + "x_a = " + "'''\"\"\"" * 15_000 + "\n"
    yield "long string left open", PLAN + 'x_a = """' + 'a"" ' * 22_000 + "\n"
    yield "string left open of escapes", PLAN + 'x_a = "' + '\\"' * 45_000 + "\n"
    yield "strings left open", PLAN + "x_a = " + '"\\' * 45_000 + "!\n"
    yield "escapes", PLAN + 'x_a = "' + "\\u0041" * 15_000 + '"\n'
    yield "backslashes", PLAN + 'x_a = "' + "\\\\" * 45_000 + "\n"
    yield "digits", PLAN + "x_a = " + "1" * 90_000 + "\n"
    yield "digits and signs", PLAN + "x_a = [" + "-1+1_" * 18_000 + "]\n"
    yield "brackets", PLAN + "x_a = " + "[" * 90_000 + "\n"
    yield "brackets within bounds", PLAN + ACTIVITY + ("x_{i} = " + "[" * 90 + "]" * 90 + "\n").replace("{i}", "b")
    yield "inline tables", PLAN + ACTIVITY + _repeated("x_{i} = {{ a = {{ b = {{ c = 1 }} }} }}", 2_500)
    yield "lines of brackets and quotes", PLAN + ACTIVITY + "x_a = " + "[['" * 30_000 + "\n"
    yield "nearly a statement", PLAN + _repeated("x_{i} = [ 'a', [ 'b' ], {{ c = [ 'd'", 2_000)
    yield "array in lines", PLAN + ACTIVITY + "x_a = [\n" + "# c\n1,\n" * 12_000 + "]\n"
    yield "comments", "# c\n" * 22_000 + PLAN + ACTIVITY
    yield "comments apart", PLAN + ACTIVITY + "# c\n\n" * 15_000
    yield "blank lines", PLAN + ACTIVITY + "\n" * 90_000
    yield "blanks", PLAN + ACTIVITY + " " * 90_000 + "\n"
    yield "a line of comment", PLAN + "#" * 90_000 + "\n" + ACTIVITY
    yield "carriage returns", (PLAN + ACTIVITY + _repeated("x_{i} = 1", 5_000)).replace("\n", "\r\n")
    yield "dotted keys", PLAN + ACTIVITY + _repeated("x_a.b{i}.c.d = 1", 4_500)
    yield "long dotted keys", PLAN + ACTIVITY + _repeated("x_a" + ".b" * 60 + ".c{i} = 1", 650)
    yield "conflict markers", PLAN + "<<<<<<< a\nx_a = 1\n=======\nx_a = 2\n>>>>>>> b\n" * 2_000
    yield "openings of conflicts", PLAN + "<<<<<<<\n" * 10_000
    yield "letters of one key", "a" * 95_000


def keys() -> Iterator[tuple[str, str]]:
    """Keys, tables and types that are none of ka2plan's."""
    yield "unknown in an activity", PLAN + ACTIVITY + _repeated("strat{i} = 1", 4_500)
    yield "unknown in the project", HEAD + _repeated("strat{i} = 1", 4_500) + PARTNERS + PACKAGE + ACTIVITY
    yield "unknown at the top", _repeated("strat{i} = 1", 4_500) + PLAN + ACTIVITY
    yield "unknown tables", PLAN + ACTIVITY + _repeated("[strat{i}]", 6_000)
    yield "unknown in many", PLAN + "".join(activity(f"A{i}", "strat = 1\n") for i in range(900))
    yield (
        "one letter slipped",
        PLAN + "".join(activity(f"A{i}").replace("start", "strat").replace("title", "titel") for i in range(900)),
    )
    yield "unknown and long", PLAN + ACTIVITY + _repeated("s" * 900 + "{i} = 1", 100)
    yield (
        "quoted dates",
        PLAN + "".join(activity(f"A{i}").replace('"M1"', f'"2026-11-{i % 28 + 1:02d}"') for i in range(900)),
    )
    yield "text for numbers", PLAN + "".join(activity(f"A{i}", 'budget.A = "1 000"\n') for i in range(800))
    yield "invisible in one table", PLAN + ACTIVITY + "[texts.WP1]\n" + _repeated('o{i} = "a\u00ad\u200b"', 4_000)
    yield "other case in one list", PLAN + ACTIVITY + "partners = [" + _repeated('"b"', 12_000, ", ").strip() + "]\n"
    quoted = _repeated('budget.P{i} = "1"\neffort.P{i} = "1"', 1_800)
    yield "text for numbers in one table", PLAN + ACTIVITY + quoted
    yield "other case", PLAN + "".join(activity(f"A{i}", 'status = "Done"\n').replace('"A"', '"a"') for i in range(800))
    wrong = "[activities.A{i}]\ntitle = 1\nstart = []\nend = 2.5\nlead = {{}}"
    yield "every type wrong", PLAN + _repeated(wrong, 1_200)
    dotted = '[activities.A{i}.1]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "A"'
    yield "dotted ids", PLAN + _repeated(dotted, 1_200)
    yield "array of tables", PLAN + _repeated('[[activities]]\ntitle = "t"', 3_000)
    yield "long ids", PLAN + activity("A" * 60_000)
    yield "ids of many signs", PLAN + "".join(activity("é" * 60 + str(i)) for i in range(400))
    yield "ignored", PLAN + ACTIVITY + _repeated('[ignored."DEP203 activities.A{i}"]\nreason = "r"', 1_700)
    yield (
        "ignored that fit",
        PLAN
        + _repeated(
            '[activities.A{i}]\ntitle = "t"\nstart = "M9"\nend = "M2"\nlead = "A"\nwp = "WP1"\n'
            '[ignored."DAT102 activities.A{i}"]\nreason = "r"',
            700,
        ),
    )
    yield "overrides", PLAN + ACTIVITY + _repeated('[overrides.lump_{i}]\nvalue = [1]\nreason = "r"', 2_000)
    nearly = (
        '[overrides.lumpsums{i}]\nvalue = {i}\nreason = "r"\n[overrides.partners_min{i}]\nvalue = {i}\nreason = "r"'
    )
    yield "overrides of nearly known facts", PLAN + ACTIVITY + _repeated(nearly, 900)
    yield "texts", PLAN + ACTIVITY + _repeated('[texts.W{i}]\nobjectives = "o"', 2_500)
    yield "texts in one", PLAN + ACTIVITY + "[texts.WP1]\n" + _repeated('o{i} = "o"', 6_000)


def lists() -> Iterator[tuple[str, str]]:
    """One list with thousands of items, good, bad and doubled."""
    for key, item in (
        ("partners", '"A"'), ("partners", '"Z{i}"'), ("after", '"A2"'), ("after", '"Z{i}"'),
        ("serves", '"inclusion"'), ("serves", '"Z{i}"'),
        ("after", '{{ id = "A2", type = "SS", lag = "{i}m" }}'), ("periods", '{{ start = "M1", end = "M2" }}'),
        ("after", "{i}"), ("partners", "[{i}]"),
    ):  # fmt: skip
        many = 85_000 // (len(item) + 5)
        text = "\n".join([PLAN + OTHER + ACTIVITY]) + f"{key} = [" + _repeated(item, many, ", ").strip() + "]\n"
        yield f"{key} of {item}", text.replace('start = "M1"\nend = "M2"\n', "", 1) if key == "periods" else text
    yield "topics", HEAD + "topics = [" + _repeated('"T{i}"', 9_000, ", ").strip() + "]\n" + PARTNERS
    yield "priorities", HEAD + "priorities = [" + _repeated('"P{i}"', 9_000, ", ").strip() + "]\n" + PARTNERS
    yield (
        "periods apart",
        PLAN
        + ACTIVITY.replace(
            'start = "M1"\nend = "M2"\n',
            "periods = ["
            + _repeated("{{ start = 2026-11-01, end = 2028-10-1{i} }}", 10, ", ").strip()
            + "".join(
                f", {{ start = {day}, end = {day} }}"
                for day in (date(2026, 11, 1) + timedelta(days=i % 700) for i in range(2_100))
            )
            + "]\n",
        ),
    )


def many() -> Iterator[tuple[str, str]]:
    """Entries of one kind by the thousand."""
    partners = "".join(f'[partners.P{i}]\nname = "P{i}"\ncountry = "SI"\n' for i in range(1_500))
    yield "partners", HEAD + PARTNERS + partners + PACKAGE + ACTIVITY
    few = "".join(f'[partners.P{i}]\nname = "P{i}"\ncountry = "SI"\n' for i in range(900))
    yield "partners of one activity", HEAD + PARTNERS + few + PACKAGE + ACTIVITY + (
        "partners = [" + _repeated('"P{i}"', 900, ", ").strip() + "]\n" + _repeated("effort.P{i} = 20", 900)
        + _repeated("budget.P{i} = 20", 900)
    )  # fmt: skip
    hundred = "".join(f'[partners.P{i}]\nname = "P{i}"\ncountry = "SI"\ncapacity = 1\n' for i in range(100))
    each = "partners = [" + _repeated('"P{i}"', 100, ", ").strip() + "]\n"
    yield (
        "partners of every activity",
        HEAD + PARTNERS + hundred + PACKAGE + "".join(activity(f"A{i}", each) for i in range(85)),
    )
    yield (
        "organisations alike",
        HEAD
        + "".join(
            f'[partners.P{i}]\nname = "P"\ncountry = "SI"\noid = "E10000001"\nwebsite = "w"\n' for i in range(1_000)
        )
        + PACKAGE
        + ACTIVITY,
    )
    yield "work packages", PLAN + "".join(f'[work_packages.W{i}]\ntitle = "w"\nlead = "A"\n' for i in range(1_800))
    yield "activities", PLAN + "".join(activity(f"A{i}") for i in range(1_000))
    yield "activities in months of effort", PLAN + "".join(activity(f"A{i}", "effort.A = 20\n") for i in range(900))
    yield (
        "milestones",
        PLAN
        + ACTIVITY
        + "".join(
            f'[milestones.M{i}]\ntitle = "m"\ndue = "M{i % 24 + 1}"\nwp = "WP1"\nafter = ["A1"]\n' for i in range(1_100)
        ),
    )
    yield (
        "deliverables",
        PLAN
        + ACTIVITY
        + "".join(
            f'[deliverables.D{i}]\ntitle = "d"\ndue = "M{i % 24 + 1}"\nwp = "WP1"\nafter = ["A1"]\n'
            for i in range(1_100)
        ),
    )
    yield "objectives", PLAN + ACTIVITY + "".join(f'[objectives.O{i}]\ntitle = "o"\n' for i in range(2_400))
    yield (
        "objectives served",
        PLAN
        + "".join(f'[objectives.O{i}]\ntitle = "o"\n' for i in range(300))
        + "".join(activity(f"A{i}", "serves = [" + _repeated('"O{i}"', 300, ", ").strip() + "]\n") for i in range(35)),
    )
    yield "indicators", PLAN + ACTIVITY + "".join(f'[indicators.I{i}]\nwp = "WP1"\ntitle = "i"\n' for i in range(2_000))
    yield "ids doubled", PLAN + _repeated("[activities.A{i}]\n[milestones.A{i}]\n[objectives.A{i}]", 1_400)
    yield "named costs", PLAN + ACTIVITY + "[activities.A1.items]\n" + _repeated("cost{i} = 20", 5_000)
    yield "papers", HEAD + "papers = { " + _repeated("p{i} = true", 5_000, ", ").strip() + " }\n" + PARTNERS + ACTIVITY
    yield "budget of nobody", PLAN + ACTIVITY + _repeated("budget.Z{i} = 20", 4_000)
    yield "effort of nobody", PLAN + ACTIVITY + _repeated("effort.Z{i} = 20", 4_000)


def loads() -> Iterator[tuple[str, str]]:
    """Partners with far more to do than they can, in many activities with many partners and months."""

    def plan(partners: int, activities: int, each: int, months: Callable[[int], tuple[int, int]], capacity: int) -> str:
        consortium = "".join(
            f'[partners.P{i}]\nname="P"\ncountry="SI"\ncapacity={capacity + i % 3}\n' for i in range(partners)
        )
        text = HEAD.replace('"A"', '"P0"') + consortium + "[work_packages.WP1]\ntitle='w'\nlead='P0'\n"
        for place in range(activities):
            ids = [f"P{(place * 7 + step) % partners}" for step in range(each)]
            start, end = months(place)
            text += f"[activities.A{place}]\ntitle='t'\nstart='M{start}'\nend='M{end}'\nlead='{ids[0]}'\nwp='WP1'\n"
            text += "effort={" + ",".join(f"{id}={3 + step % 5}" for step, id in enumerate(ids)) + "}\n"
            text += "partners=[" + ",".join(f"'{id}'" for id in ids[1:]) + "]\n"
        return text

    def four(place: int) -> tuple[int, int]:
        return place % 20 + 1, place % 20 + 4

    def every(_place: int) -> tuple[int, int]:
        return 1, 24

    yield "60 activities of six", plan(20, 60, 6, four, 4)
    yield "60 activities of six, nearly possible", plan(20, 60, 6, four, 8)
    yield "60 activities of six in all months", plan(20, 60, 6, every, 3)
    yield "200 activities of six", plan(20, 200, 6, four, 8)
    yield "200 activities of six in all months", plan(20, 200, 6, every, 12)
    yield "activities of two", plan(40, 700, 2, four, 8)
    yield "activities of one", plan(20, 850, 1, four, 5)
    yield "partners of every activity", plan(60, 85, 60, every, 8)
    yield "partners of one activity", plan(1_200, 1, 1_200, every, 0)
    yield "partners of one short activity", plan(1_200, 1, 1_200, lambda _place: (3, 3), 0)
    yield "century", plan(10, 40, 5, lambda _place: (1, 1_000), 0).replace("months = 24", "months = 1_000")


def links() -> Iterator[tuple[str, str]]:
    """Dependencies: long, dense, doubled, in circles."""
    short = "[activities.A{i}]\ntitle='t'\nstart='M1'\nend='M2'\nlead='A'\n"

    def network(count: int, before: Callable[[int], Iterator[int] | range]) -> str:
        return PLAN + "".join(
            short.format(i=place) + "after=[" + ",".join(f"'A{other}'" for other in before(place)) + "]\n"
            for place in range(count)
        )

    yield "chain", network(1_200, lambda place: range(max(0, place - 1), place))
    yield "each after the twenty before", network(500, lambda place: range(max(0, place - 20), place))
    yield "each after all before", network(150, range)
    yield "layers", network(300, lambda place: range(max(0, place // 30 - 1) * 30, place // 30 * 30))
    yield "star", network(1_000, lambda place: range(min(1, place)))
    yield "all after one", network(900, lambda place: range(899) if place == 899 else range(0))
    yield "circle", network(1_200, lambda place: range((place + 1) % 1_200, (place + 1) % 1_200 + 1))
    yield "circles of two", network(1_200, lambda place: range(place ^ 1, (place ^ 1) + 1))
    yield "all after all", network(115, lambda _place: range(115))
    yield "after itself", network(1_200, lambda place: range(place, place + 1))
    yield "overlapping circles", network(450, lambda place: ((place * 7 + step) % 450 for step in range(1, 21)))
    yield (
        "lags",
        PLAN
        + "".join(
            activity(f"A{i}", f'after = [{{ id = "A{i - 1}", lag = "99999m" }}]\n' if i else "") for i in range(750)
        ),
    )
    yield "after its own package", PLAN + "".join(activity(f"A{i}", 'after = ["WP1"]\n') for i in range(800))
    yield "packages after packages", HEAD + PARTNERS + "".join(
        f'[work_packages.W{i}]\ntitle = "w"\n[activities.A{i}]\ntitle = "t"\nstart = "M1"\nend = "M2"\nlead = "A"\n'
        f'wp = "W{i % 20}"\nafter = ["W{(i + 1) % 20}"]\n' for i in range(600)
    )  # fmt: skip


def words() -> Iterator[tuple[str, str]]:
    """Texts of tens of thousands of characters wherever a text may stand."""
    for name, letters in (
        ("letters", "a"), ("blanks", " "), ("words", "ab "), ("line ends", "\\n"), ("stars", "*"), ("brackets", "["),
        ("backticks", "`"), ("bars", "|"), ("signs", "=+-@"), ("markup", "[b]"), ("wide", "漢"), ("joined", "👩\u200d"),
        ("marks", "e\u0301\u0302"), ("hidden", "\u202e"), ("controls", "\\u001b"), ("commas", ", "),
        ("formulas", ";=1\\n"), ("angles", "<a &"), ("links", "http://a.b/"), ("numbers", "1. "), ("hashes", "# \\n"),
        ("right to left", "\u05d0 "), ("backslashes", "\\\\"), ("colons", "::"), ("underscores", "_a"),
        ("digits", "1"), ("dotted digits", "1."), ("letters and digits", "a1"),
    ):  # fmt: skip
        text = letters * (80_000 // len(letters.encode()))
        yield f"title of {name}", PLAN + ACTIVITY.replace('title = "t"', f'title = "{text}"')
        yield f"text of {name}", PLAN + ACTIVITY + f'[texts.WP1]\nobjectives = "{text}"\n'
    long = "a" * 88_000
    yield "project's title", HEAD.replace('title = "T"', f'title = "{long}"') + PARTNERS + PACKAGE + ACTIVITY
    yield "project's title in words", HEAD.replace('title = "T"', f'title = "{"ab " * 28_000}"') + PARTNERS + ACTIVITY
    yield "acronym", HEAD.replace('acronym = "T"', f'acronym = "{long}"') + PARTNERS + PACKAGE + ACTIVITY
    yield "name of a partner", HEAD + PARTNERS.replace('name = "A"', f'name = "{"ab " * 28_000}"') + PACKAGE + ACTIVITY
    yield "results", PLAN + ACTIVITY + f'results = "{"ab, " * 22_000}"\n'
    yield "dates that are none", PLAN + ACTIVITY.replace('"M1"', f'"{"1. " * 28_000}"')
    yield "months that are none", PLAN + ACTIVITY.replace('"M1"', f'"M{"0" * 80_000}"')
    yield "a status that is none", PLAN + ACTIVITY + f'status = "{"a" * 80_000}"\n'
    yield "an id that is none", PLAN + ACTIVITY.replace('lead = "A"', f'lead = "{"A" * 80_000}"')
    yield "a lag that is none", PLAN + ACTIVITY + f'after = [{{ id = "A1", lag = "{"1" * 80_000}m" }}]\n'
    yield "a note of lines", PLAN + ACTIVITY + 'note = """\n' + "a\n" * 40_000 + '"""\n'
    yield "a website", HEAD + PARTNERS.replace('country = "SI"', f'country = "SI"\nwebsite = "{"http://" * 12_000}"')


def figure_everywhere(figure: str) -> str:
    """One figure for everything that has one, for keys that nobody knows too."""
    return (
        HEAD.replace("250_000", figure).replace("24", figure)
        + f"x_own = {figure}\nunknown = {figure}\n"
        + PARTNERS
        + f"capacity = {figure}\nrate = {figure}\nunknown = {figure}\n"
        + PACKAGE
        + f"budget.A = {figure}\neffort.A = {figure}\n"
        + activity("A1", f"budget.A = {figure}\neffort.A = {figure}\namount = {figure}\nprogress = {figure}\n")
        + f"items = {{ travel = {figure} }}\n"
        + activity("A2", f"effort.A = {{ M1 = {figure} }}\nx_own = [{figure}]\n")
        + f'[indicators.I1]\ntitle = "i"\ntarget = {figure}\nachieved = {figure}\n'
        + f'[overrides.lump_sums]\nvalue = [{figure}]\nreason = "r"\n'
    )


def figures() -> Iterator[tuple[str, str]]:
    """Numbers and dates that no project has."""
    yield "months", (PLAN + ACTIVITY).replace("months = 24", "months = 1_000_000")
    yield "months of a century", (PLAN + ACTIVITY).replace("months = 24", "months = 1_200").replace('"M2"', '"M1200"')
    yield "months beyond all", (PLAN + ACTIVITY).replace("months = 24", "months = " + "9" * 300)
    yield "last year", (PLAN + ACTIVITY).replace("2026-11-01", "9999-11-01")
    yield "first year", (PLAN + ACTIVITY).replace("2026-11-01", "0001-01-01").replace('"M2"', "9999-12-31")
    yield "money", (PLAN + ACTIVITY + "budget.A = " + "9" * 390 + "\n").replace("250_000", "9" * 390)
    yield "exponents", PLAN + ACTIVITY + "budget.A = 1e999999999\neffort.A = 1e-999999999\n"
    for name, figure in (("large", "1e999999999"), ("fine", "1e-999999999"), ("noughts", "0e-999999999")):
        yield f"exponents everywhere, {name}", figure_everywhere(figure)
    yield (
        "effort over centuries",
        PLAN.replace("months = 24", "months = 1_200")
        + "".join(activity(f"A{i}", "effort.A = 20\neffort.B = 1\n").replace('"M2"', '"M1200"') for i in range(700)),
    )
    yield (
        "dates over centuries",
        PLAN
        + "".join(
            activity(f"A{i}", "effort.A = 20\n").replace('"M1"', "0001-01-01").replace('"M2"', "9999-12-31")
            for i in range(800)
        ),
    )


_FAMILIES: tuple[Callable[[], Iterator[tuple[str, str]]], ...] = (
    syntax,
    keys,
    lists,
    many,
    loads,
    links,
    words,
    figures,
)
