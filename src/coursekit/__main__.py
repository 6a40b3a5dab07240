"""Lets `python -m coursekit` do what the command does."""

from coursekit.cli import main

main()
