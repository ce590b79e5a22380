"""A repository in which git would run somebody's command, in each of the ways that its settings know."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.merge.repositories import PLAN, Clone, activity


class Payload(NamedTuple):
    """Settings that make git run ``{run}``, and a run of git that does so where nobody is careful."""

    settings: str
    git: tuple[str, ...]
    data: str = ""


ATTRIBUTES = "*.toml diff=x filter=x merge=x\n"

HOST = "protocol=https\nhost=partner.example.org\nusername=x\n\n"

PAYLOADS = {
    "fsmonitor": Payload('[core]\nfsmonitor = "{run}"\n', ("status",)),
    "hooks path": Payload('[core]\nhooksPath = "{hooks}"\n', ("commit", "--allow-empty", "-m", "x")),
    "ssh": Payload('[core]\nsshCommand = "{run}"\n', ("ls-remote", "ssh://partner.example.org/x")),
    "proxy": Payload('[core]\ngitProxy = "{run}"\n', ("ls-remote", "git://partner.example.org/x")),
    "askpass": Payload('[core]\naskPass = "{run}"\n', ("credential", "fill"), HOST),
    "credentials": Payload('[credential]\nhelper = "{run}"\n', ("credential", "fill"), HOST),
    "editor": Payload('[core]\neditor = "{run}"\n', ("commit", "--allow-empty")),
    "alternates": Payload('[core]\nalternateRefsCommand = "{run}"\n', ("rev-list", "--alternate-refs")),
    "signature": Payload('[log]\nshowSignature = true\n[gpg]\nprogram = "{run}"\n', ("log",)),
    "openpgp": Payload('[log]\nshowSignature = true\n[gpg "openpgp"]\nprogram = "{run}"\n', ("log",)),
    "x509": Payload('[log]\nshowSignature = true\n[gpg "x509"]\nprogram = "{run}"\n', ("log",)),
    "ssh signature": Payload(
        '[log]\nshowSignature = true\n[gpg "ssh"]\nprogram = "{run}"\nallowedSignersFile = "{run}"\n', ("log",)
    ),
    "external diff": Payload('[diff]\nexternal = "{run}"\n', ("diff", "HEAD~1")),
    "diff driver": Payload('[diff "x"]\ncommand = "{run}"\n', ("diff", "HEAD~1")),
    "textconv": Payload('[diff "x"]\ntextconv = "{run}"\n', ("log", "-p")),
    "clean filter": Payload('[filter "x"]\nclean = "{run}"\n', ("hash-object", "--path", "plan.toml", "plan.toml")),
    "smudge filter": Payload('[filter "x"]\nsmudge = "{run}"\n', ("cat-file", "--filters", "HEAD:plan.toml")),
    "filter process": Payload('[filter "x"]\nprocess = "{run}"\n', ("cat-file", "--filters", "HEAD:plan.toml")),
    "merge driver": Payload('[merge "x"]\ndriver = "{run} %A"\n', ("merge", "-m", "x", "side")),
    "lazy fetch": Payload(
        '[remote "origin"]\nurl = "ext::{run}"\npromisor = true\n[protocol "ext"]\nallow = always\n',
        ("cat-file", "blob", "lost:lost.toml"),
    ),
    "lazy fetch from this machine": Payload(
        '[remote "origin"]\nurl = "{other}"\npromisor = true\nuploadpack = "{run}"\n',
        ("cat-file", "blob", "lost:lost.toml"),
    ),
}

VARIABLES = {
    "GIT_EXTERNAL_DIFF": ("diff", "HEAD~1"),
    "GIT_SSH_COMMAND": ("ls-remote", "ssh://partner.example.org/x"),
    "GIT_SSH": ("ls-remote", "ssh://partner.example.org/x"),
    "GIT_PROXY_COMMAND": ("ls-remote", "git://partner.example.org/x"),
    "GIT_EDITOR": ("commit", "--allow-empty"),
}

HOOKS = (
    "pre-commit",
    "commit-msg",
    "post-index-change",
    "reference-transaction",
    "post-checkout",
    "fsmonitor-watchman",
)

SIGNATURES = ("PGP SIGNATURE", "SIGNED MESSAGE", "SSH SIGNATURE")


class Hostile:
    """A clone, and a program that leaves a mark where it is run."""

    def __init__(self, folder: Path) -> None:
        home = folder / "home"
        home.mkdir()
        self.clone = Clone(folder / "clone", home)
        self.clone.folder.mkdir()
        self.mark = folder / "RAN"
        self.program = folder / "run"
        self.program.write_text(f'#!/bin/sh\necho "$0 $*" >>"{self.mark}"\nexit 1\n', encoding="utf-8")
        self.program.chmod(0o755)
        self.hooks = folder / "hooks"
        self.other = folder / "other"
        self._begin()

    @property
    def ran(self) -> str:
        """How often, and by what, the program was run."""
        return self.mark.read_text(encoding="utf-8") if self.mark.exists() else ""

    def config(self, settings: str) -> str:
        """The text of a file of settings."""
        return settings.format(run=self.program, hooks=self.hooks, other=self.other)

    def careless_git(self, payload: Payload, **environment: str) -> None:
        """Runs git as somebody who is not careful would."""
        subprocess.run(
            ["git", *payload.git],
            cwd=self.clone.folder,
            env={**self.clone.environment, **environment},
            input=payload.data,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def _begin(self) -> None:
        """A history of signed commits, a side branch that clashes, a commit with a content that was never fetched."""
        clone = self.clone
        del clone.environment["GIT_EDITOR"]
        clone.environment["GIT_TERMINAL_PROMPT"] = "0"
        clone.git("init", "--quiet", "--initial-branch=main")
        self._make_hooks(self.hooks)
        clone.plan.write_text(PLAN, encoding="utf-8")
        (clone.folder / ".git/info/attributes").write_text(ATTRIBUTES, encoding="utf-8")
        clone.commit("The plan")
        clone.git("branch", "side")
        clone.change(('end = "M4"', 'end = "M5"'))
        clone.append(activity("A2.3", "Training week"))
        clone.commit("A week")
        for kind in SIGNATURES:
            self._sign(kind)
        clone.git("checkout", "--quiet", "side")
        clone.change(('end = "M4"', 'end = "M6"'))
        clone.commit("Another week")
        clone.git("checkout", "--quiet", "-b", "lost")
        (clone.folder / "lost.toml").write_text(PLAN + "# lost\n", encoding="utf-8")
        clone.commit("Never fetched")
        blob = clone.git("rev-parse", "HEAD:lost.toml").strip()
        clone.git("checkout", "--quiet", "main")
        (clone.folder / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
        clone.git("init", "--quiet", "--bare", str(self.other))
        (clone.folder / ".git/objects/info/alternates").write_text(f"{self.other}/objects\n", encoding="utf-8")
        clone.git("config", "core.repositoryFormatVersion", "1")
        clone.git("config", "extensions.partialClone", "origin")

    def _make_hooks(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            (folder / name).write_text(self.program.read_text(encoding="utf-8"), encoding="utf-8")
            (folder / name).chmod(0o755)

    def _sign(self, kind: str) -> None:
        """A commit with a signature that only a program can judge."""
        clone = self.clone
        clone.append(f"# {kind}\n")
        clone.commit(f"Signed with {kind}")
        head, _blank, words = clone.git("cat-file", "commit", "HEAD").partition("\n\n")
        signed = f"{head}\ngpgsig -----BEGIN {kind}-----\n \n AAAA\n -----END {kind}-----\n\n{words}"
        made = subprocess.run(
            ["git", "hash-object", "-t", "commit", "-w", "--stdin"],
            cwd=clone.folder,
            env=clone.environment,
            input=signed,
            capture_output=True,
            text=True,
            check=True,
        )
        clone.git("update-ref", "refs/heads/main", made.stdout.strip())


def bury(repository: Path, folder: Path) -> None:
    """Lays a repository's inside into a folder, as a commit can hold it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("HEAD", "index", "config"):
        (folder / name).write_bytes((repository / ".git" / name).read_bytes())
    for name in ("objects", "refs"):
        subprocess.run(["cp", "-r", os.fspath(repository / ".git" / name), os.fspath(folder)], check=True)
