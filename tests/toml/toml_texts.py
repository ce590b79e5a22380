"""Random TOML texts of every kind in its grammar, and a reading of them by spans to compare with tomllib's."""

from __future__ import annotations

import tomllib
from decimal import Decimal

from hypothesis import strategies as st

from ka2plan.toml.layout import Layout
from ka2plan.toml.value_spans import ARRAY, INLINE_TABLE, Value

SCALARS = [
    "0", "-17", "+3", "250_000", "0xDEAD_beef", "0o755", "0b1010", "1.5", "-0.01", "6.02e23", "inf", "-nan",
    "true", "false", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.999+02:00",
    '""', "''", '"a # b"', "'c # d'", r'"\"quoted\" \\ \u00e9"', '"[x] {y} = z"', "'[[a]]'",
    '""""""', "''''''", '"""one line"""', '"""a\n[not.a.header]\n# no comment\n"x" ""\n"""', "'''b\n[[no]]\n''\n'''",
    '"""ends in quotes"""""', "'''ends in quote''''", '"""\\\n   folded \\""" """', '"ž 🏫 \t tab"',
]  # fmt: skip
BARE = st.sampled_from(["a", "b", "c-d", "1", "2027-01-01", "x_y", "long_key_name"])
QUOTED = st.sampled_from(['"A2.1"', "'lit.eral'", '""', '"\\u0041 \\"q\\""', '"#"', '"]"', "'ž'"])
KEYS = st.one_of(BARE, BARE, QUOTED)
COMMENTS = st.sampled_from(["", "", "", " # why", "#", '# "unbalanced [ { \' """', "  # ž"])
GAPS = st.sampled_from(["", " ", " \n", "\n\n  ", " # [ in a comment\n", "\n# own, line\n  # two\n\t"])


def dotted(parts: list[str]) -> str:
    return ".".join(parts[:1]) + "".join(f" . {part}" if len(part) > 4 else f".{part}" for part in parts[1:])


DOTTED_KEYS = st.lists(KEYS, min_size=1, max_size=3).map(dotted)


@st.composite
def arrays(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    inside = "".join(f"{draw(GAPS)}{value}{draw(GAPS)}," for value in draw(st.lists(values, max_size=4)))
    return "[" + (inside if draw(st.booleans()) else inside.rstrip(",")) + draw(GAPS) + "]"


@st.composite
def inline_tables(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    members = [f"{draw(DOTTED_KEYS)} = {draw(values)}" for _count in range(draw(st.integers(0, 3)))]
    return draw(st.sampled_from(["{", "{ ", "{\t"])) + ", ".join(members) + draw(st.sampled_from(["}", " }"]))


VALUES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.one_of(arrays(inner), inline_tables(inner)),
    max_leaves=6,
)


@st.composite
def statements(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from(["", "", "  ", "\t"]))
    what = draw(st.integers(0, 9))
    if what == 0:
        return indent + "\n"
    if what <= 2:
        return f"{indent}#{draw(st.sampled_from([' note', '[x]', '', ' a = 1', '====']))}\n"
    if what <= 4:
        opening, closing = ("[", "]") if draw(st.integers(0, 3)) else ("[[", "]]")
        return f"{indent}{opening} {draw(DOTTED_KEYS)}{closing}{draw(COMMENTS)}\n"
    equals = draw(st.sampled_from([" = ", "=", "\t=  "]))
    return f"{indent}{draw(DOTTED_KEYS)}{equals}{draw(VALUES)}{draw(COMMENTS)}\n"


def reads(text: str) -> bool:
    try:
        tomllib.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return False
    return True


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    """A valid TOML text: statements are added as long as it reads."""
    text = ""
    for statement in draw(st.lists(statements(), max_size=25)):
        if reads(text + statement):
            text += statement
    if draw(st.integers(0, 4)) == 0:
        text = text.removesuffix("\n")
    if draw(st.integers(0, 3)) == 0:
        text = text.replace("\n", "\r\n")
    return text if draw(st.integers(0, 5)) else "\ufeff" + text


def data_by_spans(layout: Layout) -> dict[str, object]:
    """What the layout says is written where, each scalar read for itself."""
    root: dict[str, object] = {}
    for block, path in zip(layout.blocks, layout.paths, strict=True):
        table = _table_at(root, path) if path else root
        for member in block.members:
            _put(table, member.names, _value(block.text, member.value))
    return root


def _table_at(root: dict[str, object], path: tuple[str | int, ...]) -> dict[str, object]:
    here: object = root
    for part, following in zip(path, [*path[1:], ""], strict=True):
        if isinstance(part, int):
            assert isinstance(here, list)
            here.extend([{}] * (part == len(here)))
            here = here[part]
        else:
            assert isinstance(here, dict)
            here = here.setdefault(part, [] if isinstance(following, int) else {})
    assert isinstance(here, dict)
    return here


def _put(table: dict[str, object], names: tuple[str, ...], value: object) -> None:
    for name in names[:-1]:
        inner = table.setdefault(name, {})
        assert isinstance(inner, dict)
        table = inner
    table[names[-1]] = value


def _value(text: str, value: Value) -> object:
    if value.kind == ARRAY:
        return [_value(text, member.value) for member in value.members]
    if value.kind == INLINE_TABLE:
        table: dict[str, object] = {}
        for member in value.members:
            _put(table, member.names, _value(text, member.value))
        return table
    return tomllib.loads("x = " + text[value.start : value.end], parse_float=Decimal)["x"]
