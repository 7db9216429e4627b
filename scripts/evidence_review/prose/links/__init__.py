"""Cross-references such as `[r017]`, and glossary terms.

Does not belong here: ordinary Markdown links (`structure`).
"""
