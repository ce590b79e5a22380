"""All commands by name; a command's module and its parser are loaded only when it is the one asked for."""

from __future__ import annotations

from ka2plan.named_tuples import NamedTuple
from ka2plan.words.languages import available
from ka2plan.words.messages import ENGLISH, N_, _, language, speak

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any


VALUE_MARK = "\x00"
"""Put before a word such as ``-1m`` so that argparse takes it for a value and not for an option."""


class Command(NamedTuple):
    """One command: its name, the module in this package that carries it out, and what it does in one line."""

    name: str
    module: str
    usage: str
    summary: str

    def run(self, words: list[str]) -> int:
        """Parses the words behind the command's name and carries it out; returns the exit code."""
        from importlib import import_module

        module = import_module(f"ka2plan.cli.{self.module}")
        arguments = self.parser().parse_args(self._protected(words))
        for name, value in vars(arguments).items():
            setattr(arguments, name, _bare(value))
        arguments.command = self.name
        if _is_for_programs(arguments):
            speak(ENGLISH)
        code: int = module.run(arguments)
        return code

    def _protected(self, words: list[str]) -> list[str]:
        """The words with those marked that begin with a minus and are no options."""
        return [VALUE_MARK + word if self._is_value(word) else word for word in words]

    def _is_value(self, word: str) -> bool:
        if len(word) < 2 or word[0] != "-":
            return False
        return word[1].isdigit() or (self.name == "set" and word[1] != "-" and word != "-h")

    def parser(self) -> ArgumentParser:
        """The parser of the words behind the command's name: its arguments and options, as ``--help`` tells them."""
        from argparse import ArgumentParser, RawDescriptionHelpFormatter
        from importlib import import_module

        from ka2plan.cli.chosen_language import add_language
        from ka2plan.cli.colour import screen_width, wants_plain

        def formatter(prog: str) -> RawDescriptionHelpFormatter:
            """The width is given, since argparse would load half the standard library's archivers to ask for it."""
            return RawDescriptionHelpFormatter(prog, width=min(screen_width(), 100) - 2)

        class Parser(ArgumentParser):
            """Quotes what was typed as text, whatever is in it."""

            def _print_message(self, message: str, file: Any = None) -> None:
                from ka2plan.words.visible import visible

                super()._print_message(visible(message, multiline=True), file)

        if language() != ENGLISH:
            from ka2plan.cli.parser_words import translate_parsers

            translate_parsers()
        program = "ka2plan" if self.name == "open" else f"ka2plan {self.name}"
        parser = Parser(
            program,
            description=_(self.summary),
            allow_abbrev=False,
            formatter_class=formatter,
        )
        parser.set_defaults(command=self.name)
        import_module(f"ka2plan.cli.{self.module}").configure(parser)
        if self in COMMANDS:
            add_language(parser)
            parser.add_argument(
                "--plain", action="store_true", default=wants_plain(), help=_("for screen readers: one fact a line")
            )
        return parser


def _is_for_programs(arguments: Namespace) -> bool:
    """Whether JSON is written: it is the same in every language."""
    return getattr(arguments, "json", False) is True or getattr(arguments, "format", "") == "json"


def _bare(value: object) -> object:
    if isinstance(value, str):
        return value.removeprefix(VALUE_MARK)
    return [_bare(item) for item in value] if isinstance(value, list) else value


