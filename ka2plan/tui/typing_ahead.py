"""Keys one by one: what is typed ahead waits until the key before it has done its work.

Textual hands a key to the widget that has the keys at that moment. Over a slow line several keys arrive at once; those
behind the first would go to the view although the first has opened a dialog, and would be commands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

MOST_SECONDS = 1.0
"""How long a key waits for the one before it at most, whatever that one does."""

ROUNDS = 2
"""A field tells of a key with a message of its own, which it takes up after the key."""


class OneKeyAtATime(App[int], inherit_bindings=False):
    """Hands on no key before the one in front of it is done with, its bindings among that.

    What the widgets leave of a key comes back to the application, which looks for a binding; Textual puts it behind the
    keys that wait already, so that a letter typed behind backspace would be what backspace deletes.
    """

    _key: events.Key | None = None
    """The key whose turn it is."""
    _came_back = False

    async def on_event(self, event: events.Event) -> None:
        """Lets a key do its work before the next one is handed on."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._key, self._came_back = event, False
        try:
            await super().on_event(event)
            await _wait_until_done(self)
            if self._came_back:
                await super().on_event(event)
                await _wait_until_done(self)
        finally:
            self._key = None

    def post_message(self, message: Message) -> bool:
        """Keeps the key whose turn it is out of the queue."""
        if message is self._key:
            self._came_back = True
            return True
        return super().post_message(message)


async def _wait_until_done(app: App[int]) -> None:
    """Waits until a key that was handed on has been dealt with, and a dialog that it opened can take the next."""
    if not app.is_running:
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
