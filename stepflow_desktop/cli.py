"""The ``stepflow`` command: reads the command line and hands over to a verb. No verb means the window."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from stepflow_desktop import access, settings
from stepflow_desktop.command_line import SETTINGS, VERBS, parser
from stepflow_desktop.core import own_programs
from stepflow_desktop.errors import SettingsError, StepFlowError

__all__ = ["VERBS", "main", "parser"]


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line and see that what it printed has arrived; returns the exit code."""
    _write_what_can_be_written()
    try:
        try:
            return _main(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough of it, as `head` has; Python must not complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _main(arguments: Sequence[str]) -> int:
    """Carry out one command line; errors that a user can mend are one line on the error stream and exit code 2."""
    options = vars(parser().parse_args(list(arguments))) if arguments else {}
    verb = options.pop("verb", None) or "window"
    overrides = {name: options.pop(name, None) for name in SETTINGS}
    try:
        if verb == "doctor":
            return _examine(overrides, options)
        loaded = settings.load(overrides=overrides)
        access.hide_from_children()
        return _carry_out(verb, loaded, options, arguments)
    except StepFlowError as error:
        print(f"stepflow: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _write_what_can_be_written() -> None:
    """A terminal that is not UTF-8 shows a question mark for what it lacks, instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _carry_out(verb: str, loaded: settings.Settings, options: dict[str, Any], arguments: Sequence[str]) -> int:
    if verb in ("window", "open"):
        return _open(verb, loaded, options, arguments)
    if verb == "serve":
        from stepflow_desktop import app

        app.set_up_logging(loaded.log_level)
        return app.serve(access.for_servers(loaded))
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s")
    loaded = access.for_clients(loaded)
    if verb in ("run", "rerun"):
        from stepflow_desktop.verbs import run

        return run.run(loaded, **options) if verb == "run" else run.rerun(loaded, **options)
    from stepflow_desktop.verbs import artifacts, changing, remote

    known: dict[str, Callable[..., int]] = {
        "list": remote.listing,
        "show": remote.show,
        "logs": remote.logs,
        "cancel": remote.cancel,
        "delete": changing.delete,
        "attach": changing.attach,
        "artifacts": artifacts.artifacts,
    }
    return known[verb](loaded, **options)


def _open(verb: str, loaded: settings.Settings, options: dict[str, Any], arguments: Sequence[str]) -> int:
    words: tuple[str, ...] = ()
    if verb == "open":
        from stepflow_desktop.verbs import opening

        # What is asked for is looked up before there is a window, so that a mistake is told where it was made.
        words = opening.words(access.for_clients(loaded), **options)
    if not own_programs.has_window():
        _become_window(arguments)
    from stepflow_desktop import app

    app.set_up_logging(loaded.log_level)
    return app.open_window(access.for_servers(loaded), words)


def _become_window(arguments: Sequence[str]) -> NoReturn:
    """In a bundle the small program holds no Qt; the one beside it takes this process over."""
    program = own_programs.command(*arguments, window=True)
    os.execv(program[0], program)


def _examine(overrides: dict[str, Any], options: dict[str, Any]) -> int:
    """The one verb that goes on with settings that cannot be used, to say what is wrong with them."""
    from stepflow_desktop.verbs import doctor

    problem = ""
    try:
        loaded = settings.load(overrides=overrides)
    except SettingsError as error:
        problem, loaded = str(error), settings.defaults()
    access.hide_from_children()
    return doctor.doctor(loaded, problem, **options)
