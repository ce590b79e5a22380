"""Every regular expression in the source is found, to be tried on texts made to be slow for it."""

from __future__ import annotations

from tests.benchmarks.patterns import patterns, untried

PUT_TOGETHER = {
    "ka2plan.calls.shapes": "only compiled, to see whether it can be",
    "ka2plan.cli.check_groups": "an id of the plan as it is, of 64 characters at most",
    "ka2plan.export.pdf_objects": "the names of a PDF that Typst wrote",
    "ka2plan.imports.packages": "our words for a work package, on 300 characters",
    "ka2plan.rules.organisations": "of fixed length only",
}
"""Modules that make a pattern while they run, and what keeps it from being slow."""


def test_every_pattern_is_found_in_the_source():
    found = {(one.name, one.way) for one in patterns()}
    assert len(found) > 130
    assert ("ka2plan.merge.traits _NUMBER_IN_FRONT", "sub") in found
    assert ("ka2plan.toml.tokens LINES", "match") in found


def test_what_is_put_together_while_it_runs_is_known():
    assert {line.partition(":")[0] for line in untried()} == set(PUT_TOGETHER)
