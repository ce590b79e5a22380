"""The command line: finds the command, loads only what it needs, turns every situation into a sentence and a code."""

from __future__ import annotations

import gc
import os
import sys

from ka2plan.cli.streams import prepare, refuse_lost_output
from ka2plan.errors import Ka2planError, UsageError
from ka2plan.words.messages import _, language, speaking
from ka2plan.words.visible import unpictured

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
BROKEN_PIPE = 141

PLAIN = "--plain"
"""The option of all reports; it may also come before the command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 findings, 2 usage, 3 unreadable, 4 changed or clashing."""
    if argv is None:
        gc.disable()  # a command is over before its garbage matters; looking for it took a tenth of the time
    words = list(sys.argv[1:] if argv is None else argv)
    prepare()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        # Both as before when the command is over. What is hidden is pictured for eyes, and left out of files.
        with speaking(language()), unpictured(on=not sys.stdout.isatty()):
            return _finish(_run(words))
    except BrokenPipeError:
        return BROKEN_PIPE
    finally:
        if argv is None:
            gc.freeze()  # nor is it looked for when the interpreter ends


def _run(words: list[str]) -> int:
    try:
        return _dispatch(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except Ka2planError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        if isinstance(error, FileNotFoundError) and not _has_current_folder():
            return _say(_("the current folder no longer exists; change to another folder"), Ka2planError.exit_code)
        if os.environ.get("KA2PLAN_DEBUG"):
            raise
        message = _("a fault of ka2plan itself: {error}. KA2PLAN_DEBUG=1 shows where")
        return _say(message.format(error=f"{type(error).__name__}: {error}"), Ka2planError.exit_code)


def _has_current_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _finish(code: int) -> int:
    """The exit code: that of the work, or that an output is lost."""
    try:
        refuse_lost_output()
    except Ka2planError as error:
        return _say(str(error), error.exit_code)
    return code


def _say(sentence: str, code: int) -> int:
    from ka2plan.words.visible import visible

    sys.stdout.flush()
    print(f"ka2plan: {visible(sentence, multiline=True)}", file=sys.stderr)
    return code


def _plain_behind(words: list[str]) -> list[str]:
    """The words with a ``--plain`` in front of the command put among the command's own options."""
    if words[:1] != [PLAIN] or len(words) == 1:
        return words
    end = words.index("--") if "--" in words else len(words)
    return [*words[1:end], PLAIN, *words[end:]]


def _dispatch(words: list[str]) -> int:
    from ka2plan.cli.chosen_language import choose_language
    from ka2plan.cli.commands import command_named, general_help, short_help

    words = _plain_behind(choose_language(words))
    if not words:
        print(short_help())
        return UsageError.exit_code
    if words[0] in ("-h", "--help", "help"):
        print(general_help())
        return 0
    if words[0] == "--version":
        from ka2plan import __version__

        print(f"ka2plan {__version__}")
        return 0
    command = command_named(words[0])
    if command is None:
        if len(words) > 1 and not words[0].startswith("-"):
            from ka2plan.cli.open_editor import refuse_mistyped_command

            refuse_mistyped_command(words[0])
        return command_named("open").run(words)  # type: ignore[union-attr]
    return command.run(words[1:])
