"""Keys one by one: what is typed ahead waits until the key before it has done its work.

Textual hands a key to the widget that has the keys at that moment. Over a slow line several keys arrive at once; those
behind the first would go to the view although the first has opened a dialog, and would be commands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

MOST_SECONDS = 1.0
"""How long a key waits for the one before it at most, whatever that one does."""

ROUNDS = 2
"""A field tells of a key with a message of its own, which it takes up after the key."""


async def wait_until_done(app: App[int], event: events.Event) -> None:
    """Waits until a key that was handed on has been dealt with, and a dialog that it opened can take the next."""
    if not isinstance(event, events.Key) or not app.is_running:
        return
    try:
        async with asyncio.timeout(MOST_SECONDS):
            screen = app.screen
            for pump in _way_of_a_key(app):
                for _round in range(ROUNDS):
                    await _idle(pump)
            await _idle(app.screen_stack[0])  # there it is done what a dialog's answer is for
            if app.screen is not screen:
                await _idle(app.screen)
    except TimeoutError:
        return


def _way_of_a_key(app: App[int]) -> Iterator[MessagePump]:
    """The widget that has the keys and those above it, up to the screen."""
    return (pump for pump in (app.focused or app.screen).ancestors_with_self if pump is not app)


async def _idle(pump: MessagePump) -> None:
    """Waits until a widget has taken up all messages that it has now."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()
