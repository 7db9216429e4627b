"""`python -m evidence_review` runs the command line."""

import sys

from evidence_review.commands.main import main

sys.exit(main())
