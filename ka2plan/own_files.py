"""Where the user's own files lie, as XDG places them, and reading one whatever it is."""

from __future__ import annotations

import errno
import os
from stat import S_ISREG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MAX_BYTES = 1_000_000
"""No file of keys, colours or call facts is larger."""


def config_folder(environment: Mapping[str, str]) -> str:
    """The folder of keys, themes and call facts of the user's own; it need not exist."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config")


def state_folder(environment: Mapping[str, str]) -> str:
    """The folder of journals and remembered views; it need not exist."""
    return _folder(environment, "XDG_STATE_HOME", os.path.join(".local", "state"))


def _folder(environment: Mapping[str, str], variable: str, default: str) -> str:
    base = environment.get(variable, "")
    if not os.path.isabs(base):  # XDG: a relative path is to be ignored
        base = os.path.join(_home(environment), default)
    return os.path.join(base, "ka2plan")


def _home(environment: Mapping[str, str]) -> str:
    """The user's own folder, never one below the folder that is current by chance."""
    home = environment.get("HOME", "")
    if not os.path.isabs(home):
        home = os.path.expanduser(f"~{_user()}") if _user() else ""
    return home if os.path.isabs(home) else os.sep


def _user() -> str:
    """The user's name, as the system knows it; empty where it does not."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def read_file(path: str) -> bytes:
    """The bytes of a file of the user's own; a pipe or device of that name is not waited for.

    :raises OSError: it cannot be read, is no file, or has more than any such file.
    """
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(file, "rb") as opened:
        if not S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
    return data


def read_toml(path: str) -> dict[str, Any]:
    """The data of such a file that is TOML.

    Raises:
        OSError: as ``read_file``.
        TomlFault: it is no TOML, or nested or long beyond all bounds.
    """
    from ka2plan.toml import decode, parse

    return parse(decode(read_file(path)))
