"""`python -m liststrict` is the command."""

from liststrict.cli.app import run

if __name__ == "__main__":
    run()
