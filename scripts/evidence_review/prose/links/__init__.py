"""Cross-references such as `[r017]`, and terms of the glossary, in the source.

Does not belong here: ordinary Markdown links (`structure`).
"""
