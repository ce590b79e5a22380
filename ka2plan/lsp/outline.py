"""The entries of a plan as an editor's outline, and what of the text can be folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol.types import DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind

from ka2plan.plan.schema import KINDS
from ka2plan.session.offers import title_of
from ka2plan.toml.scan import LOOSE, ROOT
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

if TYPE_CHECKING:
    from ka2plan.lsp.plan_text import PlanText, Sense

_SYMBOLS = {
    "project": SymbolKind.Module,
    "partners": SymbolKind.Interface,
    "work_packages": SymbolKind.Namespace,
    "activities": SymbolKind.Method,
    "milestones": SymbolKind.Event,
    "deliverables": SymbolKind.File,
    "objectives": SymbolKind.Constant,
    "indicators": SymbolKind.Number,
    "texts": SymbolKind.String,
}


def symbols_of(text: PlanText) -> list[DocumentSymbol]:
    """Every entry with its title, in the order of the file."""
    symbols: list[DocumentSymbol] = []
    if text.known is None:
        return symbols
    for name, start, end, header in _entries(text.known):
        where, named = text.range_here(start, end), text.range_here(*header)
        if where is None or named is None:
            continue
        kind = _SYMBOLS.get(name[0], SymbolKind.Object)
        symbol = DocumentSymbol(".".join(map(visible, name[1:])) or name[0], kind, where, named)
        symbol.detail = visible(_title(text.known, name)) or None
        symbols.append(symbol)
    return symbols


def folds_of(text: PlanText) -> list[FoldingRange]:
    """Tables, remarks of several lines, and values of several lines."""
    folds: list[FoldingRange] = []
    if text.known is None:
        return folds
    for start, end, kind in _stretches(text.known):
        where = text.range_here(start, end)
        if where and where.start.line < where.end.line:
            folds.append(FoldingRange(where.start.line, where.end.line, kind=kind))
    return folds


def _entries(sense: Sense) -> Iterator[tuple[tuple[str, ...], int, int, tuple[int, int]]]:
    """Name, span and the span of the name of every entry: a table with the tables below it that follow."""
    layout = sense.layout
    found: list[tuple[tuple[str, ...], int, int, tuple[int, int]]] = []
    for index, block in enumerate(layout.blocks):
        if block.kind in (ROOT, LOOSE):
            continue
        name = tuple(map(str, block.names[:2]))
        begin = layout.starts[index]
        start, end = begin + block.header, begin + _without_end_of_line(block.text, block.end)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1], end, found[-1][3])
            continue
        last = block.keys[min(len(block.keys), 2) - 1]
        found.append((name, start, end, (begin + last.start, begin + last.end)))
    yield from found


def _title(sense: Sense, name: tuple[str, ...]) -> str:
    plan = sense.snapshot.plan
    if name[0] == "project":
        return plan.project.title
    if name[0] == "texts":
        return _("texts")
    if len(name) < 2 or not any(kind.name == name[0] for kind in KINDS):
        return ""
    entry = getattr(plan, name[0]).get(name[1])
    return title_of(entry)


def _stretches(sense: Sense) -> Iterator[tuple[int, int, FoldingRangeKind]]:
    layout = sense.layout
    for index, block in enumerate(layout.blocks):
        begin = layout.starts[index]
        if block.kind == LOOSE:
            yield begin, begin + _without_end_of_line(block.text, block.end), FoldingRangeKind.Comment
            continue
        if block.kind != ROOT:
            yield begin + block.header, begin + _without_end_of_line(block.text, block.end), FoldingRangeKind.Region
        for member in block.members:
            if "\n" in block.text[member.value.start : member.value.end]:
                yield begin + member.start, begin + member.value.end, FoldingRangeKind.Region


def _without_end_of_line(text: str, end: int) -> int:
    return len(text[:end].rstrip("\r\n"))
