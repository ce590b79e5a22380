"""What can stand where the last word of a command line is typed: from the commands' own parsers and the plan named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ka2plan.cli.argument_words import WORDS, Told
from ka2plan.cli.commands import COMMANDS, command_named
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser
    from collections.abc import Iterable, Iterator, Sequence

FILES = frozenset(
    {"PLAN", "FILE", "TABLE", "BASE", "OURS", "THEIRS", "DIR", "DIR|PLAN", "PLAN|DIR", "PLAN|RANGE", "BASELINE"}
)
"""Names of arguments that are files or folders."""


class NextWords(NamedTuple):
    """What a word can become."""

    words: list[Told]
    """The words that begin as it does."""
    files: bool
    """Whether it can be the name of a file as well."""


def next_words(typed: Sequence[str]) -> NextWords:
    """What the last of the words behind `ka2plan` can become; nothing where that is not known."""
    before, last = _parted(typed)
    if not before and not last.startswith("-"):
        return NextWords(
            _begun([(one.name, _(one.summary)) for one in COMMANDS if one.name != "open"], last), files=True
        )
    known = command_named(before[0]) if before else None
    line = _Line((known or COMMANDS[0]).parser(), before[1:] if known else before)
    option, equals, value = last.partition("=")
    if last.startswith("--") and equals:
        found = line.after_option(option)
        words = [(f"{option}={word}", told) for word, told in _begun(found.words, value)]
        return NextWords(words, found.files)
    if last.startswith("-") and not line.wants_value:
        return NextWords(_begun(line.options(), last), files=False)
    found = line.here(last)
    return NextWords(_begun(found.words, last), found.files)


def _parted(typed: Sequence[str]) -> tuple[list[str], str]:
    """The words before the last one, and that: bash hands `--by=month` over as three words."""
    words = [*typed] or [""]
    if len(words) > 1 and words[-1] == "=":
        words = [*words[:-1], ""]
    parts = [word for place, word in enumerate(words[:-1]) if not (word == "=" and words[place - 1].startswith("--"))]
    return parts, words[-1]


def _begun(words: Iterable[Told], begin: str) -> list[Told]:
    return [told for told in words if told[0].startswith(begin)]


class _Line:
    """The words of one command that stand before the one being typed, told apart by its parser."""

    def __init__(self, parser: ArgumentParser, words: Sequence[str]) -> None:
        self.named: dict[str, Action] = {}
        self.places: list[Action] = []
        for action in parser._actions:  # noqa: SLF001 - argparse has no other list of what it knows
            self.named.update(dict.fromkeys(action.option_strings, action))
            if not action.option_strings:
                self.places.append(action)
        self.given: list[str] = []
        self.used: set[str] = set()
        self.open: Action | None = None
        for word in words:
            self._take(word)

    def _take(self, word: str) -> None:
        if self.open:
            self.open = None
        elif word in self.named:
            action = self.named[word]
            self.used.update(action.option_strings)
            self.open = action if action.nargs != 0 else None
        elif not word.startswith("--"):
            self.given.append(word)

    @property
    def wants_value(self) -> bool:
        """Whether an option has been typed whose value comes now."""
        return self.open is not None

    def options(self) -> Iterator[Told]:
        """The options that are not there yet; those that may be given again are offered again."""
        for name, action in self.named.items():
            if name not in self.used or type(action).__name__ == "_AppendAction":
                yield name, str(action.help or "")

    def here(self, last: str) -> NextWords:
        """What fits where the next word stands."""
        if self.open:
            return self._of(self.open, last)
        if not self.places:
            return NextWords([], files=False)
        repeated = self.places[-1].nargs in ("*", "+")
        if len(self.given) >= len(self.places) and not repeated:
            return NextWords([], files=False)
        return self._of(self.places[min(len(self.given), len(self.places) - 1)], last)

    def after_option(self, option: str) -> NextWords:
        """What fits behind the equals sign of an option."""
        return self._of(self.named[option], "") if option in self.named else NextWords([], files=False)

    def _of(self, action: Action, last: str) -> NextWords:
        if action.choices:
            return NextWords([(str(word), "") for word in action.choices], files=False)
        name = str(action.metavar or "")
        if name in FILES:
            return NextWords([], files=True)
        words = WORDS[name](self._before(action), last) if name in WORDS else []
        return NextWords(list(words), files=False)

    def _before(self, action: Action) -> list[str]:
        """What was given for the arguments before this one, or all of them where it is an option's."""
        return self.given if action.option_strings else self.given[: self.places.index(action)]
