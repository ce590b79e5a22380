"""The one place that starts git: as a program that reads, and that runs no other program.

A repository may come from anybody, and its settings can name commands for nearly everything git does. What is given on
git's own command line wins over every file of settings, the files that these include, and ``GIT_CONFIG_COUNT``.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from ka2plan.errors import CannotRead
from ka2plan.words.messages import _
from ka2plan.words.visible import visible

SETTINGS = {
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.alternateRefsCommand": "false",
    "core.sshCommand": "false",
    "core.gitProxy": "false",
    "core.askPass": "false",
    "core.editor": "false",
    "core.pager": "cat",
    "credential.helper": "",
    "protocol.allow": "never",
    "log.showSignature": "false",
    "gpg.program": "false",
    "gpg.openpgp.program": "false",
    "gpg.x509.program": "false",
    "gpg.ssh.program": "false",
    "gpg.ssh.defaultKeyCommand": "false",
    "color.ui": "false",  # from here on what git prints is as it is read here, whatever somebody likes to see
    "color.grep": "false",
    "i18n.logOutputEncoding": "UTF-8",
}
"""Settings of every run; ``false`` is a program that does nothing, where git takes no empty name."""

OWN_HOOKS = "core.hooksPath"
"""The setting to leave out where the folder of the user's hooks is asked for."""

ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # wins over `protocol.ext.allow` and its like; an older git fetches what is missing
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_LITERAL_PATHSPECS": "1",  # the name of a plan is no pattern
    "LC_ALL": "C.UTF-8",
}
"""What the environment of every run has."""

DROPPED = frozenset(
    {
        "GIT_CONFIG",
        "GIT_DIFF_OPTS",
        "GIT_EDITOR",
        "GIT_EXTERNAL_DIFF",
        "GIT_PAGER",
        "GIT_PROXY_COMMAND",
        "GIT_SEQUENCE_EDITOR",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_GLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
    }
)
"""What the user's environment may have, and a run does not: commands of git's, and what contradicts the above."""

COMPARING = frozenset({"diff", "log"})
"""git's commands that could call programs for the files they compare."""


class GitRefused(CannotRead):
    """git is not there, or does not do what was asked; the sentence is its own."""


def run(
    *words: str,
    folder: str,
    environment: Mapping[str, str],
    data: bytes | None = None,
    without: tuple[str, ...] = (),
    settings: Mapping[str, str] = SETTINGS,
) -> bytes:
    """What git prints.

    Args:
        words: git's command with its arguments.
        folder: where it is run.
        environment: what names the repository there, besides the user's environment.
        data: what it reads on standard input; nothing without it.
        without: settings that are the user's own this time.
        settings: those of every run.

    Raises:
        GitRefused: git is not there or refuses.
    """
    options = [word for name, value in settings.items() if name not in without for word in ("-c", f"{name}={value}")]
    try:
        done = subprocess.run(  # noqa: S603  no shell reads the words, and revisions that look like options are refused
            ["git", "--no-pager", *options, *_quiet(words)],  # noqa: S607  the user's own git, wherever it is
            cwd=folder,
            input=data or b"",
            capture_output=True,
            check=False,
            env=_environment(environment),
        )
    except FileNotFoundError:
        raise GitRefused(
            _("git is not installed, or {folder} is not a folder").format(folder=visible(folder))
        ) from None
    except OSError as error:
        raise GitRefused(_("git cannot be run: {reason}").format(reason=error.strerror or error)) from error
    if done.returncode:
        raise GitRefused(_("git: {reason}").format(reason=visible(_reason(done.stderr.decode(errors="replace")))))
    return done.stdout


def _quiet(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with those that keep a comparison from calling other programs."""
    name, *rest = words
    return (name, "--no-ext-diff", "--no-textconv", *rest) if name in COMPARING else words


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    return {**kept, "PATH": _programs(kept.get("PATH", os.defpath)), **ENVIRONMENT, **more}


def _programs(path: str) -> str:
    """The user's folders of programs, without those that count from where git is run: a repository may have one."""
    return os.pathsep.join(folder for folder in path.split(os.pathsep) if os.path.isabs(folder))


def _reason(said: str) -> str:
    """What git gives as the reason: what was fatal, else its last line."""
    lines = said.strip().split("\n")
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")]
    return fatal[0] if fatal else lines[-1]
