"""The folder of case files, and what is read from it."""

from pathlib import Path

CASES = Path(__file__).parent / "cases"
"""The folder of case files, one folder or file for each stage."""
SCHEMAS = Path(__file__).parent / "schemas"
"""The folder of schemas that others publish."""
