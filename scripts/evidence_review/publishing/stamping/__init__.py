"""Pages that the build makes from one that the engine rendered, because they differ only in their contents.

The theme, its overrides, the menu and the settings remain the engine's business: it renders one page of each
form with placeholders, and one page as it is, to compare. Nothing in this package reads or writes files but
`stamp`.
"""
