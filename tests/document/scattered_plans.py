"""Random plans in all the ways TOML permits: keys in the root, dotted, inline, tables far apart and in any order."""

from __future__ import annotations

from random import Random
from typing import Any

from ka2plan.document.value_text import render
from ka2plan.toml import TomlFault, parse
from ka2plan.toml.paths import format_key
from tests.document.random_plans import random_plan

Sections = dict[str, list[str]]
"""Lines by header; the root's is empty."""


class ScatteredPlan:
    """Writes the data of a random plan, each table in a form of its own, sections in random order."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0
        self.comments = random.choice([0.0, 0.15, 0.3])
        self.sections: Sections = {"": []}

    def comment(self) -> str:
        self.number += 1
        return f"# c{self.number}"

    def above(self) -> str:
        text = "".join(f"{self.comment()}\n" for _line in range(2) if self.random.random() < self.comments)
        return text + "\n" if text and self.random.random() < 0.2 else text

    def behind(self) -> str:
        return f"  {self.comment()}" if self.random.random() < self.comments else ""

    def put(self, header: str, key: str, value: Any) -> None:
        equals = self.random.choice([" = ", "=", " =  "])
        line = f"{self.above()}{key}{equals}{self.value(value)}{self.behind()}\n"
        self.sections.setdefault(header, []).append(line)

    def value(self, value: Any) -> str:
        if isinstance(value, list) and value and self.random.random() < 0.4:
            items = [f"{self.above()}  {render(item, inside=True)},{self.behind()}\n" for item in value]
            return f"[{self.behind()}\n{''.join(items)}]"
        return render(value, inside=self.random.random() < 0.7)

    def table(self, header: str, prefix: str, name: str, table: dict[str, Any]) -> None:
        """Writes a table that is called ``name`` in the section of the header."""
        key = f"{prefix}{format_key(name)}"
        form = self.random.choice(["dotted", "inline", "header", "header", "header"])
        if form == "inline" or not table:
            self.put(header, key, table)
        elif form == "dotted":
            for inner, value in table.items():
                self.member(header, f"{key}.", inner, value)
        else:
            own = f"{header}.{key}" if header else key
            self.sections.setdefault(own, [])
            for inner, value in table.items():
                self.member(own, "", inner, value)

    def member(self, header: str, prefix: str, name: str, value: Any) -> None:
        if isinstance(value, dict):
            self.table(header, prefix, name, value)
        else:
            self.put(header, f"{prefix}{format_key(name)}", value)

    def text(self, data: dict[str, Any]) -> str:
        for name, value in data.items():
            self.member("", "", name, value)
        headers = [header for header in self.sections if header]
        self.random.shuffle(headers)
        parts = ["".join(self.sections[""]), *map(self.section, headers)]
        return "".join(parts)

    def section(self, header: str) -> str:
        gap = self.random.choice(["", "\n", "\n", "\n\n"])
        return f"{gap}{self.above()}[{header}]{self.behind()}\n{''.join(self.sections[header])}"


def scattered_plan(random: Random) -> str:
    """A valid TOML text of a random plan in any form."""
    data = parse(random_plan(random, tidy=True))
    while True:
        text = ScatteredPlan(random).text(data)
        text = text.replace("\n", "\r\n") if random.random() < 0.2 else text
        text = "\ufeff" + text if random.random() < 0.1 else text
        text = text.rstrip("\r\n") if random.random() < 0.15 else text
        try:
            parse(text)
        except TomlFault:
            continue
        return text
