"""What a newcomer sees first: the samples' forms are whole."""

from __future__ import annotations

import pytest

from ka2plan.export.form_parts import form_parts
from tests.export.making import ADVANCED, CENTRAL, SMALL, SOUND, material, plan_in


@pytest.mark.parametrize("sample", [SOUND, ADVANCED, SMALL, CENTRAL], ids=lambda path: path.stem)
def test_the_form_of_a_sample_has_every_answer_in_words_within_its_limit(sample):
    fields = [field for part in form_parts(material(plan_in(sample))) for field in part.fields]
    asked = [field for field in fields if field.asks]
    assert asked
    assert [field.label for field in asked if not field.text or field.over] == []
