"""Python for the pages: Pyodide, which is CPython itself, got once, trimmed, and served by the site."""
