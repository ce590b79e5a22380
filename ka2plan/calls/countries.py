"""Which countries stand how in a year of call, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ka2plan.calls.model import Fact, fact_of
from ka2plan.named_tuples import NamedTuple
from ka2plan.words.figures import country

EU, ASSOCIATED, THIRD, OVERSEAS = "eu27", "associated", "third", "overseas"
REGIONS_1_3 = ("region1", "region2", "region3")


class Standing(NamedTuple):
    """How one country stands in one year of call."""

    code: str
    group: str
    """``eu27``, ``associated``, ``region1`` to ``region3``, ``overseas``, or ``third`` for all others."""
    membership: Fact | None
    """That it is in its group, with source and evidence; for ``third`` those of the list of EU countries."""
    exclusion: Fact | None
    """That it is excluded whatever its group, where it is."""
    announced: Fact | None
    """A change announced for this year that was not read in a guide; nothing is concluded then."""

    @property
    def counts(self) -> bool | None:
        """Whether it counts as an EU or associated country; None where that is not known for this year."""
        if self.announced or self.group == OVERSEAS:
            return None
        return self.group in (EU, ASSOCIATED)

    def may_join(self, third_countries: str) -> bool | None:
        """Whether organisations there may be partners under such ``third_countries``; None if not known."""
        if self.counts is not False:
            return self.counts
        if third_countries == "regions-1-3-except-excluded":
            return self.group in REGIONS_1_3 and self.exclusion is None
        if third_countries == "world-except-excluded":
            return self.exclusion is None
        return third_countries == "world"


class Countries(NamedTuple):
    """The countries of one year of call."""

    year: int
    borrowed: bool
    """Whether the groups are another year's, because nothing is known of this one."""
    memberships: Mapping[str, Fact]
    """Code -> the group it is in."""
    exclusions: Mapping[str, Fact]
    announcements: Mapping[str, Fact]
    names: Mapping[str, str]
    """ISO 3166-1 alpha-2 code (and XK) -> name in English."""
    aliases: Mapping[str, str]
    """What people write instead of a code, such as ``UK`` -> its code."""

    def of(self, code: str) -> Standing:
        """How a country stands."""
        membership = self.memberships.get(code) or self._in_no_list()
        group = membership.value if membership else THIRD
        return Standing(code, group, membership, self.exclusions.get(code), self.announcements.get(code))

    def _in_no_list(self) -> Fact | None:
        """That a country is in none of the lists, which is as sure as the lists are."""
        listed = next((fact for fact in self.memberships.values() if fact.value == EU), None)
        return listed._replace(value=THIRD) if listed else None

    def name(self, code: str) -> str:
        """The country's name in the language that is spoken; the code itself where there is no such country."""
        return country(self.names[code]) if code in self.names else code

    def exists(self, code: str) -> bool:
        """Whether there is a country of this code."""
        return code in self.names

    def members(self, group: str) -> tuple[str, ...]:
        """The codes of a group, in alphabetical order."""
        return tuple(sorted(code for code, fact in self.memberships.items() if fact.value == group))

    def nearest(self, text: str) -> str | None:
        """The code that was probably meant by a wrong code or by a country's name."""
        code = text.strip().upper()
        if code in self.names:
            return code
        if code in self.aliases:
            return self.aliases[code]
        from difflib import get_close_matches

        codes = {name.casefold(): code for code, name in self.names.items()}
        codes |= {country(name).casefold(): code for code, name in self.names.items()}
        return next((codes[name] for name in get_close_matches(text.strip().casefold(), codes, n=1)), None)


def countries_of(year: int, data: Mapping[str, Any], own: Mapping[str, Any]) -> Countries:
    """The countries of a year; what is not known of it is the nearest year's, as borrowed.

    Args:
        year: the year of call.
        data: what ``countries.toml`` holds.
        own: ``groups``, ``excluded`` and ``announced`` of a user's year file, each in place of ours.
    """
    nearest = _nearest_year(data, year)
    return Countries(
        year,
        nearest != year and "groups" not in own,
        _standings(data, own, "groups", year, nearest),
        _standings(data, own, "excluded", year, nearest),
        _members(own if "groups" in own else data, "announced", year),
        dict(line.split(" ", 1) for line in data["names"]["list"].split("\n") if line),
        data["aliases"],
    )


def _nearest_year(data: Mapping[str, Any], year: int) -> int:
    groups = data["groups"]
    return int(max(min(group["from"] for group in groups), min(year, max(group["to"] for group in groups))))


def _standings(data: Mapping[str, Any], own: Mapping[str, Any], key: str, year: int, nearest: int) -> dict[str, Fact]:
    if key in own:
        return _members(own, key, year)
    return _members(data, key, nearest, borrowed=nearest != year)


def _members(data: Mapping[str, Any], key: str, year: int, *, borrowed: bool = False) -> dict[str, Fact]:
    """Code -> fact, for all tables under ``key`` that hold in the year; the value is the group's name."""
    found: dict[str, Fact] = {}
    for table in data.get(key, ()):
        if table.get("from", year) <= year <= table.get("to", year):
            group = table.get("id") or table.get("group") or key
            found.update(dict.fromkeys(table["members"], fact_of(key, group, table, borrowed=borrowed)))
    return found
