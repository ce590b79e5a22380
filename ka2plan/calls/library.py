"""What holds for more than one year: types, countries, sources, rules, priorities, forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ka2plan.calls.model import PartnershipType, Source
from ka2plan.calls.shipped import shipped, table_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ka2plan.calls.forms import Form
    from ka2plan.calls.reference import Agency, GuideRule, Priority


class Library:
    """Our files besides those of the years; each part is read once in the life of a book."""

    def __init__(self) -> None:
        self._read: dict[str, Any] = {}

    def _once(self, name: str, read: Callable[[], Any]) -> Any:
        if name not in self._read:
            self._read[name] = read()
        return self._read[name]

    def code_of(self, type_id: str) -> str:
        """The action code of a type, also where only its field is wrong; empty if there is no such code."""
        codes = self._once("codes", lambda: table_names("types", "types."))
        matching = [code for code in codes if type_id == code or type_id.startswith(f"{code}-")]
        return max(matching, key=len, default="")

    def types_of(self, code: str) -> tuple[PartnershipType, ...]:
        """The types of one action code, one for each field."""
        found: tuple[PartnershipType, ...] = self._once(f"types {code}", lambda: _read_types(code))
        return found

    def types(self) -> tuple[PartnershipType, ...]:
        """All types, one for each field."""
        found: tuple[PartnershipType, ...] = self._once("types", _read_types)
        return found

    def families(self) -> Mapping[str, str]:
        """Families of types by their key, in English."""
        found: Mapping[str, str] = self._once("families", lambda: shipped("types")["families"])
        return found

    def countries(self) -> Mapping[str, Any]:
        """The data of the countries of all years."""
        found: Mapping[str, Any] = self._once("countries", lambda: shipped("countries"))
        return found

    def source(self, id: str) -> Source | None:
        """One of our sources."""
        found: Source | None = self._once(f"source {id}", lambda: _read_source(id))
        return found

    def rules(self) -> tuple[GuideRule, ...]:
        """All rules in words, of all types and years."""
        from ka2plan.calls.reference import rules_of

        found: tuple[GuideRule, ...] = self._once("rules", lambda: rules_of(shipped("rules")))
        return found

    def rules_for(self, code: str, field: str | None, year: int | None) -> tuple[GuideRule, ...]:
        """The rules in words for a type, those read for other calls than the year's marked as borrowed."""

        def found() -> tuple[GuideRule, ...]:
            return tuple(
                rule._replace(borrowed=not _holds(rule, year))
                for rule in self.rules()
                if code in rule.codes and (not rule.fields or field in rule.fields)
            )

        asked: tuple[GuideRule, ...] = self._once(f"rules for {code} {field} {year}", found)
        return asked

    def priorities(self) -> tuple[Priority, ...]:
        """The priorities that are known, of all fields."""
        from ka2plan.calls.reference import priorities_of

        found: tuple[Priority, ...] = self._once("priorities", lambda: priorities_of(shipped("priorities")))
        return found

    def agencies(self) -> tuple[Agency, ...]:
        """The national agencies that are known; the list is not whole."""
        from ka2plan.calls.reference import agencies_of

        aliases = self.countries()["aliases"]
        found: tuple[Agency, ...] = self._once("agencies", lambda: agencies_of(shipped("agencies"), aliases))
        return found

    def agency_names(self) -> Mapping[str, str]:
        """The names of the agencies that are known, by code."""
        return {agency.code: agency.name for agency in self.agencies()}

    def form(self, code: str, managed_by: str, year: int) -> Form | None:
        """The form of a type for a call, where one is known."""
        from ka2plan.calls.forms import read_form

        found: Form | None = self._once(f"form {code} {year}", lambda: read_form(code, managed_by, year))
        return found


def _read_types(code: str = "") -> tuple[PartnershipType, ...]:
    """The types of a code, or all."""
    data = shipped("types", (lambda table: table in ("fields", f"types.{code}")) if code else None)
    return tuple(
        PartnershipType(
            f"{code}-{field}" if field else code,
            code,
            field,
            entry["name"],
            data["fields"].get(field, ""),
            entry["family"],
            entry["managed_by"],
            entry.get("name_sl", ""),
        )
        for code, entry in data["types"].items()
        for field in entry.get("fields", ("",))
    )


def _read_source(id: str) -> Source | None:
    entry = shipped("sources", lambda table: table == id).get(id)
    return Source(id, entry["title"], entry["url"], entry["kind"]) if entry else None


def _holds(rule: GuideRule, year: int | None) -> bool:
    return year is not None and rule.first_year <= year <= (rule.last_year or year)
