"""Keys one by one: what is typed ahead waits until the key before it has done its work.

Textual hands a key to the widget that has the keys at that moment. Over a slow line several keys arrive at once; those
behind the first would go to the view although the first has opened a dialog, and would be commands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

from ka2plan.tui.toolkit.textual_private import AppInside

if TYPE_CHECKING:
    from ka2plan.tui.toolkit.dialog_keys import DialogKeys

MOST_SECONDS = 1.0
"""How long a key waits for the one before it at most, whatever that one does."""

ROUNDS = 2
"""A field tells of a key with a message of its own, which it takes up after the key."""


class KeyTaker(MessagePump):
    """A screen that knows before its widgets what some keys do."""

    def taken(self, key: events.Key) -> Callable[[], object] | None:
        """What to do for a key; None where it is left to the widgets."""
        raise NotImplementedError


class OneKeyAtATime(AppInside, inherit_bindings=False):
    """Hands on no key before the one in front of it is done with, its bindings among that.

    What the widgets leave of a key comes back to the application, which looks for a binding; Textual puts it behind the
    keys that wait already, so that a letter typed behind backspace would be what backspace deletes.
    """

    @property
    def dialog_keys(self) -> DialogKeys:
        """The keys that dialogs react to."""
        raise NotImplementedError

    _key: events.Key | None = None
    """The key whose turn it is."""
    _came_back = False
    _awaited: asyncio.Event | None = None
    """What a key waits for."""

    async def on_event(self, event: events.Event) -> None:
        """Lets a key, a click or a paste do its work before the next key is handed on; none behind a fault does any."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            if isinstance(event, events.MouseUp | events.Paste):
                await self._wait(self._until_done)
            return
        self._key, self._came_back = event, False
        try:
            await self._wait(self._until_laid_out)
            await self._hand_on(event)
            if self._came_back:
                await self._hand_on(event)
        finally:
            self._key = None

    async def _hand_on(self, key: events.Key) -> None:
        if self.is_running and self.fault is None:
            screen = self.screen
            work = screen.taken(key) if isinstance(screen, KeyTaker) else None
            if work:
                screen.call_later(work)
            else:
                await super().on_event(key)
            await self._wait(self._until_done)

    async def _wait(self, until: Callable[[], Awaitable[None]]) -> None:
        """Waits, for so long at most; a fault ends it, for whoever was waited for may be gone."""
        if self.is_running and self.fault is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(MOST_SECONDS):
                    await until()

    async def _until_laid_out(self) -> None:
        """Waits until what was shown just now has its place: a key may ask for something right there."""
        widget = self.focused
        if widget is not None and not widget.size:
            await self._called_by(self.screen.call_after_refresh)
            await self._idle(widget)

    async def _until_done(self) -> None:
        """Waits until a key that was handed on has been dealt with, and a dialog that it opened can take the next."""
        screen = self.screen
        for pump in _way_of_a_key(self):
            for _round in range(ROUNDS):
                await self._idle(pump)
        if self.is_running:
            await self._idle(self.screen_stack[0])  # there it is done what a dialog's answer is for
        if self.is_running and self.screen is not screen:
            await self._idle(self.screen)

    async def _idle(self, pump: MessagePump) -> None:
        """Waits until a widget has taken up all messages that it has now."""
        await self._called_by(pump.call_later)

    async def _called_by(self, call: Callable[[Callable[[], object]], bool]) -> None:
        """Waits until what is handed to ``call`` is called."""
        self._awaited = asyncio.Event()
        if self.fault is None and call(self._awaited.set):
            await self._awaited.wait()

    def end_with_fault(self) -> None:
        """Lets go the key that waits."""
        if self._awaited:
            self._awaited.set()

    def post_message(self, message: Message) -> bool:
        """Keeps the key whose turn it is out of the queue."""
        if message is self._key:
            self._came_back = True
            return True
        return super().post_message(message)


def _way_of_a_key(app: App[int]) -> Iterator[MessagePump]:
    """The widget that has the keys and those above it, up to the screen."""
    return (pump for pump in (app.focused or app.screen).ancestors_with_self if pump is not app)
