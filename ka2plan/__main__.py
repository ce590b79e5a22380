"""Runs the command line as ``python -m ka2plan``."""

import sys

from ka2plan.cli import main

sys.exit(main())
