"""Which language a command speaks: that of ``--lang``, else of the user's own settings, else of the environment."""

from __future__ import annotations

import os

from ka2plan.errors import UsageError
from ka2plan.words.languages import available, spoken_of, wanted_by
from ka2plan.words.messages import _, speak

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

OPTION = "--lang"

SETTINGS = "config.toml"
"""The file of the user's own settings, in the folder of keys and themes; it need not exist."""


def choose_language(words: list[str]) -> list[str]:
    """Speaks the language that is wanted, before anything is said; gives the words of the command line without it.

    :raises UsageError: there is no such language, or the settings cannot be read.
    """
    end = words.index("--") if "--" in words else len(words)
    ahead, rest = words[:end], words[end:]
    asked = None
    kept = []
    coming = iter(ahead)
    for word in coming:
        name, given, value = word.partition("=")
        if name != OPTION:
            kept.append(word)
            continue
        asked = value if given else next(coming, "")
    speak(wanted_by(os.environ))
    if asked is not None:
        speak(_known(asked, OPTION))
    else:
        _speak_as_set()
    return kept + rest


def add_language(parser: ArgumentParser) -> None:
    """Tells of ``--lang``, which was taken before the parser sees the words."""
    names = ", ".join(available())
    parser.add_argument(OPTION, metavar="LANGUAGE", help=_("say all in this language: {names}").format(names=names))


def _speak_as_set() -> None:
    """Speaks the language that the user's settings name, if they name one."""
    from ka2plan.own_files import config_folder

    path = os.path.join(config_folder(os.environ), SETTINGS)
    if not os.path.exists(path):
        return
    from ka2plan.own_files import read_toml
    from ka2plan.toml import TomlFault

    try:
        wanted = read_toml(path).get("language")
    except (OSError, TomlFault) as error:
        raise UsageError(_("{path} cannot be read: {why}").format(path=path, why=error)) from None
    if wanted is not None:
        speak(_known(str(wanted), path))


def _known(wanted: str, where: str) -> str:
    found = spoken_of(wanted)
    if found:
        return found
    words = _("{where}: there is no language {name}; there are: {names}")
    raise UsageError(words.format(where=where, name=repr(wanted), names=", ".join(available())))
