"""``python -m oilwatch``: the command line."""

from oilwatch.cli import main

main()
