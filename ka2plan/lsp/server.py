"""The server itself: what an editor asks, and how a document's versions follow one another."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from ka2plan import __version__
from ka2plan.errors import EditError
from ka2plan.lsp.actions import FIX_ALL, actions_at, workspace_edit
from ka2plan.lsp.completion import completions_at
from ka2plan.lsp.diagnostics import diagnostics_of
from ka2plan.lsp.hover import hover_at
from ka2plan.lsp.inlays import inlays_of
from ka2plan.lsp.lines import Lines
from ka2plan.lsp.names import definition_at, references_at, renamable_at, renamed_at
from ka2plan.lsp.outline import folds_of, symbols_of
from ka2plan.lsp.plan_text import Facts, PlanText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON = 0.02
"""Seconds without another key after which a document is checked."""

MOST_WAITING = 1.0
"""Seconds that a document waits at most because its last check took long."""


class Documents:
    """The open documents, each in its present version."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.encoding = "utf-16"
        self._texts: dict[str, PlanText] = {}

    def open(self, document: lsp.TextDocumentItem) -> PlanText:
        """Begins a document."""
        text = PlanText(document.uri, document.text, document.version, self.facts, encoding=self.encoding)
        self._texts[document.uri] = text
        return text

    def change(self, changed: lsp.DidChangeTextDocumentParams) -> PlanText | None:
        """Makes the changes of an editor, one after the other; None for a document that is not open."""
        before = self._texts.get(changed.text_document.uri)
        if before is None:
            return None
        text, lines = before.text, before.lines
        for change in changed.content_changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                lines = lines if lines.text is text else Lines(text, self.encoding)
                start, end = lines.offset(change.range.start), lines.offset(change.range.end)
                text = text[:start] + change.text + text[max(start, end) :]
            else:
                text = change.text
        now = PlanText(
            before.uri, text, changed.text_document.version, self.facts, encoding=self.encoding, before=before
        )
        self._texts[before.uri] = now
        return now

    def close(self, uri: str) -> None:
        """Ends a document."""
        self._texts.pop(uri, None)

    def of(self, uri: str) -> PlanText | None:
        """The present version of a document that is a plan."""
        text = self._texts.get(uri)
        return text if text and text.is_plan else None

    def is_current(self, text: PlanText) -> bool:
        """Whether a version is still the present one."""
        return self._texts.get(text.uri) is text


class _Protocol(LanguageServerProtocol):
    """pygls's own, but for its copy of the texts: it takes U+2028 for the end of a line, as the protocol does not,
    and moves the positions that an editor sent to where its copy has them.
    """

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hands the changes of a document on as they came."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class Server(LanguageServer):
    """ka2plan as a language server."""

    def __init__(self, facts: Facts) -> None:
        super().__init__("ka2plan", __version__, protocol_cls=_Protocol)
        self.documents = Documents(facts)
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._took: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._checker = ThreadPoolExecutor(max_workers=1)
        """Checks one document at a time; pygls's own threads wait for what the editor sends."""
        self.has_snippets = False

    def agree(self, capabilities: lsp.ClientCapabilities) -> None:
        """Notes what the editor can do."""
        item = capabilities.text_document and capabilities.text_document.completion
        self.has_snippets = bool(item and item.completion_item and item.completion_item.snippet_support)
        encoding = self.server_capabilities.position_encoding
        if encoding:
            self.documents.encoding = str(getattr(encoding, "value", encoding))

    def check_soon(self, text: PlanText) -> None:
        """Checks a document once no key comes for a moment: the longer a check takes, the longer that is."""
        handle = self._waiting.pop(text.uri, None)
        if handle:
            handle.cancel()
        took = self._took.get(text.uri, 0.0)
        wait = SOON if took < 5 * SOON else min(took, MOST_WAITING)
        self._waiting[text.uri] = asyncio.get_running_loop().call_later(wait, self._begin, text)

    def forget(self, uri: str) -> None:
        """Takes all findings of a document back that was closed."""
        handle = self._waiting.pop(uri, None)
        if handle:
            handle.cancel()
        self._took.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def _begin(self, text: PlanText) -> None:
        self._waiting.pop(text.uri, None)
        task = asyncio.get_running_loop().create_task(self._check(text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, text: PlanText) -> None:
        if not self.documents.is_current(text):
            return
        began = time.monotonic()
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._checker, diagnostics_of, text, self.documents.facts.book)
        if self.documents.is_current(text):
            self._took[text.uri] = time.monotonic() - began
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(text.uri, found, text.version))


def server(facts: Facts) -> Server:
    """A server with all that it answers."""
    made = Server(facts)
    _follow_documents(made)
    _answer(made)
    return made


def _follow_documents(made: Server) -> None:
    documents = made.documents

    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        made.check_soon(documents.open(params.text_document))

    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        text = documents.change(params)
        if text:
            made.check_soon(text)

    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        documents.close(params.text_document.uri)
        made.forget(params.text_document.uri)

    made.feature(lsp.INITIALIZED)(lambda _params: made.agree(made.client_capabilities))
    made.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    made.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)


def _answer(made: Server) -> None:
    """What is asked of a plan, with its answer."""

    def on(method: str, answer: Callable[[PlanText, Any], Any], options: Any = None) -> None:
        def handle(params: Any) -> Any:
            text = made.documents.of(params.text_document.uri)
            return answer(text, params) if text else None

        made.feature(method, options)(handle)

    def complete(text: PlanText, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        return completions_at(text, params.position, has_snippets=made.has_snippets)

    on(lsp.TEXT_DOCUMENT_HOVER, lambda text, params: hover_at(text, params.position))
    on(lsp.TEXT_DOCUMENT_COMPLETION, complete, lsp.CompletionOptions(trigger_characters=[*"\"'.[{,="]))
    on(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, lambda text, _params: symbols_of(text))
    on(lsp.TEXT_DOCUMENT_FOLDING_RANGE, lambda text, _params: folds_of(text))
    on(lsp.TEXT_DOCUMENT_INLAY_HINT, lambda text, params: inlays_of(text, params.range))
    kinds = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL])
    on(lsp.TEXT_DOCUMENT_CODE_ACTION, _actions, kinds)
    on(lsp.TEXT_DOCUMENT_DEFINITION, lambda text, params: definition_at(text, params.position))
    on(lsp.TEXT_DOCUMENT_REFERENCES, _references)
    on(lsp.TEXT_DOCUMENT_PREPARE_RENAME, _renamable)
    on(lsp.TEXT_DOCUMENT_RENAME, _renamed, lsp.RenameOptions(prepare_provider=True))


def _actions(text: PlanText, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    return actions_at(text, params.range, only)


def _references(text: PlanText, params: lsp.ReferenceParams) -> list[lsp.Location]:
    return references_at(text, params.position, with_declaration=params.context.include_declaration)


def _renamable(text: PlanText, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    found = renamable_at(text, params.position)
    return lsp.PrepareRenamePlaceholder(*found) if found else None


def _renamed(text: PlanText, params: lsp.RenameParams) -> lsp.WorkspaceEdit:
    try:
        return workspace_edit(text, renamed_at(text, params.position, params.new_name))
    except EditError as error:
        raise JsonRpcInvalidParams(str(error)) from None


def serve(facts: Facts) -> None:
    """Answers on standard input and output until the editor ends it; pygls closes what it is given."""
    logging.disable(logging.WARNING)
    server(facts).start_io(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
