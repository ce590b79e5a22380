"""Who may come in: the token in the address, and only from a page of this server itself.

The token keeps out whoever was not given the address. A page of somebody else's in the same browser does not know it
either; should it ever get to know it, it is told by where it comes from (``Origin``) and by what it calls this server
(``Host``): a name that was made to point here is not one of those that this server has.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hmac import compare_digest
from ipaddress import ip_address

from ka2plan.named_tuples import NamedTuple

HTTP = "http://"


def new_token() -> str:
    """A token that nobody guesses: 192 random bits, in characters that an address may have."""
    return secrets.token_urlsafe(24)


class Caller(NamedTuple):
    """What a request says of where it comes from and what it wants."""

    method: str
    path: str
    """As it was sent, without what follows a question mark."""
    hosts: tuple[str, ...]
    """All that its ``Host`` lines say."""
    origins: tuple[str, ...] = ()
    """All that its ``Origin`` lines say."""


class Gate:
    """Judges requests; what it lets through has the token and calls this server by a name of its own."""

    def __init__(self, token: str, names: Iterable[str] = ()) -> None:
        """Knows the token, and the names of this server besides ``localhost`` and addresses in figures."""
        self._token = token.encode()
        self._names = frozenset(name.lower().rstrip(".") for name in (*names, "localhost"))

    def asked_for(self, caller: Caller) -> str | None:
        """What is asked for below the token, such as ``page.js``, empty for the page; None where nobody gets anything.

        The token is compared as a whole and in the same time whatever it is, and before all else is looked at.
        """
        root, _slash, rest = caller.path.partition("/")
        token, _slash, wanted = rest.partition("/")
        is_known = compare_digest(token.encode(errors="replace"), self._token)
        if root or not is_known or caller.method != "GET" or not self._is_here(caller.hosts):
            return None
        if caller.origins and not self.is_own(caller):
            return None
        return wanted

    def is_own(self, caller: Caller) -> bool:
        """Whether a page of this server itself asks, and says so."""
        return len(caller.origins) == 1 and [caller.origins[0].lower()] == [
            HTTP + host.lower() for host in caller.hosts
        ]

    def _is_here(self, hosts: tuple[str, ...]) -> bool:
        """Whether the one ``Host`` is a name of this server, or figures: those nobody can make point elsewhere."""
        if len(hosts) != 1:
            return False
        name = _without_port(hosts[0].lower())
        return name in self._names or _is_address(name.strip("[]"))


def _without_port(host: str) -> str:
    """The name before the port, which is another one where the connection was handed on, as by ``ssh -L``."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    name, _colon, port = host.partition(":")
    return name.rstrip(".") if not port or port.isdigit() else ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
