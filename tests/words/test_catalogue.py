"""A compiled catalogue is read as the standard library reads it."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo

from ka2plan.words.catalogue import Catalogue
from tests import catalogues


@pytest.mark.parametrize("language", catalogues.languages())
def test_every_message_is_found_as_the_standard_library_finds_it(language):
    source = catalogues.read(language)
    with BytesIO() as file:
        write_mo(file, source)
        file.seek(0)
        oracle = GNUTranslations(file)
        read = Catalogue(file.getvalue())
    for one in source:
        message = catalogues.key_of(one)
        if message.plural:
            for count in (0, 1, 2, 3, 5, 11, 100, 101, 102):
                wanted = oracle.ngettext(message.text, message.plural, count)
                assert read.ngettext(message.text, message.plural, count) == wanted
        elif message.context:
            assert read.pgettext(message.context, message.text) == oracle.pgettext(message.context, message.text)
        elif message.text:
            assert read.gettext(message.text) == oracle.gettext(message.text)


def test_what_is_not_in_it_is_said_as_it_is():
    with BytesIO() as file:
        write_mo(file, catalogues.read("sl"))
        read = Catalogue(file.getvalue())
    assert read.gettext("nowhere") == "nowhere"
    assert read.pgettext("month", "nowhere") == "nowhere"
    assert [read.ngettext("one", "many", count) for count in (0, 1, 2)] == ["many", "one", "many"]


@pytest.mark.parametrize("data", [b"", b"no catalogue at all", b"\x95\x04\x12\xde" + bytes(24)])
def test_what_is_no_catalogue_of_this_machine_is_refused(data):
    with pytest.raises(ValueError, match="no catalogue"):
        Catalogue(data)
