"""An editor with a server of its own, over its pipes."""

from __future__ import annotations

import asyncio
import functools
import inspect
from contextlib import asynccontextmanager

from lsprotocol import types as lsp
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities

from tests.lsp.client import COMMAND, ENVIRONMENT, PLAN, URI

PATIENCE = 10
"""Seconds after which a server that says nothing is taken for one that hangs."""


class Editor:
    """One editor with one server."""

    def __init__(self, client) -> None:
        self.client = client
        self.version = 0
        self.versions = {}
        self.told = asyncio.Event()

    async def open(self, text: str = PLAN, uri: str = URI):
        """Opens a document and returns its findings."""
        self.version += 1
        item = lsp.TextDocumentItem(uri, "toml", self.version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.findings(uri)

    async def type(self, changes, uri: str = URI):
        """Makes changes and returns the findings that come of them."""
        self.version += 1
        document = lsp.VersionedTextDocumentIdentifier(self.version, uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, changes))
        return await self.findings(uri)

    async def replace(self, text: str, uri: str = URI):
        """Writes the whole text anew and returns its findings."""
        return await self.type([lsp.TextDocumentContentChangeWholeDocument(text)], uri)

    async def findings(self, uri: str = URI):
        """Waits until the findings of the version at hand are there."""
        while self.versions.get(uri) != self.version:
            await self.anything()
        return self.client.diagnostics[uri]

    async def anything(self):
        """Waits until the server tells of findings."""
        self.told.clear()
        await asyncio.wait_for(self.told.wait(), PATIENCE)


@asynccontextmanager
async def editing(command=COMMAND, program="visual-studio-code"):
    """An editor that knows snippets and counts in UTF-16."""
    client = LanguageClient(converter_factory=default_converter)
    made = Editor(client)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def told(params: lsp.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        made.versions[params.uri] = params.version
        made.told.set()

    await client.start_io(*command, env=ENVIRONMENT)
    await client.initialize_session(lsp.InitializeParams(capabilities=client_capabilities(program)))
    try:
        yield made
    finally:
        await asyncio.wait_for(client.shutdown_session(), PATIENCE)
        await client.stop()


def in_editor(test):
    """Runs a test with an editor of its own as its first argument."""

    async def run(**arguments):
        async with editing() as editor:
            await test(editor, **arguments)

    @functools.wraps(test)
    def alone(**arguments):
        asyncio.run(run(**arguments))

    signature = inspect.signature(test)
    alone.__signature__ = signature.replace(parameters=list(signature.parameters.values())[1:])
    return alone
