"""neovim as a real client, set up as the manual says: it shows faults, fixes them, renames an id and saves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from ka2plan.cli.manual_pages import page_text
from tests.cli.running import run
from tests.conftest import ROOT

NEOVIM = shutil.which("nvim")

SCRIPT = r"""
local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    io.stdout:write('not seen: ' .. what .. '\n')
    vim.cmd('cquit 2')
  end
end
local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end
local function say(label, words) io.stdout:write(label .. ': ' .. words .. '\n') end
local function go_to(word)
  vim.fn.cursor(1, 1)
  vim.fn.search(word)
end

wait('findings', function() return #vim.diagnostic.get(0) > 0 end)
for _, one in ipairs(vim.diagnostic.get(0)) do
  say('found', (one.code or one.user_data.lsp.code) .. ' line ' .. (one.lnum + 1))
end

go_to('^months')
local asked = vim.lsp.util.make_range_params()
asked.context = { diagnostics = {} }
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', asked, 60000)) do
  for _, action in ipairs(answer.result) do
    if action.isPreferred then
      say('fixed', action.title)
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
end
wait('no findings', function() return #vim.diagnostic.get(0) == 0 end)

go_to('partners.IES')
vim.cmd('normal! f.l')
vim.lsp.buf.rename('TAV')
wait('new id', function() return text():find('%[partners%.TAV%]') end)
wait('no findings after it', function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd('write')
say('saved', 'yes')
vim.cmd('qall!')
"""


def settings() -> str:
    """What the manual says to write into the settings of a neovim that is older than 0.11."""
    page = page_text("editors")
    block = re.search(r"(?m)^Before that:\n\n((?:    .*\n)+)", page)
    assert block
    return re.sub(r"(?m)^    ", "", block[1])


@pytest.mark.skipif(NEOVIM is None, reason="no neovim here")
def test_neovim_shows_fixes_renames_and_saves(tmp_path):
    plan = tmp_path / "plan.toml"
    sound = (ROOT / "samples" / "ka220-school.toml").read_text(encoding="utf-8")
    plan.write_text(sound.replace("months = 24", 'months = "24"'), encoding="utf-8")
    program = tmp_path / "bin" / "ka2plan"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ka2plan "$@" --today 2026-11-24\n')
    program.chmod(0o755)
    (tmp_path / "init.lua").write_text(settings())
    (tmp_path / "script.lua").write_text(SCRIPT)
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    command = [NEOVIM, "--headless", "-u", "init.lua", "-n", "plan.toml", "-c", "luafile script.lua"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    line = sound.splitlines().index("months = 24") + 1
    assert ran.stdout.splitlines() == [
        f"found: SYN201 line {line}",
        "fixed: SYN201: write it without quotes: 24",
        "saved: yes",
    ], ran.stderr
    assert ran.returncode == 0
    (tmp_path / "renamed.toml").write_text(sound, encoding="utf-8")
    run("rename", str(tmp_path / "renamed.toml"), "IES", "TAV")
    assert plan.read_text(encoding="utf-8") == (tmp_path / "renamed.toml").read_text(encoding="utf-8")
    checked = json.loads(run("check", str(plan), "--today", "2026-11-24", "--json").out)
    assert checked["files"][0]["findings"] == []
