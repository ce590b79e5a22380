"""The editor's edits without the editor: ``set``, ``add``, ``remove``, ``rename``, ``move``, ``dates``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ka2plan.cli.plan_files import STANDARD_INPUT, Loaded, add_plan, calls_of, load, today_of
from ka2plan.document import (
    AddEntry,
    Batch,
    Document,
    MoveEntry,
    RemoveEntry,
    RenameEntry,
    SetValue,
    Unset,
    references,
)
from ka2plan.errors import EditError, UsageError
from ka2plan.findings import ADVICE, Finding, severity_word
from ka2plan.plan import Plan, read_plan
from ka2plan.plan.faults import nearest
from ka2plan.plan.schema import KINDS, PROJECT_KEYS, Kind, kind_named
from ka2plan.plan.typed import around_of, path_from_text, value_from_text
from ka2plan.plan.types import Around
from ka2plan.plan.values import Bad
from ka2plan.rules import check
from ka2plan.toml import format_path
from ka2plan.words.messages import _, ngettext
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping

    from ka2plan.document import Edit
    from ka2plan.findings import Path
    from ka2plan.plan.reader import Reading


MOST_SAID = 40
"""Findings that came or went and are told one by one."""


def configure(parser: ArgumentParser) -> None:
    """Declares the options of the editing command that was asked for."""
    add_plan(parser, edits=True)
    _OPTIONS[parser.get_default("command")](parser)
    parser.add_argument("--diff", action="store_true", help=_("show the change, and write nothing"))
    parser.add_argument("--json", action="store_true", help=_("print what was changed as JSON"))


def _configure_set(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("TOML key path, or ID.key such as A2.1.start"))
    parser.add_argument("value", metavar="VALUE", nargs="?", help=_("the new value; texts need no quotes"))
    parser.add_argument("--unset", action="store_true", help=_("delete the key instead"))


def _configure_add(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help=", ".join(kind.singular.replace(" ", "-") for kind in KINDS))
    parser.add_argument("id", metavar="ID")
    parser.add_argument(
        "values", metavar="KEY=VALUE", nargs="*", help=_("such as title=Kick-off start=M1 budget.OSL=900")
    )
    _position_options(parser)


def _configure_remove(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--unlink", action="store_true", help=_("delete what refers to it too"))


def _configure_rename(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="OLD")
    parser.add_argument("new", metavar="NEW")


def _configure_move(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    _position_options(parser)


def _position_options(parser: ArgumentParser) -> None:
    parser.add_argument("--before", metavar="ID", help=_("put it before this entry"))
    parser.add_argument("--after", metavar="ID", help=_("put it after this entry"))


def _configure_dates(parser: ArgumentParser) -> None:
    parser.add_argument("--to", choices=("months", "dates"), required=True, help=_("how dates are to be written"))


def run(arguments: Namespace) -> int:
    """Makes one edit, writes the file and says which findings came or went."""
    refuse_standard_input(arguments.plan)
    loaded = load(arguments.plan)
    edits = _EDITS[arguments.command](loaded, arguments)
    edited = Document(loaded.text, loaded.data).apply(Batch(tuple(edits)))
    finish_edit(arguments, loaded, edited, as_json=arguments.json)
    return 0


def refuse_standard_input(path: str) -> None:
    """Refuses to edit what cannot be written back.

    :raises UsageError: the plan is to come from standard input.
    """
    if path == STANDARD_INPUT:
        raise UsageError(_("a change needs a file; standard input cannot be written back"))


def finish_edit(arguments: Namespace, loaded: Loaded, edited: Document, *, as_json: bool = False) -> None:
    """Writes the edited text (or shows the difference) and says on stderr, or as JSON, which findings came or went."""
    if as_json:
        finish_as_json(arguments, loaded, edited, write=not arguments.diff)
        return
    text = edited.text
    if text == loaded.text:
        print(_("nothing to change"), file=sys.stderr)
        return
    if arguments.diff:
        from ka2plan.cli.new_file_text import difference

        print(difference(loaded.shown_path, loaded.text, text), end="")
        return
    from ka2plan.cli.new_file_text import write_text

    write_text(loaded, text)
    _say_what_changed(arguments, loaded, edited)


def finish_as_json(
    arguments: Namespace, loaded: Loaded, edited: Document, *, write: bool, more: Mapping[str, Any] | None = None
) -> None:
    """Writes the edited text where that is asked for, and prints the change as values, with what else there is."""
    from ka2plan.cli.edit_json import edit_json
    from ka2plan.cli.new_file_text import write_text
    from ka2plan.words.visible import json_text

    written = write and edited.text != loaded.text
    reading = read_plan(edited.data)
    found = mended_and_new(arguments, loaded, reading)
    if written:
        write_text(loaded, edited.text)
    print(json_text({**edit_json(loaded, edited, reading.plan, found, written=written), **(more or {})}), end="")


def _say_what_changed(arguments: Namespace, loaded: Loaded, edited: Document) -> None:
    for line in changed_findings(arguments, loaded, edited):
        print(line, file=sys.stderr)


def changed_findings(arguments: Namespace, loaded: Loaded, edited: Document) -> list[str]:
    """The errors and warnings that an edit mends and those that it brings, each in a line."""
    mended, new = mended_and_new(arguments, loaded, read_plan(edited.data))
    return [*_lines(mended, _mended), *_lines(new, _new)]


def mended_and_new(arguments: Namespace, loaded: Loaded, edited: Reading) -> tuple[list[Finding], list[Finding]]:
    """The errors and warnings that only the plan as it stands has, and those that only the edited one has."""
    book, today = calls_of(arguments), today_of(arguments)
    before = check(loaded.reading, book, today).findings
    after = check(edited, book, today).findings
    return _grave_only_in(before, after), _grave_only_in(after, before)


def _lines(findings: list[Finding], sentence: Callable[[Finding], str]) -> list[str]:
    lines = [sentence(finding) for finding in findings[:MOST_SAID]]
    more = len(findings) - MOST_SAID
    return [*lines, ngettext("and {count} more", "and {count} more", more).format(count=more)] if more > 0 else lines


def _mended(finding: Finding) -> str:
    return _("fixed: {code} {message}").format(code=finding.code, message=visible(finding.message))


def _new(finding: Finding) -> str:
    said = f"{severity_word(finding.severity)} {finding.code} {visible(finding.message)}"
    return _("new: {finding}").format(finding=said)


def _grave_only_in(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> list[Finding]:
    """The errors and warnings that the other findings have not."""
    known = {(other.code, other.where) for other in others}
    return [
        finding for finding in findings if finding.severity != ADVICE and (finding.code, finding.where) not in known
    ]


def _set(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    path = _existing_owner(loaded, _path(loaded, arguments.path))
    if arguments.unset:
        return [Unset(path)]
    if arguments.value is None:
        raise UsageError(_("VALUE is missing; `--unset` deletes the key"))
    return [SetValue(path, _value(path, arguments.value, loaded.data, around_typed(loaded.plan, arguments)))]


def around_typed(plan: Plan, arguments: Namespace) -> Around:
    """What values typed on the command line are understood by."""

    def countries() -> Mapping[str, str]:
        return calls_of(arguments).countries(plan.project.call).names

    def agencies() -> Mapping[str, str]:
        return calls_of(arguments).library.agency_names()

    return Around(today_of(arguments), plan, countries=countries, agencies=agencies)


def _path(loaded: Loaded, text: str) -> Path:
    path = path_from_text(loaded.data, text)
    if isinstance(path, Bad):
        raise UsageError(path.message)
    return path


def _existing_owner(loaded: Loaded, path: Path) -> Path:
    """The path, once its entry is known to exist: ``set`` changes entries, ``add`` makes them."""
    kind = next((kind for kind in KINDS if path and kind.name == path[0]), None)
    if path == ("format",):
        return path
    if len(path) < 2 or (kind and len(path) < 3):
        raise UsageError(_("{path} is not a single value; name one of its keys").format(path=format_path(path)))
    if kind and path[1] not in _entries(loaded, kind):
        raise _no_such_entry(loaded, str(path[1]))
    names = [key.name for key in (kind.keys if kind else PROJECT_KEYS)]
    key = str(path[2] if kind else path[1])
    if (kind or path[0] == "project") and key not in names and not key.startswith("x_"):
        like = nearest(key, names)
        hint = _("; did you mean {like}?").format(like=f"`{like}`") if like else ""
        raise UsageError(_("there is no key {key} there").format(key=f"`{key}`") + hint)
    if not kind and path[0] not in ("project", "texts", "overrides", "ignored"):
        raise _no_such_entry(loaded, _typed_id(path))
    return path


def _typed_id(path: Path) -> str:
    """What a path that leads to no entry has in the place of an id, which may have dots: all before the first key."""
    keys = {key.name for kind in KINDS for key in kind.keys}
    end = next((place for place, part in enumerate(path) if place and part in keys), max(len(path) - 1, 1))
    return ".".join(map(str, path[:end]))


def _no_such_entry(loaded: Loaded, id: str) -> UsageError:
    like = nearest(id, _ids(loaded))
    hint = _("; did you mean {like}?").format(like=f"`{like}`") if like else ""
    return UsageError(_("the plan has no entry {id}").format(id=f"`{id}`") + hint)


def _ids(loaded: Loaded) -> list[str]:
    return [id for kind in KINDS for id in _entries(loaded, kind)]


def _entries(loaded: Loaded, kind: Kind) -> dict[str, Any]:
    """The table of a kind; empty where the file has something else in its place."""
    table = loaded.data.get(kind.name)
    return table if isinstance(table, dict) else {}


def _value(path: Path, text: str, data: Mapping[str, Any], around: Around) -> Any:
    if path[0] == "overrides" and path[2:] == ("value",):
        from ka2plan.rules.typed_limits import limit_from_text

        value = limit_from_text(str(path[1]), text)
    else:
        value = value_from_text(path, text, around_of(path, data, around))
    if isinstance(value, Bad):
        hint = f" ({value.hint})" if value.hint else ""
        raise UsageError(f"{format_path(path)}: {value.message}{hint}")
    return value


def _add(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    kind = kind_named(arguments.kind)
    if kind is None:
        names = ", ".join(kind.singular.replace(" ", "-") for kind in KINDS)
        raise UsageError(
            _("{kind} is not a kind of entry; kinds are {names}").format(kind=repr(arguments.kind), names=names)
        )
    values: dict[str, Any] = {}
    around = around_typed(loaded.plan, arguments)
    for word in arguments.values:
        name, equals, text = word.partition("=")
        if not equals:
            raise UsageError(_("{word} is not of the form KEY=VALUE").format(word=repr(word)))
        path = (kind.name, arguments.id, *name.split("."))
        if kind.key(str(path[2])) is None and not str(path[2]).startswith("x_"):
            like = nearest(str(path[2]), [key.name for key in kind.keys])
            hint = _("; did you mean {like}?").format(like=f"`{like}`") if like else ""
            raise UsageError(_("there is no key {key} there").format(key=f"`{path[2]}`") + hint)
        table = values
        for part in path[2:-1]:
            table = table.setdefault(str(part), {})
        table[str(path[-1])] = _value(path, text, {kind.name: {arguments.id: values}}, around)
    return [AddEntry(kind.name, arguments.id, values, before=arguments.before, after=arguments.after)]


def _kind_of(loaded: Loaded, id: str) -> str:
    kind = next((kind.name for kind in KINDS if id in _entries(loaded, kind)), None)
    if kind is None:
        raise _no_such_entry(loaded, id)
    return kind


def _remove(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    kind = _kind_of(loaded, arguments.id)
    places = references(loaded.data, kind, arguments.id)
    if places and not arguments.unlink:
        named = ", ".join(format_path(place) for place in places)
        message = _("{id} is used in {places}; `--unlink` deletes these too")
        raise EditError(message.format(id=arguments.id, places=named))
    return [RemoveEntry(kind, arguments.id, unlink=arguments.unlink)]


def _rename(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    return [RenameEntry(_kind_of(loaded, arguments.id), arguments.id, arguments.new)]


def _move(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    if (arguments.before is None) == (arguments.after is None):
        raise UsageError(_("write either --before ID or --after ID"))
    kind = _kind_of(loaded, arguments.id)
    return [MoveEntry(kind, arguments.id, before=arguments.before, after=arguments.after)]


def _dates(loaded: Loaded, arguments: Namespace) -> list[Edit]:
    from ka2plan.plan.months_and_dates import dates_rewritten

    rewritten = dates_rewritten(loaded.plan, arguments.to)
    for where, written in rewritten.kept:
        message = _("{place} stays {written}: it is not a whole project month")
        print(message.format(place=format_path(where), written=written), file=sys.stderr)
    return [SetValue(where, value) for where, value in rewritten.values]


_OPTIONS = {
    "set": _configure_set,
    "add": _configure_add,
    "remove": _configure_remove,
    "rename": _configure_rename,
    "move": _configure_move,
    "dates": _configure_dates,
}

_EDITS = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "rename": _rename,
    "move": _move,
    "dates": _dates,
}
