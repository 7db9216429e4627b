"""References with CSL's types and variables (https://docs.citationstyles.org/), and their form as CSL-JSON.

Does not belong here: BibTeX.
"""
