"""git, run as a program: the one way in which ka2plan starts it, and the repository that is meant."""

from __future__ import annotations

from ka2plan.git.command import GitRefused, run
from ka2plan.git.place import Place, is_in_repository, place_of

__all__ = ["GitRefused", "Place", "is_in_repository", "place_of", "run"]