COMMANDS = (
    Command("open", "open_editor", "PLAN", N_("open the editor; without a terminal, the timeline")),
    Command("new", "new", "[FILE]", N_("write a commented plan to start from")),
    Command("check", "check", "PLAN|DIR...", N_("find errors and what the rules do not allow")),
    Command("timeline", "timeline", "PLAN", N_("print the project on one screen")),
    Command("show", "show", "WHAT PLAN", N_("print one table: partners, budget ...")),
    Command("set", "edit", "PLAN PATH VALUE", N_("change one value")),
    Command("add", "edit", "PLAN KIND ID [KEY=VALUE ...]", N_("add a partner, work package, activity ...")),
    Command("remove", "edit", "PLAN ID", N_("delete an entry")),
    Command("rename", "edit", "PLAN OLD NEW", N_("rename an id everywhere in the plan")),
    Command("move", "edit", "PLAN ID", N_("put an entry before or after another")),
    Command("dates", "edit", "PLAN --to FORM", N_("write dates as months, or as dates")),
    Command("slip", "slip", "PLAN ID LAG", N_("show what happens if something is late")),
    Command("balance", "balance", "PLAN", N_("compare work and capacity; propose changes")),
    Command("replace", "replace", "PLAN OLD NEW", N_("let one partner take over from another")),
    Command("brief", "brief", "PLAN PARTNER", N_("show what one partner has to do")),
    Command("explain", "explain", "CODE", N_("explain a finding, with its source")),
    Command("types", "types", "[TYPE]", N_("list types, or the limits of one")),
    Command("manual", "manual", "[TOPIC]", N_("read the manual, offline")),
    Command("diff", "diff", "OLD NEW | PLAN", N_("show what changed between two versions")),
    Command("log", "log", "PLAN [ID]", N_("show the history of the plan, from git")),
    Command("merge", "merge", "BASE OURS THEIRS", N_("merge two plans by ids and fields")),
    Command("resolve", "resolve", "PLAN [PLACE=SIDE ...]", N_("resolve conflicts in a plan")),
    Command("git", "git", "install|status|verify", N_("set up merging, diffs, checks in git")),
    Command("import", "import_tables", "PLAN FILE...", N_("read tables of other programs into a plan")),
    Command("export", "export", "FORMAT PLAN", N_("write form, pdf, xlsx, ics, html ...")),
    Command("payment", "payment", "PLAN --score ...", N_("show what a low final score costs")),
    Command("serve", "serve", "PLAN", N_("open the editor in browsers on this machine")),
    Command("portfolio", "portfolio", "DIR|PLAN...", N_("show many plans at once")),
    Command("lsp", "lsp", "", N_("give findings and fixes to your own editor")),
    Command("doctor", "doctor", "[PLAN]", N_("check this computer: what is missing here")),
    Command("completion", "completion", "bash|zsh|fish", N_("let the Tab key complete commands")),
)

HIDDEN = (
    Command("serve-page", "serve_page", "PLAN", N_("run the editor for one page of `serve`, which calls it")),
    Command("merge-driver", "merge_driver", "%O %A %B %L %P", N_("merge for git, which calls it")),
    Command("complete", "complete", "-- WORD...", N_("list what the last word can become, for a shell")),
)


def command_named(name: str) -> Command | None:
    """The command of that name."""
    return next((command for command in (*COMMANDS, *HIDDEN) if command.name == name), None)


def short_help() -> str:
    """What ``ka2plan`` alone prints: the five commands that a beginner needs."""
    steps = (
        (N_("begin"), "new plan.toml", N_("questions, then a plan to start from")),
        (N_("change"), "plan.toml", N_("the editor; `?` shows its keys")),
        (N_("check"), "check plan.toml", N_("what is wrong, and what to do first")),
        (N_("submit"), "export form plan.toml", N_("texts and figures for the web form")),
        (N_("git"), "git install", N_("once in each clone: better merges")),
    )
    foot = (
        "",
        _("`ka2plan manual first-steps` is the first page; `ka2plan manual` lists all."),
        _("`ka2plan --help` lists the commands, `ka2plan COMMAND --help` its options."),
    )
    lines = (f"  {_(step):<9} ka2plan {call:<22} {_(told)}" for step, call, told in steps)
    return "\n".join([_("ka2plan plans Erasmus+ Key Action 2 projects, each in one text file."), "", *lines, *foot])


def general_help() -> str:
    """What ``--help`` prints: every command with one line."""
    calls = [(f"ka2plan {_shown(command)}", _(command.summary)) for command in COMMANDS]
    width = 32
    lines = [
        f"  {call}\n  {'':{width}}{summary}" if len(call) >= width else f"  {call:{width}}{summary}"
        for call, summary in calls
    ]
    head = _("ka2plan helps to plan, check and share projects of Erasmus+ Key Action 2.")
    foot = _("`ka2plan COMMAND --help` shows its options. PLAN may be `-` for standard input.")
    spoken = _("`--lang LANGUAGE` with any of them: {names}.").format(names=", ".join(available()))
    return "\n".join([head, "", *lines, "", foot, spoken])


def _shown(command: Command) -> str:
    return command.usage if command.name == "open" else f"{command.name} {command.usage}".rstrip()
