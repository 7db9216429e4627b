"""The static site generators that convert the staged folder to HTML, all with the same configuration."""

ENGINES = ("mkdocs", "zensical")
"""The names of the engines. `building` calls them, and loads only the one that is used."""
