"""What can be done about a finding: go there, read about it, mend it, accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ka2plan.tui.editor.command import Command
from ka2plan.tui.findings.entry_commands import GROUP
from ka2plan.words.messages import N_, _, ngettext

if TYPE_CHECKING:
    from ka2plan.document import Edit
    from ka2plan.findings import Finding
    from ka2plan.rules.rule import Proposal
    from ka2plan.tui.editor.context import Editor
    from ka2plan.tui.findings.certain_fixes import Mended
    from ka2plan.tui.findings.view import FindingsFilter, FindingsView
    from ka2plan.tui.toolkit.dialogs.picker import Choice
    from ka2plan.tui.toolkit.drawing import Told


class FindingCommand(Command):
    """A command on the finding under the cursor."""

    GROUP = GROUP
    VIEWS = ("findings",)

    def available(self, editor: Editor) -> bool:
        view = self._view(editor)
        return view is not None and view.finding is not None

    def refusal(self, editor: Editor) -> str:
        view = self._view(editor)
        return _("this is a heading: the findings are below it") if view and view.row_count else _("no findings here")

    def run(self, editor: Editor) -> None:
        view = self._view(editor)
        if view and view.finding:
            self.work(editor, view, view.finding)

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        """Does it."""
        raise NotImplementedError

    @staticmethod
    def _view(editor: Editor) -> FindingsView | None:
        from ka2plan.tui.findings.view import FindingsView

        return editor.view if isinstance(editor.view, FindingsView) else None


class Jump(FindingCommand):
    """Goes where the finding is."""

    NAME = "findings.go"
    KEYS = ("enter",)
    LABEL = N_("go to the field it is about")
    HINT = N_("go there")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.tui.findings.go_to import go_to_finding

        go_to_finding(editor, finding)


def change(editor: Editor, edit: Edit, label: str | None = None) -> bool:
    """Makes an edit and checks the plan at once: here one wants to see whether that was it."""
    done = editor.do(edit, label)
    editor.app.examine()
    return done


class InPlan(FindingCommand):
    """Shows the entry in the plan."""

    NAME = "findings.in-plan"
    KEYS = ("v",)
    LABEL = N_("show the entry in the plan")

    def available(self, editor: Editor) -> bool:
        return super().available(editor) and editor.entry is not None

    def refusal(self, editor: Editor) -> str:
        view = self._view(editor)
        return super().refusal(editor) if not view or not view.finding else _("the plan view has no row for it")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        editor.screen.show_view("plan")
        editor.view.select(finding.where[:2])


class InText(FindingCommand):
    """Shows the line of the file."""

    NAME = "findings.in-text"
    KEYS = ("t",)
    LABEL = N_("show its line in the text of the file")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.tui.findings.go_to import show_in_text

        show_in_text(editor, finding)


class Explain(FindingCommand):
    """Shows the finding in full, then what its code means."""

    NAME = "findings.explain"
    KEYS = ("x",)
    LABEL = N_("show all of it and explain the rule: why it matters, how to fix it, its source")
    HINT = N_("explain")

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.rules.explain import explain
        from ka2plan.tui.editor.descriptions import finding_lines, source_lines
        from ka2plan.tui.toolkit.dialogs.text_box import document_lines

        title, _end, body = explain(finding.code, editor.session.load_calls()).partition("\n")

        def lines(width: int) -> list[list[Told]]:
            told = finding_lines(editor.look, finding, width, editor.key_of, tall=True)
            return [*told[1:], *source_lines(finding, width), [], *document_lines(body, width)]

        editor.show_text(title.lstrip("# "), lines)


class Fix(FindingCommand):
    """Mends it where only one thing can have been meant; else offers what is obvious."""

    NAME = "findings.fix"
    KEYS = ("f",)
    LABEL = N_("fix it, or do what is proposed; shows the lines first")
    HINT = N_("fix")
    EDITS = True

    def hinted(self, editor: Editor) -> bool:
        view = self._view(editor)
        return view is not None and (view.fix is not None or view.proposal is not None)

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        if view.proposal is not None:
            _ask_to_do(editor, view.proposal, finding)
            return
        if view.fix is None:
            told = _("there is more than one way to fix it: {explain} explains how, {go} goes there")
            keys = {"explain": editor.key_of(Explain.NAME), "go": editor.key_of(Jump.NAME)}
            editor.say(told.format(**keys), "warning")
            return
        from ka2plan.tui.findings.certain_fixes import mend_one

        one = mend_one(editor.snapshot, finding)
        if one:
            _ask_to_mend(editor, one, _("Fix {code}?").format(code=finding.code))


class FixAll(Command):
    """Mends everything that can be mended with certainty."""

    NAME = "findings.fix-all"
    APPLIES_TO = N_("a file that can be read as a plan")
    KEYS = ("X",)
    LABEL = N_("fix everything that has only one possible correction, in one step")
    GROUP = GROUP
    VIEWS = ("findings",)
    EDITS = True

    def available(self, editor: Editor) -> bool:
        return editor.snapshot.readable

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.findings.certain_fixes import mend_all

        mended = mend_all(editor.snapshot, editor.session.load_calls())
        if not mended.findings:
            editor.say(_("nothing has only one possible correction"), "warning")
            return
        count = len(mended.findings)
        question = ngettext("Fix {count} finding ({codes})?", "Fix {count} findings ({codes})?", count)
        codes = ", ".join(dict.fromkeys(finding.code for finding in mended.findings))
        _ask_to_mend(editor, mended, question.format(count=count, codes=codes))


def _ask_to_do(editor: Editor, proposal: Proposal, finding: Finding) -> None:
    """Shows which lines would change and which findings would come and go, and makes it so as one step."""
    from ka2plan.document import Document
    from ka2plan.tui.editor.preview import preview, preview_lines
    from ka2plan.tui.findings.certain_fixes import difference_lines
    from ka2plan.tui.toolkit.dialogs.question import Answer, Question

    text = editor.snapshot.text
    lines = [[], *difference_lines(text, Document(text).apply(proposal.edit).text)]
    lines += preview_lines(editor, preview(editor.snapshot, proposal.edit))
    answers = [Answer("do", _("do it"), "f"), Answer("leave", _("leave it"), "escape")]

    def chosen(_answer: str) -> None:
        if change(editor, proposal.edit, _("fix {code}: {words}").format(code=finding.code, words=proposal.words)):
            told = _("{words}; {key} undoes it").format(words=proposal.words, key=editor.key_of("undo"))
            editor.say(told, "good")

    editor.ask(Question(editor.look, _("{words}?").format(words=proposal.words), answers, lines), chosen)


def _ask_to_mend(editor: Editor, mended: Mended, question: str) -> None:
    """Shows which lines would change, and changes them as one step."""
    from ka2plan.tui.findings.certain_fixes import difference_lines
    from ka2plan.tui.toolkit.dialogs.question import Answer, Question

    codes = ", ".join(dict.fromkeys(finding.code for finding in mended.findings))
    answers = [Answer("mend", _("fix it"), "f"), Answer("leave", _("leave it"), "escape")]
    lines = [[], *difference_lines(editor.snapshot.text, mended.text)]

    def chosen(_answer: str) -> None:
        editor.session.replace_text(mended.text, _("fix {codes}").format(codes=codes))
        editor.app.examine()
        editor.say(_("fixed: {codes}; {key} undoes it").format(codes=codes, key=editor.key_of("undo")), "good")

    editor.ask(Question(editor.look, question, answers, lines), chosen)


class Accept(FindingCommand):
    """Accepts it knowingly, or takes that back."""

    NAME = "findings.accept"
    WORDS = N_("ignore")
    KEYS = ("I",)
    LABEL = N_("accept it with a reason, or take that back")
    HINT = N_("accept")
    EDITS = True

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.document import SetValue, Unset
        from ka2plan.rules.ignored import ignore_key

        if view.accepted_by is not None:
            change(editor, Unset(("ignored", view.accepted_by)), _("no longer accept {code}").format(code=finding.code))
            return
        if finding.code.startswith("SYN"):
            editor.say(_("a fault of the file itself cannot be accepted"), "warning")
            return
        from ka2plan.tui.toolkit.dialogs.prompt import Prompt

        def given(reason: str) -> None:
            if reason.strip():
                label = _("accept {code}").format(code=finding.code)
                if change(editor, SetValue(("ignored", ignore_key(finding), "reason"), reason.strip()), label):
                    _tell_accepted(editor, finding)
            else:
                editor.say(_("not accepted: a reason is needed"), "warning")

        words = _("why {code} is accepted: ").format(code=finding.code)
        editor.ask(Prompt(editor.look, words), given)


class AcceptAll(FindingCommand):
    """Accepts all findings of the code that are listed for one reason, or takes all of that back."""

    NAME = "findings.accept-all"
    KEYS = ("a",)
    LABEL = N_("accept all of the same code that are listed, with one reason, or take that back")
    EDITS = True

    def work(self, editor: Editor, view: FindingsView, finding: Finding) -> None:
        from ka2plan.document import Batch, SetValue, Unset
        from ka2plan.rules.ignored import accepting_key, ignore_key

        same, code = view.of_same_code, finding.code
        count = len(same)
        if view.accepted_by is not None:
            keys = dict.fromkeys(filter(None, (accepting_key(one, editor.plan.ignored) for one in same)))
            label = ngettext("no longer accept {count} {code}", "no longer accept {count} {code}", count)
            change(editor, Batch(tuple(Unset(("ignored", key)) for key in keys), label.format(count=count, code=code)))
            return
        if code.startswith("SYN"):
            editor.say(_("a fault of the file itself cannot be accepted"), "warning")
            return
        from ka2plan.tui.toolkit.dialogs.prompt import Prompt

        def given(reason: str) -> None:
            keys = dict.fromkeys(map(ignore_key, same))
            label = ngettext("accept {count} {code}", "accept {count} {code}", count).format(count=count, code=code)
            edits = tuple(SetValue(("ignored", key, "reason"), reason.strip()) for key in keys)
            if not reason.strip():
                editor.say(_("not accepted: a reason is needed"), "warning")
            elif change(editor, Batch(edits, label)):
                _tell_accepted(editor, finding)

        words = ngettext("why {count} {code} is accepted: ", "why all {count} {code} are accepted: ", count)
        editor.ask(Prompt(editor.look, words.format(count=count, code=code)), given)


def _tell_accepted(editor: Editor, finding: Finding) -> None:
    words = _("{code} accepted; {accept} on it at the end of the list takes that back, as {undo} does")
    keys = {"accept": editor.key_of(Accept.NAME), "undo": editor.key_of("undo")}
    editor.say(words.format(code=finding.code, **keys), "good")


class NarrowFindings(FindingCommand):
    """Lists only some of the findings."""

    NAME = "findings.filter"
    KEYS = ("F",)
    LABEL = N_("list only errors, warnings, advice, what can be fixed, what concerns one entry")
    HINT = N_("filter")

    def available(self, editor: Editor) -> bool:
        return self._view(editor) is not None

    def run(self, editor: Editor) -> None:
        view = self._view(editor)
        if view:
            from ka2plan.tui.toolkit.dialogs.picker import Picker

            editor.ask(Picker(editor.look, _("List only"), _filters(editor, view), view.filter), view.show_only)


def _filters(editor: Editor, view: FindingsView) -> list[Choice[FindingsFilter]]:
    from ka2plan.tui.findings.go_to import entry_of
    from ka2plan.tui.findings.view import FindingsFilter, filter_words
    from ka2plan.tui.toolkit.dialogs.picker import Choice

    here = entry_of(editor.snapshot, view.finding.where) if view.finding else None
    wanted = [
        FindingsFilter("error"),
        FindingsFilter("warning"),
        FindingsFilter("advice"),
        FindingsFilter("accepted"),
        FindingsFilter(certain=True),
    ]
    wanted += [FindingsFilter(entry=here[:2] if here[0] != "project" else here[:1])] if here else []
    with_some = dict.fromkeys(
        entry[:2] for found in editor.snapshot.findings if (entry := entry_of(editor.snapshot, found.where))
    )
    wanted += [
        FindingsFilter(entry=path)
        for path in with_some
        if path[0] != "project" and FindingsFilter(entry=path) not in wanted
    ]
    return [Choice(FindingsFilter(), _("everything")), *(Choice(one, filter_words(one)) for one in wanted)]


class ListAllFindings(FindingCommand):
    """Lists all again; back to the entry whose findings were asked for."""

    NAME = "findings.clear"
    KEYS = ("escape",)
    LABEL = N_("list all again; back to the view you came from")

    def available(self, editor: Editor) -> bool:
        view = self._view(editor)
        return view is not None and view.filter.active

    def refusal(self, editor: Editor) -> str:
        return ""

    def run(self, editor: Editor) -> None:
        from ka2plan.tui.findings.view import FindingsFilter

        view = self._view(editor)
        if view:
            came_from, entry = view.came_from, view.filter.entry
            view.show_only(FindingsFilter())
            if came_from:
                editor.screen.show_view(came_from)
                editor.view.select(entry or ())


COMMANDS = (Jump, Explain, Fix, FixAll, Accept, AcceptAll, NarrowFindings, InPlan, InText, ListAllFindings)
