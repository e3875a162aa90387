"""The entry: the supervisor before any heavy import, then the verbs, of which none means the window."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (the command line without the program's name); returns its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments and arguments[0] in ("supervise", "zygote"):
        from stepflow_desktop import supervisor

        return supervisor.main(arguments)
    from stepflow_desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
