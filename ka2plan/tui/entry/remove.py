"""Deleting and renaming entries, with all that refers to them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ka2plan.document import Batch, Edit, RemoveEntry, RenameEntry, Unset, references
from ka2plan.figures.money import money_by_partner
from ka2plan.findings import Path
from ka2plan.plan import Activity, WorkPackage
from ka2plan.plan.model import ZERO
from ka2plan.plan.placeholders import placeholders_of
from ka2plan.plan.schema import key_at
from ka2plan.tui.entry.new_entry import id_meant
from ka2plan.tui.entry.proposals import short_id
from ka2plan.tui.toolkit.dialogs.in_place import InPlace, Typed, Understood
from ka2plan.tui.toolkit.dialogs.picker import Choice, Picker
from ka2plan.tui.toolkit.dialogs.question import Answer, Question
from ka2plan.tui.toolkit.drawing import Told
from ka2plan.words.figures import effort, money
from ka2plan.words.messages import _, ngettext, pgettext

if TYPE_CHECKING:
    from textual.geometry import Region

    from ka2plan.tui.editor.context import Editor

MOST_PLACES = 8


def delete(editor: Editor, paths: Sequence[Path]) -> None:
    """Deletes entries: at once where nothing hangs on them, else after saying what does."""
    entries = list(dict.fromkeys((str(path[0]), str(path[1])) for path in paths))
    places = _places(editor, entries)
    inside = _inside(editor, entries)
    if not places and not inside and not any(_lost(editor, entries)):
        _delete(editor, entries)
        return
    ids = _ids(entries)
    if _needed(places):
        answers = [Answer("hand", _("delete {ids}, and choose who takes over").format(ids=ids), "d")]
    elif inside:
        answers = _answers_on_what_is_inside(editor, entries, inside)
    else:
        words = _("delete {ids}, and every reference to it") if places else _("delete {ids}")
        answers = [Answer("unlink", words.format(ids=ids), "d")]
    answers.append(Answer("leave", _("leave everything as it is"), "escape"))

    def answered(answer: str) -> None:
        if answer == "hand":
            _hand_over(editor, entries)
        else:
            _delete(editor, [*inside, *entries] if answer == "inside" else entries)

    question = _question(editor, entries, places)
    editor.ask(Question(editor.look, question, answers, _told(places) if places else (), safe=True), answered)


def _ids(entries: list[tuple[str, str]]) -> str:
    return ", ".join(id for _kind, id in entries)


def _answers_on_what_is_inside(
    editor: Editor, entries: list[tuple[str, str]], inside: list[tuple[str, str]]
) -> list[Answer]:
    """What to do with the entries of work packages: keep them without one, or delete them too."""
    ids, count = _ids(entries), len(inside)
    keep = ngettext(
        "delete {ids}; keep its entry, without a work package",
        "delete {ids}; keep its {count} entries, without a work package",
        count,
    )
    too = ngettext("delete {ids} and its entry too{lost}", "delete {ids} and its {count} entries too{lost}", count)
    amount, _work = _lost(editor, [*entries, *inside])
    lost = f" ({money(amount)})" if amount else ""
    return [
        Answer("unlink", keep.format(ids=ids, count=count), "d"),
        Answer("inside", too.format(ids=ids, count=count, lost=lost), "a"),
    ]


def _needed(places: Sequence[Path]) -> list[Path]:
    """The places that must name something: the coordinator, the lead of an activity."""
    return [place for place in places if (key := key_at(place)) and key.required]


def _hand_over(editor: Editor, entries: list[tuple[str, str]]) -> None:
    """Asks who takes over all that a partner has, and shows what comes of it."""
    from ka2plan.schedule.takeover import whole_takeover
    from ka2plan.tui.editor.takeover_preview import ask_to_take_over

    others = {id: partner for id, partner in editor.plan.partners.items() if ("partners", id) not in entries}
    if not others:
        editor.say(_("there is nobody who could take over"), "warning")
        return
    if len(entries) > 1:
        editor.say(_("choose one partner at a time: another one takes over from each"), "warning")
        return
    old = entries[0][1]

    def chosen(new: str) -> None:
        editor.attempt(lambda: ask_to_take_over(editor, whole_takeover(editor.plan, old, new)))

    title = _("Who takes over from {id}").format(id=old)
    editor.ask(Picker(editor.look, title, [Choice(id, id, other.name) for id, other in others.items()]), chosen)


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


def _question(editor: Editor, entries: list[tuple[str, str]], places: Sequence[Path]) -> str:
    """What would go with the entries, and that others name them."""
    ids, amounts = _ids(entries), _amounts(editor, _lost(editor, entries))
    named = ngettext("{ids} is used elsewhere:", "{ids} are used elsewhere:", len(entries)).format(ids=ids)
    if not amounts:
        return named if places else _("Delete {ids}?").format(ids=ids)
    goes = _("Deleting {ids} also deletes {amounts}.").format(ids=ids, amounts=amounts)
    if _needed(places):
        goes = _("{ids} has {amounts}.").format(ids=ids, amounts=amounts)
    return f"{goes} {named}" if places else goes


def _lost(editor: Editor, entries: list[tuple[str, str]]) -> tuple[Decimal, Decimal]:
    """The money and the effort that would go with the entries themselves."""
    plan = editor.plan
    amounts = money_by_partner(plan)
    lost, work = ZERO, ZERO
    for kind, id in entries:
        known = getattr(plan, kind).get(id)
        if kind == "partners":
            lost += amounts.get(id, ZERO)
            work += sum((package.effort.get(id, ZERO) for package in plan.work_packages.values()), ZERO)
            work += sum((activity.effort.get(id, ZERO) for activity in plan.activities.values()), ZERO)
        elif isinstance(known, Activity | WorkPackage):
            lost += known.money if isinstance(known, Activity) else known.own_money
            work += sum(known.effort.values(), ZERO)
    return lost, work


def _amounts(editor: Editor, lost: tuple[Decimal, Decimal]) -> str:
    """Money and effort in words; empty where there is none."""
    told = [money(lost[0])] if lost[0] else []
    told += [effort(lost[1], editor.plan.project.effort_unit)] if lost[1] else []
    return _(" and ").join(told)


def _told(places: list[Path]) -> list[list[Told]]:
    """Who names it and where, a line for each entry."""
    by_owner: dict[str, list[str]] = {}
    for place in places:
        owner, field = _in_words(place)
        by_owner.setdefault(owner, []).append(field)
    lines: list[list[Told]] = [[]]
    for owner, fields in [*by_owner.items()][:MOST_PLACES]:
        lines.append([(f"  {owner}  ", "bright"), (", ".join(dict.fromkeys(fields)), "base")])
    more = len(by_owner) - MOST_PLACES
    if more > 0:
        lines.append([(f"  {ngettext('{count} more entry', '{count} more entries', more).format(count=more)}", "dim")])
    return lines


def _in_words(place: Path) -> tuple[str, str]:
    """An entry, and its field that names another one."""
    key = key_at(place)
    if key is None:
        others = {"texts": _("answers to the form"), "ignored": _("accepted findings")}
        return _("the plan"), others.get(str(place[0]), str(place[0]))
    owner = _("the project") if place[0] == "project" else str(place[1])
    return owner, _("waits for it") if key.name == "after" else _(key.label)


def _delete(editor: Editor, entries: list[tuple[str, str]]) -> None:
    """Deletes the entries; what names them in others is taken out."""
    single = [place for place in _places(editor, entries) if (key := key_at(place)) and key.type == "reference"]
    edits: list[Edit] = [Unset(place) for place in single]
    edits += [RemoveEntry(kind, id, unlink=True) for kind, id in entries]
    ids = _ids(entries)
    if editor.do(Batch(tuple(edits)), pgettext("undo", "delete {ids}").format(ids=ids)):
        editor.say(_("{ids} deleted; {key} brings it back").format(ids=ids, key=editor.key_of("undo")), "good")


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
            editor.say(_("{id} is {new} now").format(id=id, new=answer.value), "good")

    begun = _id_of_name(editor, id) if kind == "partners" else id
    editor.ask(InPlace(editor.look, place, begun, meant, label=_("new id of {id}").format(id=id)), typed)


def _id_of_name(editor: Editor, id: str) -> str:
    """What a partner that is only counted could be called, once it has a name of its own."""
    partners = editor.plan.partners
    is_counted = id[:1] == "P" and id[1:].isdigit()
    is_named = ("partners", id, "name") not in placeholders_of(editor.plan)
    return (short_id(partners[id].name, partners) if is_counted and is_named else "") or id


def _show_renamed(editor: Editor, path: Path) -> None:
    from ka2plan.tui.entry.view import EntryView

    if isinstance(editor.view, EntryView) and len(editor.view.owner) > 1:
        editor.view.show(path, editor.view.trail)
    else:
        editor.view.select(path)
