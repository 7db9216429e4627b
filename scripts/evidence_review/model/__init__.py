"""What a review is made of: frozen values that know no YAML, no BibTeX and no HTML."""
