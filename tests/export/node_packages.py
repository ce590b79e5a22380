"""Where node finds the packages that some tests read our files with."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path


@cache
def node_packages(*names: str) -> tuple[str | None, str]:
    """The folder in which node has all these packages; else None, and why."""
    if not shutil.which("node"):
        return None, "node is not installed"
    folder = os.environ.get("KA2PLAN_NODE_MODULES")
    if not folder and shutil.which("npm"):
        asked = subprocess.run(["npm", "root", "--global"], capture_output=True, text=True, check=False)
        folder = asked.stdout.strip()
    if not folder or not all((Path(folder) / name).is_dir() for name in names):
        wanted = " and ".join(names)
        return None, f"{wanted} are not installed for node (KA2PLAN_NODE_MODULES names their folder)"
    return folder, ""
