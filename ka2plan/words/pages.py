"""Pages that are translated as files: explanations of findings, and the manual."""

from __future__ import annotations

import os

from ka2plan.resources import languages_folder
from ka2plan.words.messages import ENGLISH, language


def page_path(kind: str, name: str, english: str) -> str:
    """The file of a page in the language that is spoken; the English one where nobody has translated it yet.

    Args:
        kind: the folder that a language has for such pages, ``docs`` or ``manual``.
        name: the file's name.
        english: the folder of the English pages.
    """
    translated = os.path.join(languages_folder(), language(), kind, name)
    return translated if language() != ENGLISH and os.path.exists(translated) else os.path.join(english, name)
