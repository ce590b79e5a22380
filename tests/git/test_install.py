"""``ka2plan git install`` writes into this repository and nothing else, and knows plans by what is in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.merge.repositories import PLAN, Clone, clones


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return clones(tmp_path)[0]


def put(clone: Clone, *names: str) -> None:
    for name in names:
        path = clone.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN, encoding="utf-8")
    clone.commit("More plans")


def in_folder(clone: Clone, name: str) -> Clone:
    """The same clone, as who has gone into one of its folders."""
    return Clone(clone.folder / name, clone.folder.parent / "home")


def merged_as(clone: Clone, *names: str) -> list[str]:
    lines = clone.git("-c", "core.quotePath=false", "check-attr", "-z", "merge", "--", *names).split("\0")
    return lines[2::3]


@pytest.mark.parametrize("hooks", [".husky", "../home/hooks"])
@pytest.mark.parametrize("where", ["--local", "--global"])
def test_hooks_that_others_share_are_told_and_not_written(hooks, where, clone):
    folder = (clone.folder / hooks).resolve()
    folder.mkdir()
    hook = folder / "pre-commit"
    hook.write_text("#!/bin/sh\necho own\n")
    hook.chmod(0o755)
    clone.git("add", ".")
    clone.git("commit", "--quiet", "--allow-empty", "-m", "Hooks")
    clone.git("config", where, "core.hooksPath", str(folder) if "home" in hooks else hooks)
    said = clone.ka2plan("git", "install")
    assert (
        f"{hook} is used by other repositories too and was not changed: write `ka2plan git pre-commit || exit 1`"
        in said
    )
    assert hook.read_text() == "#!/bin/sh\necho own\n"
    assert [path.name for path in folder.iterdir()] == ["pre-commit"]
    assert clone.git("status", "--short") == ""
    assert "used by other repositories too" in clone.ka2plan("git", "status")
    for name in ("pre-commit", "pre-merge-commit"):
        (folder / name).write_text("#!/bin/sh\nka2plan git pre-commit || exit 1\n")
    assert "all is installed" in clone.ka2plan("git", "status")


def test_a_hook_that_is_a_link_to_a_tracked_file_is_not_written(clone):
    script = clone.folder / "check.sh"
    script.write_text("#!/bin/sh\necho own\n")
    script.chmod(0o755)
    clone.commit("Check")
    (clone.folder / ".git/hooks/pre-commit").symlink_to(script)
    assert "used by other repositories too" in clone.ka2plan("git", "install")
    assert clone.git("status", "--short") == ""
    clone.ka2plan("git", "uninstall")
    assert clone.git("status", "--short") == ""


def test_attributes_that_others_share_are_not_written(clone):
    shared = clone.folder.parent / "attributes"
    shared.write_text("*.pdf binary\n", encoding="utf-8")
    (clone.folder / ".git/info/attributes").symlink_to(shared)
    assert "other repositories use too" in clone.ka2plan("git", "install", expect=3)
    assert shared.read_text(encoding="utf-8") == "*.pdf binary\n"
    assert "no merge driver" in clone.ka2plan("git", "status")


def test_what_an_older_version_wrote_into_shared_hooks_is_taken_out(clone):
    hook = clone.folder / ".git/hooks/pre-commit"
    clone.ka2plan("git", "install")
    (clone.folder / "shared").mkdir()
    (clone.folder / "shared/pre-commit").write_text(hook.read_text() + "echo own\n")
    clone.git("config", "core.hooksPath", "shared")
    clone.ka2plan("git", "uninstall")
    assert (clone.folder / "shared/pre-commit").read_text() == "#!/bin/sh\necho own\n"


def test_hooks_in_a_folder_of_their_own_in_the_repository_are_written(clone):
    clone.git("config", "core.hooksPath", ".git/my-hooks")
    clone.ka2plan("git", "install")
    assert "all is installed" in clone.ka2plan("git", "status")
    assert "git pre-commit" in (clone.folder / ".git/my-hooks/pre-commit").read_text()


@pytest.mark.parametrize(
    "name",
    [
        "grant [v1]/outclass.toml",
        "a*b?.toml",
        "back\\slash.toml",
        '"quoted".toml',
        "#1.toml",
        "!x.toml",
        "š ž.toml",
        "t\tn\n.toml",
    ],
)
def test_whatever_is_in_a_name_it_fits_that_file_alone(name, clone):
    put(clone, name, "grant v/outclass.toml", "aXb1.toml")
    clone.ka2plan("git", "install", f"./{name}")
    assert merged_as(clone, name, "grant v/outclass.toml", "aXb1.toml") == ["ka2plan", "unspecified", "unspecified"]
    clone.ka2plan("git", "uninstall")
    clone.ka2plan("git", "install")
    assert set(merged_as(clone, name, "grant v/outclass.toml", "aXb1.toml")) == {"ka2plan"}


def test_names_are_added_to_earlier_ones_and_counted_from_where_one_stands(clone):
    put(clone, "g/a.toml", "g/h/b.toml", "g/h/i/c.toml", "d.toml", "a.toml", "k [1]/e.toml", "k [1]/l/f.toml")
    inside = in_folder(clone, "g")
    inside.ka2plan("git", "install", "a.toml")
    inside.ka2plan("git", "install", "h/*.toml")
    names = ("g/a.toml", "g/h/b.toml", "g/h/i/c.toml", "d.toml", "a.toml")
    assert merged_as(clone, *names) == ["ka2plan", "ka2plan", *["unspecified"] * 3]
    inside.ka2plan("git", "install", "c.*")
    inside.ka2plan("git", "install", "../d.toml")
    assert merged_as(clone, *names) == [*["ka2plan"] * 4, "unspecified"]
    clone.ka2plan("git", "install", "k [1]/*.toml")
    assert merged_as(clone, "k [1]/e.toml", "k [1]/l/f.toml") == ["ka2plan", "unspecified"]
    clone.ka2plan("git", "install", "k [1]")
    assert merged_as(clone, "k [1]/l/f.toml") == ["ka2plan"]
    clone.ka2plan("git", "install", "?.toml")
    assert merged_as(clone, "a.toml") == ["ka2plan"]
    before = clone.ka2plan("git", "status")
    clone.ka2plan("git", "install")
    assert [line for line in before.splitlines() if "merged as plans" in line] == [
        line
        for line in clone.ka2plan("git", "status").splitlines()
        if "merged as plans" in line and "plan.toml" not in line
    ]


@pytest.mark.parametrize("name", ["nothing.toml", "*.plam.toml", "no/where/*.toml", "../plan.toml", "/plan2.toml"])
def test_a_name_that_fits_nothing_is_refused_and_nothing_written(name, clone):
    said = clone.ka2plan("git", "install", name, expect=2)
    assert "no file of this repository fits" in said or "is not in this repository" in said
    assert "no merge driver" in clone.ka2plan("git", "status")


def test_plans_that_no_pattern_covers_are_named_by_status_install_and_the_hook(clone):
    clone.ka2plan("git", "install")
    put(clone, "valley", "grants/hill plan.toml")
    clone.ka2plan("git", "install", "valley")
    sentence = "grants/hill plan.toml is a plan, but git does not know it as one and merges it line by line; "
    assert f"{sentence}`ka2plan git install 'grants/hill plan.toml'` adds it\n" in clone.ka2plan("git", "status")
    assert sentence in clone.ka2plan("git", "install", "plan.toml")
    assert "`ka2plan git install 'hill plan.toml'` adds it" in in_folder(clone, "grants").ka2plan("git", "status")
    (clone.folder / "river.txt").write_text(PLAN.replace('after = ["A2.1"]', 'after = ["A2.9"]'), encoding="utf-8")
    (clone.folder / "other.toml").write_text('format = 1\n[tool]\nx = "y"\n', encoding="utf-8")
    clone.git("add", ".")
    said = clone.git("commit", "-m", "x", expect=1)
    assert "river.txt is a plan, but git does not know it as one" in said
    assert "river.txt: error SYN301" in said
    assert "other.toml" not in said


def test_what_the_user_wants_merged_otherwise_is_not_named(clone):
    put(clone, "template.toml")
    (clone.folder / ".gitattributes").write_text("template.toml -merge\n", encoding="utf-8")
    clone.commit("Never merged")
    clone.ka2plan("git", "install")
    assert "all is installed" in clone.ka2plan("git", "status")
    assert merged_as(clone, "template.toml") == ["unset"]


def test_plans_marked_in_tracked_attributes_are_covered(clone):
    put(clone, "valley.toml")
    (clone.folder / ".gitattributes").write_text("valley.toml merge=ka2plan\n", encoding="utf-8")
    clone.commit("Marked for all")
    clone.ka2plan("git", "install", "plan.toml")
    assert "all is installed" in clone.ka2plan("git", "status")


def test_mergetool_opens_the_editor_on_the_file(clone):
    clone.git("config", "--global", "merge.tool", "vimdiff")
    clone.ka2plan("git", "install")
    assert clone.git("config", "mergetool.ka2plan.cmd").endswith(' open -- "$MERGED"\n')
    assert clone.git("config", "mergetool.ka2plan.trustExitCode") == "true\n"
    assert clone.git("config", "merge.tool") == "vimdiff\n"
    clone.git("config", "--global", "--unset", "merge.tool")
    clone.ka2plan("git", "install")
    assert clone.git("config", "--local", "merge.tool") == "ka2plan\n"
    clone.ka2plan("git", "uninstall")
    assert clone.git("config", "--get-regexp", "merge.*tool.*", expect=1) == ""


def test_mergetool_settles_what_its_program_settled(clone, tmp_path):
    clone.ka2plan("git", "install")
    clone.git("checkout", "--quiet", "-b", "topic")
    clone.change(('end = "M4"', 'end = "M6"'))
    clone.commit("Longer")
    clone.git("checkout", "--quiet", "main")
    clone.change(('end = "M4"', 'end = "M5"'))
    clone.commit("A little longer")
    clone.git("merge", "topic", expect=1)
    program = clone.git("config", "mergetool.ka2plan.cmd").partition(" open -- ")[0]
    choosing = tmp_path / "choose"
    choosing.write_text('#!/bin/sh\ntest "$1 $2" = "open --" && git checkout --ours "$3"\n')
    choosing.chmod(0o755)
    clone.git(
        "config",
        "mergetool.ka2plan.cmd",
        clone.git("config", "mergetool.ka2plan.cmd").strip().replace(program, str(choosing)),
    )
    clone.git("mergetool", "--no-prompt")
    assert clone.git("diff", "--name-only", "--diff-filter=U") == ""
    assert 'end = "M5"' in clone.text


def test_a_bare_repository_is_set_up_and_merges_without_a_work_tree(clone, tmp_path):
    put(clone, "grant [v1]/outclass.toml")
    clone.git("branch", "topic")
    clone.change(('end = "M4"', 'end = "M5"'))
    clone.commit("Ours")
    clone.git("checkout", "--quiet", "topic")
    clone.change(('title = "Needs survey"\nstart = "M1"', 'title = "Survey of needs"\nstart = "M1"'))
    clone.commit("Theirs")
    clone.git("push", "--quiet", "origin", "main", "topic")
    hub = Clone(tmp_path / "hub.git", tmp_path / "home")
    hub.ka2plan("git", "install")
    assert '"/grant \\\\[v1]/outclass.toml"' in (hub.folder / "info/attributes").read_text(encoding="utf-8")
    assert "all is installed" in hub.ka2plan("git", "status")
    assert list((hub.folder / "hooks").glob("pre-*commit")) == []
    done = subprocess.run(
        ["git", "merge-tree", "--write-tree", "main", "topic"],
        cwd=hub.folder,
        env=hub.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if "usage:" in done.stderr:
        pytest.skip("this git's merge-tree writes no trees")
    assert done.returncode == 0, done
    merged = hub.git("show", f"{done.stdout.split()[0]}:plan.toml")
    assert merged == PLAN.replace('end = "M4"', 'end = "M5"').replace("Needs survey", "Survey of needs")
    hub.ka2plan("git", "install", "grant*/*.toml")
    hub.ka2plan("git", "install", "nothing.toml", expect=2)
    hub.ka2plan("git", "uninstall")
    assert "no merge driver" in hub.ka2plan("git", "status")
