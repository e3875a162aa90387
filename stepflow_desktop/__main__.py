"""The entry: what the program starts of itself before any heavy import, then the verbs, of which none means the window.

A word of ``OWN_WORDS`` is no verb for people: it is how the program starts itself as a process of another kind.
"""

from __future__ import annotations

import os
import sys

from stepflow_desktop.core import own_programs


def _supervisor(arguments: list[str]) -> int:
    from stepflow_desktop import supervisor

    return supervisor.main(arguments)


def _script(arguments: list[str]) -> int:
    from stepflow_desktop import own_script

    return own_script.main(arguments[1:])


def _window_facts(_arguments: list[str]) -> int:
    from stepflow_desktop.gui import window_facts

    return window_facts.main()


def _preview(_arguments: list[str]) -> int:
    from stepflow_desktop.gui.preview.readers import serve

    return serve.main()


OWN_WORDS = {
    "supervise": _supervisor,
    "zygote": _supervisor,
    "run-script": _script,
    "window-facts": _window_facts,
    "preview": _preview,
}


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (the command line without the program's name); returns its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if own_programs.frozen():
        own_programs.clean_environment(os.environ)
    own = OWN_WORDS.get(arguments[0]) if arguments else None
    if own is not None:
        return own(arguments)
    from stepflow_desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
