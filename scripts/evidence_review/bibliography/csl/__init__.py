"""References in the terms of CSL (https://docs.citationstyles.org/), and CSL-JSON in both directions.

Does not belong here: BibTeX.
"""
