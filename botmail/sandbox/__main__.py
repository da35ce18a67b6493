"""``python -m botmail.sandbox``."""

import sys

from botmail.sandbox.command import main

sys.exit(main())
