"""Values that a rule of the call forbids get its words while they are typed, and can be written all the same."""

from __future__ import annotations

import pytest

from ka2plan.tui.entry.open import open_entry
from tests.tui.pilot import opened


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (("partners", "OSL", "oid"), "xyz", '"xyz" of OSL is not an OID; an OID is the letter E and eight digits'),
        (("partners", "OSL", "oid"), "E123", '"E123" of OSL is not an OID'),
        (("partners", "OSL", "oid"), "E10000001", ""),
        (("project", "months"), "37", "the call has 12 to 36  ! the project lasts 37 months"),
        (("project", "months"), "36", ""),
    ],
)
async def test_what_the_findings_would_say_is_said_at_once(tmp_path, path, text, told):
    async with opened(tmp_path, size=(120, 24)) as editor:
        open_entry(editor.app.editor, path)
        await editor.press("enter", "ctrl+u", *text)
        assert ("! " in editor.picture) == bool(told)
        assert told in editor.picture
        await editor.press("enter")
        codes = {finding.code for finding in editor.session.snapshot.findings}
        assert ("ORG132" in codes or "CAL201" in editor.picture) == bool(told)


async def test_the_oid_of_another_partner_is_told(tmp_path):
    async with opened(tmp_path, size=(120, 24)) as editor:
        other = editor.session.snapshot.plan.partners["IES"].oid
        open_entry(editor.app.editor, ("partners", "ZAV", "oid"))
        await editor.press("enter", "ctrl+u", *other)
        assert "ZAV and IES have the same OID" in editor.picture


async def test_what_is_typed_for_a_slip_is_understood_or_refused_while_it_is_typed(tmp_path):
    async with opened(tmp_path) as editor:
        await editor.press("j", "j", "v", "t", *"soon")
        assert "x 'soon' is neither a length of time nor a date" in editor.picture
        await editor.press("enter", "ctrl+u", *"3 weeks")
        assert "= +3 weeks" in editor.picture
        await editor.press("enter")
        assert "by +3 weeks" in editor.picture
