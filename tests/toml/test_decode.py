"""Bytes become text and text the same bytes, or the reason and the place are said."""

from __future__ import annotations

import pytest

from ka2plan.toml import TomlFault, decode
from ka2plan.toml.fault import ENCODING


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a = 1",
        b"a = 1\r\nb = 2\r\n",
        b"a = 1\r\nb = 2\nc = 3\r\n",
        b"\xef\xbb\xbfa = 1\n",
        "title = 'Osnovna šola 🏫'\n".encode(),
        b"\n\n\n",
    ],
    ids=["empty", "no final newline", "CRLF", "mixed", "BOM", "UTF-8", "blank lines"],
)
def test_text_keeps_every_byte(data):
    assert decode(data).encode("utf-8") == data


@pytest.mark.parametrize(
    ("data", "line", "column", "word"),
    [
        (b"a = 1\nb = '\xff'\n", 2, 6, "0xff"),
        ("ž = 'é".encode() + b"\xe9'\n", 1, 7, "0xe9"),
        (b"\xef\xbb\xbfab\xc3", 1, 3, "0xc3"),
        (b"a = 1\r\nb\0 = 2\n", 2, 2, "NUL"),
        (b"a = 1\r\nb = 2\rc = 3\n", 2, 6, "carriage return"),
        (b"a = 1\r", 1, 6, "carriage return"),
        ("a = 1\n".encode("utf-16"), 1, 1, "UTF-16"),
        ("a = 1\n".encode("utf-16-be"), 1, 1, "NUL"),
        (b"\xfe\xff\0a", 1, 1, "UTF-16"),
        ("título = 1".encode("latin-1"), 1, 2, "0xed"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data, line, column, word):
    with pytest.raises(TomlFault, match=word) as caught:
        decode(data)
    assert (caught.value.line, caught.value.column, caught.value.kind) == (line, column, ENCODING)
