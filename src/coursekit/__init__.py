"""coursekit turns YAML lessons into a course site, slide decks and exercise notebooks."""

__version__ = "0.1.0"
