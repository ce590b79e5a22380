"""Random plans as text, in every form TOML has for them, each comment with a number of its own."""

from __future__ import annotations

import re
from random import Random
from typing import Any

FORMS = ("lines", "inline", "table")
KINDS = ("partners", "objectives", "work_packages", "activities", "milestones", "indicators")
STEMS = {"partners": "P", "objectives": "O", "work_packages": "WP", "activities": "A", "milestones": "MS"}
WORDS = ["Šola", "Outdoor [online]", 'so-called "needs"', "a # b", "back\\slash", "", "x = 1", "two\nlines\n", "é'é"]


class RandomPlan:
    """Builds one text; ``tidy`` keeps to tables with headers and one form of sub-table per file."""

    def __init__(self, random: Random, *, tidy: bool) -> None:
        self.random = random
        self.tidy = tidy
        self.number = 0
        self.comments = random.choice([0.0, 0.1, 0.35])
        self.form = random.choice(FORMS)
        self.tight = random.random() < 0.2
        self.grouped = random.random() < 0.7
        self.indent = random.choice(["", "", "", "  "])
        self.equals = random.choice([" = ", " = ", "=", "  =\t"])
        self.ids = {kind: self._ids(kind) for kind in KINDS}

    def _ids(self, kind: str) -> list[str]:
        stem = STEMS.get(kind, "I")
        dotted = kind in ("activities", "milestones") and self.random.random() < 0.7
        return [f"{stem}{index}.{index}" if dotted else f"{stem}{index}" for index in range(self.random.randint(0, 4))]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def comment(self) -> str:
        self.number += 1
        return f"# c{self.number}" + self.random.choice(["", " [x]", ' "', " = {", " é"])

    def above(self) -> str:
        lines = [self.comment() for _count in range(self.random.randint(1, 2)) if self.chance(self.comments)]
        return "".join(f"{self.indent}{line}\n" for line in lines)

    def behind(self) -> str:
        return f" {self.comment()}" if self.chance(self.comments) else ""

    def blank(self) -> str:
        return "" if self.tight else "\n" * self.random.choice([1, 1, 1, 1, 2])

    def loose(self) -> str:
        if not self.chance(self.comments):
            return ""
        return "".join(f"{self.comment()}\n" for _count in range(self.random.randint(1, 3))) + "\n"

    def key(self, name: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_-]+", name):
            quoted = not self.tidy and self.chance(0.1)
            return f"'{name}'" if quoted else name
        return f'"{name}"' if self.tidy or self.chance(0.8) else f"'{name}'"

    def string(self, text: str) -> str:
        plain = re.fullmatch(r"[^\"'\\\n]*", text)
        if plain and self.chance(0.2):
            return f"'{text}'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        if "\n" in text and self.chance(0.5):
            return f'"""\n{escaped}"""'
        return '"' + escaped.replace("\n", "\\n") + '"'

    def amount(self) -> str:
        number = self.random.choice([0, 500, 9_000, 20_000, 1_250_000])
        return f"{number:_}" if self.grouped else str(number)

    def array(self, items: list[str]) -> str:
        style = self.random.choice(["one line", "one line", "lines", "mixed"]) if items else "one line"
        if style == "one line":
            return "[" + ", ".join(items) + self.random.choice(["", "", ","] if items else [""]) + "]"
        if style == "mixed":
            head = f"[{items[0]},{self.behind()}\n"
            return head + "".join(f"  {item},{self.behind()}\n" for item in items[1:]) + self.indent + "]"
        lines = [f"{self.above()}  {item},{self.behind()}\n" for item in items]
        if self.chance(0.3):
            lines[-1] = f"  {items[-1]}{self.behind()}\n"
        return f"[{self.behind()}\n" + "".join(lines) + self.random.choice(["", "  " + self.comment() + "\n"]) + "]"

    def some(self, kind: str, most: int = 3) -> list[str]:
        ids = self.ids[kind]
        return self.random.sample(ids, min(len(ids), self.random.randint(0, most)))

    def links(self) -> list[str]:
        return [
            self.string(id) if self.chance(0.6) else f'{{ id = "{id}", type = "SS" }}' for id in self.some("activities")
        ]

    def fields(self, kind: str) -> dict[str, Any]:
        """Keys with their text as value; tables as dict."""
        fields: dict[str, Any] = {"title": self.string(self.random.choice(WORDS))}
        if kind == "partners":
            return {"name": fields["title"], "country": '"SI"', "capacity": "15"}
        if kind == "objectives":
            return fields
        if self.ids["work_packages"] and kind != "work_packages" and self.chance(0.8):
            fields = {"wp": self.string(self.random.choice(self.ids["work_packages"])), **fields}
        if kind == "indicators":
            return {**fields, "target": "12"}
        if self.ids["partners"] and self.chance(0.8):
            fields["lead"] = self.string(self.random.choice(self.ids["partners"]))
        if kind == "milestones":
            return {**fields, "due": '"M4"', "after": self.array(self.links())}
        if kind == "activities":
            fields |= {
                "start": "2026-11-09",
                "end": '"M4"',
                "partners": self.array(list(map(self.string, self.some("partners")))),
            }
            fields |= {"venue": {"place": '"Graz"', "country": '"AT"'}} if self.chance(0.4) else {}
        money = {id: self.amount() for id in self.some("partners")}
        effort = {id: str(self.random.choice([5, 20])) for id in self.some("partners")}
        fields |= ({"budget": money} if money else {}) | ({"effort": effort} if effort else {})
        if kind == "activities" and self.chance(0.6):
            serves = self.some("objectives") + ["inclusion"] * self.chance(0.3)
            fields |= {"after": self.array(self.links()), "serves": self.array(list(map(self.string, serves)))}
        return fields

    def line(self, key: str, value: str) -> str:
        loose = f"\n{self.indent}{self.comment()}\n\n" if self.chance(self.comments / 5) else ""
        return f"{loose}{self.above()}{self.indent}{key}{self.equals}{value}{self.behind()}\n"

    def body(self, fields: dict[str, Any], header: str) -> str:
        """The lines of a table, and the sub-tables behind them."""
        lines, tables = [], []
        for name, value in fields.items():
            if not isinstance(value, dict):
                lines.append(self.line(self.key(name), value))
                continue
            form = self.form if self.tidy else self.random.choice(FORMS)
            if form == "inline":
                lines.append(self.line(name, self.inline(value)))
            elif form == "lines":
                lines += [self.line(f"{name}.{self.key(key)}", item) for key, item in value.items()]
            else:
                inner = "".join(self.line(self.key(key), item) for key, item in value.items())
                tables.append(f"{self.blank()}{self.above()}{self.indent}[{header}.{name}]{self.behind()}\n{inner}")
        if not self.tidy and self.chance(0.3):
            self.random.shuffle(lines)
        return "".join(lines + tables)

    def inline(self, fields: dict[str, Any]) -> str:
        members = []
        for name, value in fields.items():
            text = self.inline(value) if isinstance(value, dict) else value
            members.append(f"{self.key(name)} = {re.sub(chr(10) + '.*', '', text) if False else text}")
        return "{ " + ", ".join(members) + " }" if self.chance(0.7) else "{" + ",".join(members) + "}"

    def kind(self, kind: str) -> str:
        form = "table" if self.tidy or self.chance(0.6) else self.random.choice(["inline", "lines"])
        if form == "table":
            return "".join(self.entry(kind, id) for id in self.ids[kind])
        fields = {id: self.one_line_fields(kind) for id in self.ids[kind]}
        lines = []
        for id, values in fields.items():
            if form == "inline":
                lines.append(self.line(self.key(id), self.inline(values)))
            else:
                for name, value in values.items():
                    text = self.inline(value) if isinstance(value, dict) else value
                    lines.append(self.line(f"{self.key(id)}.{name}", text))
        return f"{self.loose()}{self.above()}[{kind}]\n{''.join(lines)}{self.blank()}"

    def one_line_fields(self, kind: str) -> dict[str, Any]:
        """Fields without line ends, as TOML 1.0 has them in inline tables."""
        fields = self.fields(kind)
        flat = {name: value for name, value in fields.items() if isinstance(value, dict) or "\n" not in value}
        return flat or {"note": '"x"'}

    def entry(self, kind: str, id: str) -> str:
        header = f"{kind}.{self.key(id)}"
        body = self.body(self.fields(kind), header)
        if kind == "activities" and not self.tidy and self.chance(0.15):
            periods = [f'[[{header}.periods]]\nstart = "M{month}"\n' for month in (1, 5)]
            body += "".join(periods)
        below = f"{self.comment()}\n" if self.chance(self.comments / 4) and not self.tight else ""
        return f"{self.loose()}{self.above()}{self.indent}[{header}]{self.behind()}\n{body}{below}{self.blank()}"

    def text(self) -> str:
        head = f"{self.comment()}\n\n" if self.chance(self.comments) else ""
        project = {"title": '"Plan"', "start": "2026-11-01", "lump_sum": self.amount()}
        if self.ids["partners"]:
            project["coordinator"] = self.string(self.ids["partners"][0])
        kinds = [self.kind(kind) for kind in KINDS if self.ids[kind]]
        kinds += [self.named("texts", id, "objectives") for id in self.some("work_packages", 1)]
        kinds += [self.named("ignored", f"WRK104 partners.{id}", "reason") for id in self.some("partners", 1)]
        if not self.tidy:
            self.random.shuffle(kinds)
        text = f"{head}{self.line('format', '1')}{self.blank()}{self.above()}[project]\n{self.body(project, 'project')}"
        text += self.blank() + "".join(kinds) + (f"\n{self.comment()}\n" if self.chance(self.comments) else "")
        text = text.replace("\n", "\r\n") if self.chance(0.2) else text
        text = "\ufeff" + text if self.chance(0.1) else text
        return text.rstrip("\r\n") if self.chance(0.15) else text

    def named(self, table: str, name: str, key: str) -> str:
        return f"{self.above()}[{table}.{self.key(name)}]\n{self.line(key, self.string('why'))}{self.blank()}"


def random_plan(random: Random, *, tidy: bool) -> str:
    """A valid TOML text of a random plan; its faults against the plan's rules do not matter here."""
    return RandomPlan(random, tidy=tidy).text()
