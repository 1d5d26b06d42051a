"""`python -m ui`: the console script, for processes that start each other."""

import sys

from ui.cli import main

if __name__ == "__main__":
    sys.exit(main())
