"""`python -m botmail`: the command line."""

from __future__ import annotations

import sys

from botmail.cli import main

sys.exit(main())
