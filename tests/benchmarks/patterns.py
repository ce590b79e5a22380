"""How the time of every regular expression grows with a text made to be slow for it: four times for four times as much.

    python -m tests.benchmarks.patterns [WORDS IN THE NAME OF A PATTERN]

Every compiled pattern of ka2plan's modules is tried, in each way in which it is used, with repetitions of short
texts behind several beginnings; the slowest of them is then tried at four lengths' distance. Told are the growth and
the milliseconds of the longer text. A pattern that is only ever given short texts, as what people type is, may grow
faster: its module bounds them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import ka2plan

WAYS = ("match", "fullmatch", "search", "sub", "split", "finditer", "findall")
REPEATED = (
    *"a1 \t\n.,-+\"'\\[{(=#/€_<`;", "\r\n", "M1 ", "1 ", "1.", "1,", "1-", "a ", "a.", "a-", "a=", "a,", "1'", '"a"',
    "'a'", '"\\', "a.b", "a .", " .", " -", " ,", "1/1", "eur ", "[a", "[1]", "www.", "http:", "e+1", "1e", "m ",
    "in ", "\n#", "# \n", "[]", "\x1b[1;", '\t"', "'''", '"""', "1_",
)  # fmt: skip
BEGINNINGS, ENDS = ("", "a", "1", '"', "[", "a = "), ("", "!")
SHORT, LONG = 2_000, 8_000


def patterns() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Every pattern by its name, with a way in which it is used."""
    folder = Path(ka2plan.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "re.compile(" not in source:
            continue
        module = ".".join(("ka2plan", *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
        for name, value in vars(import_module(module)).items():
            pattern = value if isinstance(value, re.Pattern) else getattr(value, "__self__", None)
            if isinstance(pattern, re.Pattern) and re.search(rf"^{name} = re\.compile\(", source, re.MULTILINE):
                yield from ((f"{module}.{name}", pattern, way) for way in _ways(name, value))


def _ways(name: str, value: Any) -> list[str]:
    if not isinstance(value, re.Pattern):
        return [value.__name__]
    sources = (path.read_text(encoding="utf-8") for path in Path(ka2plan.__file__).parent.rglob("*.py"))
    whole = "\n".join(source for source in sources if name in source)
    return [way for way in WAYS if re.search(rf"\b{name}\.{way}\(", whole)] or ["search"]


def use_of(pattern: re.Pattern[str], way: str) -> Callable[[str], Any]:
    """One use of a pattern on a text."""
    if way == "sub":
        return lambda text: pattern.sub("", text)
    if way == "finditer":
        return lambda text: list(pattern.finditer(text))
    use: Callable[[str], Any] = getattr(pattern, way)
    return use


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


if __name__ == "__main__":
    main()
