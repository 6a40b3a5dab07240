"""The live preview: a course's site, made page by page in memory, and told to the browser when it changes."""
