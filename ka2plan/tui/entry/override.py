"""A limit of the plan in place of one of the call, with the reason: chosen by its name, seen with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ka2plan.calls import Call, CallBook, Fact
from ka2plan.calls.vocabulary import BY_NAME, DATED, KEYS, FactKey
from ka2plan.document import Batch, SetValue
from ka2plan.rules.fact_words import value_text
from ka2plan.tui.entry.limits import limit_as_typed, understand_limit
from ka2plan.tui.toolkit.dialogs.in_place import Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.dialogs.several_values import Several, Wanted
from ka2plan.words.messages import _

if TYPE_CHECKING:
    from ka2plan.tui.editor.context import Editor


def override(editor: Editor) -> None:
    """Asks which limit to replace, then for the value and the reason."""
    book, call = editor.snapshot.book, editor.snapshot.call
    choices = list(_choices(call, book)) if call and book else []
    if not choices:
        editor.say(_("nothing is known of the call, so that nothing can be replaced"), "warning")
        return

    def chosen(name: str) -> None:
        fact = _facts(call)[name] if call else None
        if fact and book:
            _ask(editor, BY_NAME[name], fact, book)

    editor.ask(Picker(editor.look, _("Replace which limit of the call?"), choices), chosen)


def _choices(call: Call, book: CallBook) -> Iterator[Choice[str]]:
    facts = _facts(call)
    for key in KEYS:
        fact = facts.get(key.name)
        if fact:
            yield Choice(key.name, _(key.label), f"{value_text(fact)}   {_source(fact, book)}")


def _facts(call: Call) -> dict[str, Fact]:
    """The facts that a plan can replace: those of the type, and the dates of the plan's round."""
    deadline, window = call.deadline(), call.window()
    deadline_key, window_key = (key.name for key in DATED)
    dated = {
        **({deadline_key: deadline.fact._replace(key=deadline_key, value=deadline.at)} if deadline else {}),
        **({window_key: window.fact._replace(key=window_key, value=(window.start, window.end))} if window else {}),
    }
    return {**{key: fact for key, fact in call.facts.items() if key in BY_NAME}, **dated}


def _source(fact: Fact, book: CallBook) -> str:
    if fact.evidence == "override":
        return _("this plan: {reason}").format(reason=fact.note)
    return ", ".join(book.source(id).title for id in fact.source_ids)


def _ask(editor: Editor, key: FactKey, fact: Fact, book: CallBook) -> None:
    """Asks for the value and the reason and writes both as one step."""
    there = editor.plan.overrides.get(key.name)

    def answered(answers: tuple[Any, ...]) -> None:
        value, reason = answers
        where = ("overrides", key.name)
        edit = Batch((SetValue((*where, "value"), value), SetValue((*where, "reason"), reason)))
        if editor.do(edit, _("replace a limit of the call: {key}").format(key=key.name)):
            editor.app.examine()
            told = _("{label} is now {value}, in place of the call's")
            editor.say(told.format(label=_(key.label), value=understand_limit(key, limit_as_typed(key, value)).told))

    wanted = [
        Wanted(_("value"), limit_as_typed(key, fact.value), lambda text: _value_meant(key, fact, book, text)),
        Wanted(_("reason"), there.reason if there else "", _reason_meant),
    ]
    editor.ask(Several(editor.look, _(key.label), wanted), answered)


def _value_meant(key: FactKey, fact: Fact, book: CallBook, text: str) -> Understood:
    """What the text means; what the call says itself with its source."""
    meant = understand_limit(key, text)
    if text.strip() != limit_as_typed(key, fact.value):
        return meant
    return meant._replace(told=f"{meant.told}; {_source(fact, book)}")


def _reason_meant(text: str) -> Understood:
    reason = " ".join(text.split())
    return Understood(reason) if reason else Understood(fault=_("a reason is needed"))
