"""Values and paths as people type them: read by the type of the key they are for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ka2plan.findings import Path
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Key, key_at
from ka2plan.plan.values import (
    BAD_VALUE,
    SAMPLES,
    Bad,
    quoted,
    read_country,
    read_moment,
    read_money,
    read_number,
    read_percent,
)
from ka2plan.toml import TomlFault, parse, parse_path
from ka2plan.words.messages import _

LISTS = ("texts", "references", "links")
TABLES = ("money_by_partner", "effort_by_partner", "papers", "items", "venue", "actual", "periods")

_TRUE = ("true", "yes", "on")
_FALSE = ("false", "no", "off")


def value_from_text(path: Path, text: str) -> Any | Bad:
    """The TOML value that a typed text stands for at this path, or what is wrong with it.

    Strings need no quotes, lists are separated by commas or written as TOML, numbers may have ``_`` or ``,`` between
    thousands; a key that is not the schema's (``x_...``, a form text) takes the text as it is. An override's value is
    read as TOML where it is TOML, since only the call knows its type.
    """
    key = key_at(path)
    if len(path) == 3 and path[0] == "overrides" and path[2] == "value":
        value = _as_toml(text)
        return text if isinstance(value, Bad) else value
    if key is None:
        return int(text) if path == ("format",) and text.isdigit() else text
    deeper = path[3:] if path[0] != "project" else path[2:]
    return _inside(key, deeper, text) if deeper else _whole(key, text.strip())


def _whole(key: Key, text: str) -> Any | Bad:
    if key.type in TABLES or (key.type in LISTS and text.startswith("[")):
        hint = _("write it like {sample}").format(sample=SAMPLES[key.type])
        value = _as_toml(text, hint)
        if isinstance(value, (dict, list, Bad)):
            return value
        return Bad(BAD_VALUE, _("{value} is a single value").format(value=quoted(text)), hint)
    if key.type in LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    return scalar_from_text(key.type, text)


def _inside(key: Key, deeper: Path, text: str) -> Any | Bad:
    inner = {
        "money_by_partner": "money",
        "items": "money",
        "effort_by_partner": "number",
        "actual": "date",
        "periods": "moment",
    }.get(key.type, "text")
    if key.type == "papers":
        inner = "boolean" if text.strip().lower() in (*_TRUE, *_FALSE) else "date"
    if key.type == "venue" and deeper[-1] == "country":
        inner = "country"
    return scalar_from_text(inner, text.strip())


def scalar_from_text(type: str, text: str) -> Any | Bad:
    """A single value of a schema type."""
    if type in ("integer", "percent", "money", "number"):
        return _number(type, text)
    if type == "boolean":
        return _boolean(text)
    if type in ("date", "moment"):
        return _day(type, text)
    if type == "country":
        return read_country(text.upper())
    return text


def _number(type: str, text: str) -> Any | Bad:
    bare = text.replace("_", "").replace(" ", "").removesuffix("%" if type == "percent" else "EUR")
    if "," in bare and len(bare.rpartition(",")[2]) == 3:
        bare = bare.replace(",", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return Bad(BAD_VALUE, _("{value} is no number").format(value=quoted(text)))
    if not number.is_finite():
        return Bad(BAD_VALUE, _("{value} is no number").format(value=quoted(text)))
    plain: int | Decimal = int(number) if number == number.to_integral_value() and abs(number) < 10**15 else number
    reader = {"money": read_money, "number": read_number, "percent": read_percent}.get(type)
    checked = reader(plain) if reader else plain
    if type in ("integer", "percent") and not isinstance(plain, int):
        return Bad(BAD_VALUE, _("{value} is no whole number").format(value=quoted(text)))
    return checked if isinstance(checked, Bad) else plain


def _boolean(text: str) -> bool | Bad:
    word = text.lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return Bad(BAD_VALUE, _("{value} is neither yes nor no").format(value=quoted(text)))


def _day(type: str, text: str) -> Any | Bad:
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    if type == "date":
        hint = _("write it like 2026-11-01")
        return Bad(BAD_VALUE, _("{value} is no date").format(value=quoted(text)), hint)
    moment = read_moment(text)
    return moment if isinstance(moment, Bad) else str(moment)


def _as_toml(text: str, hint: str = "") -> Any | Bad:
    try:
        return parse(f"value = {text}\n")["value"]
    except TomlFault as fault:
        message = _("{value} is no TOML value: {reason}").format(value=quoted(text), reason=fault.message)
        return Bad(BAD_VALUE, message, hint)


def path_from_text(data: Mapping[str, Any], text: str) -> Path | Bad:
    """The key path a person means: a TOML key path, or an id and a key (``A2.1.start``, ``WP1.budget.OSL``)."""
    for kind in KINDS:
        entries = data.get(kind.name)
        ids = [id for id in entries if text == id or text.startswith(f"{id}.")] if isinstance(entries, dict) else []
        if ids and text.partition(".")[0] != kind.name:
            id = max(ids, key=len)
            rest = text[len(id) + 1 :]
            return (kind.name, id, *_parsed(rest)) if rest else (kind.name, id)
    try:
        path: Path = parse_path(text)
    except ValueError as error:
        return Bad(BAD_VALUE, str(error))
    if path and path[0] not in data and len(path) == 1 and any(key.name == path[0] for key in PROJECT_KEYS):
        return ("project", *path)
    return path


def _parsed(text: str) -> Path:
    try:
        return parse_path(text)
    except ValueError:
        return tuple(text.split("."))
