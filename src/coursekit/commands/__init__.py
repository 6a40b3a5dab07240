"""The commands, a file and a function each; `cli.py` lists them."""
