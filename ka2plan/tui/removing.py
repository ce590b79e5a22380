"""Deleting and renaming entries, with all that refers to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ka2plan.checks.wording import money
from ka2plan.document import Batch, Edit, RemoveEntry, RenameEntry, references
from ka2plan.findings import Path
from ka2plan.messages import _, ngettext
from ka2plan.network.money import money_by_partner
from ka2plan.tui.adding import id_meant
from ka2plan.tui.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.dialogs.question import Answer, Question
from ka2plan.tui.drawing import Told

if TYPE_CHECKING:
    from textual.geometry import Region

    from ka2plan.tui.editor import Editor

MOST_PLACES = 8


def delete(editor: Editor, paths: Sequence[Path]) -> None:
    """Deletes entries: at once where nothing else names them, else after saying what does."""
    entries = list(dict.fromkeys((str(path[0]), str(path[1])) for path in paths))
    places = _places(editor, entries)
    inside = _inside(editor, entries)
    if not places and not inside:
        _delete(editor, entries, unlink=False)
        return
    answers = [Answer("unlink", _("delete, and take out what names it"), "d")]
    if inside:
        answers.append(Answer("inside", _("delete with all that is in it"), "a"))
    answers.append(Answer("leave", _("leave everything"), "escape"))

    def answered(answer: str) -> None:
        doomed = [*inside, *entries] if answer == "inside" else entries
        _delete(editor, doomed, unlink=True)

    editor.ask(Question(editor.look, _question(editor, entries), answers, _told(places)), answered)


def _places(editor: Editor, entries: list[tuple[str, str]]) -> list[Path]:
    """What names the entries, without what goes with them."""
    data = editor.session.data
    every = [place for kind, id in entries for place in references(data, kind, id)]
    return [place for place in dict.fromkeys(every) if place[:2] not in entries]


def _inside(editor: Editor, entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is in the work packages among the entries."""
    packages = {id for kind, id in entries if kind == "work_packages"}
    plan = editor.plan
    return [
        (kind, id)
        for kind in ("activities", "milestones", "deliverables", "indicators")
        for id, entry in getattr(plan, kind).items()
        if entry.wp in packages and (kind, id) not in entries
    ]


def _question(editor: Editor, entries: list[tuple[str, str]]) -> str:
    ids = ", ".join(id for _kind, id in entries)
    amounts = money_by_partner(editor.plan)
    lost = sum(amounts.get(id, 0) for kind, id in entries if kind == "partners")
    question = _("{ids} is named elsewhere:").format(ids=ids)
    if not lost:
        return question
    return f"{question} {_('{money} of the budget would go as well').format(money=money(lost))}"


def _told(places: list[Path]) -> list[list[Told]]:
    lines: list[list[Told]] = [[]]
    for place in places[:MOST_PLACES]:
        owner, *rest = (str(part) for part in place[1:])
        lines.append([(f"  {owner}  ", "bright"), (" ".join(rest) or str(place[0]), "base")])
    more = len(places) - MOST_PLACES
    if more > 0:
        lines.append([(f"  {ngettext('{count} more place', '{count} more places', more).format(count=more)}", "dim")])
    return lines


def _delete(editor: Editor, entries: list[tuple[str, str]], *, unlink: bool) -> None:
    edits: list[Edit] = [RemoveEntry(kind, id, unlink=unlink) for kind, id in entries]
    label = _("delete {ids}").format(ids=", ".join(id for _kind, id in entries))
    if editor.do(Batch(tuple(edits)), label):
        editor.say(_("{ids} deleted; u brings it back").format(ids=", ".join(id for _kind, id in entries)))


def rename(editor: Editor, path: Path, place: Region) -> None:
    """Asks for another id; every reference follows."""
    kind, id = str(path[0]), str(path[1])
    count = len(references(editor.session.data, kind, id))

    def meant(text: str) -> Understood:
        understood = id_meant(editor, kind, text, own=id)
        follow = ngettext("{count} reference follows", "{count} references follow", count).format(count=count)
        return understood if understood.fault else understood._replace(told=follow)

    def typed(answer: Typed) -> None:
        if answer.value != id and editor.do(RenameEntry(kind, id, answer.value)):
            _show_renamed(editor, (kind, answer.value))

    editor.ask(InPlace(editor.look, place, id, meant, label=_("new id of {id}").format(id=id)), typed)


def _show_renamed(editor: Editor, path: Path) -> None:
    from ka2plan.tui.views.entry import EntryView

    if isinstance(editor.view, EntryView) and len(editor.view.owner) > 1:
        editor.view.show(path, editor.view.trail)
    else:
        editor.view.select(path)
