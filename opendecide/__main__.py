"""`python -m opendecide`: the command line where the command is not on the path."""

from opendecide.cli import main

if __name__ == "__main__":
    main()
