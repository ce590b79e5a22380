"""``ka2plan complete``: what the last word typed can become; the scripts of ``completion`` ask for it at each Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def configure(parser: ArgumentParser) -> None:
    """Declares the words."""
    parser.add_argument("words", metavar="WORD", nargs="*")


def run(arguments: Namespace) -> int:
    """Prints `files` or `words` (whether file names fit as well), then each word with what it is, by a tab."""
    from ka2plan.cli.next_words import next_words

    found = next_words(arguments.words)
    print("files" if found.files else "words")
    for word, told in found.words:
        print(f"{word}\t{' '.join(told.split())}")
    return 0
