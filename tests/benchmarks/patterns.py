"""How the time of every regular expression grows with a text made to be slow for it: four times for four times as much.

    python -m tests.benchmarks.patterns [WORDS IN THE NAME OF A PATTERN]

Every pattern in the source of ka2plan's modules is tried, in each way in which it is used, with repetitions of short
texts behind several beginnings; the slowest of them is then tried at four lengths' distance. Told are the growth and
the milliseconds of the longer text. A pattern that is only ever given short texts, as what people type is, may grow
faster: its module bounds them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import ka2plan

WAYS = ("match", "fullmatch", "search", "sub", "subn", "split", "finditer", "findall")
REPEATED = (
    *"a1 \t\n.,-+\"'\\[{(=#/€_<`;", "\r\n", "M1 ", "1 ", "1.", "1,", "1-", "a ", "a.", "a-", "a=", "a,", "1'", '"a"',
    "'a'", '"\\', "a.b", "a .", " .", " -", " ,", "1/1", "eur ", "[a", "[1]", "www.", "http:", "e+1", "1e", "m ",
    "in ", "\n#", "# \n", "[]", "\x1b[1;", '\t"', "'''", '"""', "1_",
)  # fmt: skip
BEGINNINGS, ENDS = ("", "a", "1", '"', "[", "a = "), ("", "!")
SHORT, LONG = 2_000, 8_000


class Tried(NamedTuple):
    """One pattern and one way in which it is used."""

    name: str
    pattern: re.Pattern[Any]
    way: str


def patterns() -> Iterator[Tried]:
    """Every pattern that stands in the source of ka2plan, with each way in which it is used."""
    for module, source in _sources().items():
        known = vars(import_module(module)) | {"re": re}
        for call, parent in _calls(ast.parse(source)):
            pattern = _pattern(call, known)
            if pattern is not None:
                name = next(iter(_targets(parent)), _name_of(call.args[0]) or f"line {call.lineno}")
                yield from (Tried(f"{module} {name}", pattern, way) for way in _ways(call, parent, source))


def _name_of(pattern: ast.expr) -> str:
    """What a pattern is called that was written down elsewhere; lines move, and names do not."""
    return pattern.id if isinstance(pattern, ast.Name) else ""


def untried() -> Iterator[str]:
    """Lines with a pattern that is put together while the program runs."""
    for module, source in _sources().items():
        if "re." not in source:
            continue
        known = vars(import_module(module)) | {"re": re}
        for call, _parent in _calls(ast.parse(source)):
            if _pattern(call, known) is None:
                yield f"{module}: {ast.unparse(call)}"


@cache
def _sources() -> dict[str, str]:
    folder = Path(ka2plan.__file__).parent
    found = {path.relative_to(folder): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    names = {path: ".".join(("ka2plan", *path.with_suffix("").parts)).removesuffix(".__init__") for path in found}
    return {names[path]: source for path, source in found.items() if "re." in source and path.stem != "__main__"}


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Every call of a function of ``re`` that takes a pattern, and what it stands in."""
    for parent in ast.walk(tree):
        for node in ast.iter_child_nodes(parent):
            function = node.func if isinstance(node, ast.Call) else None
            of_re = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
            if of_re and function.value.id == "re" and function.attr in ("compile", *WAYS):
                yield node, parent


def _pattern(call: ast.Call, known: dict[str, Any]) -> re.Pattern[Any] | None:
    named = {word.arg: word.value for word in call.keywords}
    flags = named.get("flags") or next((one for one in call.args[1:] if ast.unparse(one).startswith("re.")), None)
    try:
        written, chosen = (eval(ast.unparse(one), known) if one else 0 for one in (call.args[0], flags))
    except (NameError, TypeError):
        return None
    return re.compile(written, chosen)


def _ways(call: ast.Call, parent: ast.AST, module: str) -> list[str]:
    """How a pattern is used: of a private name in its own module alone, for others have patterns of the same name."""
    if call.func.attr != "compile":  # type: ignore[attr-defined]
        return [call.func.attr]  # type: ignore[attr-defined]
    if isinstance(parent, ast.Attribute):
        return [parent.attr]
    names = _targets(parent)
    is_private = all(name.startswith("_") for name in names)
    sources = [module] if is_private else [*_sources().values()]
    whole = "\n".join(source for source in sources if any(name in source for name in names))
    return [way for way in WAYS if any(re.search(rf"\b{name}\.{way}\b", whole) for name in names)] or ["search"]


def _targets(parent: ast.AST) -> list[str]:
    """The names that a pattern is given."""
    targets = parent.targets if isinstance(parent, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def use_of(pattern: re.Pattern[Any], way: str) -> Callable[[str], Any]:
    """One use of a pattern on a text."""
    if isinstance(pattern.pattern, bytes):
        return lambda text: _used(pattern, way, text.encode())
    return lambda text: _used(pattern, way, text)


def _used(pattern: re.Pattern[Any], way: str, text: str | bytes) -> Any:
    if way in ("sub", "subn"):
        return pattern.sub(text[:0], text)
    return list(pattern.finditer(text)) if way == "finditer" else getattr(pattern, way)(text)


def seconds(use: Callable[[str], Any], text: str, runs: int = 1) -> float:
    """The processor time of the quickest of several runs."""

    def once() -> float:
        begin = process_time()
        use(text)
        return process_time() - begin

    return min(once() for _run in range(runs))


def growth(use: Callable[[str], Any]) -> tuple[float, float, str]:
    """How many times longer the long one of the slowest texts takes, how long that is, and what it is made of."""

    def text(parts: tuple[str, str, str], length: int) -> str:
        beginning, repeated, end = parts
        return beginning + repeated * (length // len(repeated)) + end

    slowest = max(product(BEGINNINGS, REPEATED, ENDS), key=lambda parts: seconds(use, text(parts, 300)))
    short, long = (seconds(use, text(slowest, length), 5) for length in (SHORT, LONG))
    return long / max(short, 1e-6), long, repr(slowest)


def main() -> None:
    """Prints the table."""
    wanted = " ".join(sys.argv[1:])
    for name, pattern, way in patterns():
        if wanted in name:
            times, long, text = growth(use_of(pattern, way))
            print(f"{times:5.1f}x {long * 1000:8.2f} ms  {name} {way}  {text}", flush=True)
    for line in untried():
        print(f"not tried, put together while it runs: {line}")


if __name__ == "__main__":
    main()
