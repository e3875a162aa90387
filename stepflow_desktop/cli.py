"""The ``stepflow`` command: reads the command line and hands over to a verb. No verb means the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stepflow_desktop import __version__, access, settings
from stepflow_desktop.errors import StepFlowError

if TYPE_CHECKING:
    import argparse

VERBS = ("window", "serve", "run", "list", "show", "logs", "cancel")
_SETTINGS = ("storage_path", "http_host", "http_port", "websocket_host", "websocket_port", "log_level", "slots")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    # Opening the window without a word, as people mostly do, does not wait for the import.
    import argparse

    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("settings (they win over STEPFLOW_* variables and the settings file)")
    group.add_argument("--storage-path", metavar="FOLDER", help="where executions and the database are kept")
    group.add_argument("--http-host", metavar="ADDRESS", help="address of the REST server")
    group.add_argument("--http-port", metavar="PORT", help="port of the REST server, 0 takes a free one")
    group.add_argument("--websocket-host", metavar="ADDRESS", help="address of the WebSocket server")
    group.add_argument("--websocket-port", metavar="PORT", help="port of the WebSocket server, 0 takes a free one")
    group.add_argument("--slots", metavar="N", help="executions that run at the same time")
    group.add_argument("--log-level", metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR")

    top = argparse.ArgumentParser(
        prog="stepflow",
        description="Run any command and see its steps, progress, live log and files.",
        epilog="Without a verb the window opens.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"StepFlow Desktop {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("window", parents=[common], help="open the window (the default)")
    verbs.add_parser("serve", parents=[common], help="run without a window, REST and WebSocket only")

    run = verbs.add_parser("run", parents=[common], help="run a command and show its steps here")
    run.add_argument("--name", default="", help="what to call the execution")
    run.add_argument("--cwd", metavar="FOLDER", help="working folder of the command (default: the current one)")
    run.add_argument("--tag", action="append", default=[], metavar="TAG", help="can be given more than once")
    run.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="can be given more than once")
    run.add_argument("--timeout", metavar="TIME", help="stop the run after this time, for example 90, 45m or 1h30m")
    run.add_argument("--terminal", action="store_true", help="give the command a terminal (colours, progress bars)")
    run.add_argument("--quiet", action="store_true", help="show the steps only, not the log")
    run.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the command with its arguments")

    listing = verbs.add_parser("list", parents=[common], help="list executions, newest first")
    listing.add_argument("--limit", type=int, default=20, metavar="N")
    listing.add_argument("--status", metavar="STATUS", help="pending, running, completed, failed or cancelled")
    listing.add_argument("--json", action="store_true", help="print the REST answer's data")
    show = verbs.add_parser("show", parents=[common], help="show one execution with its steps and artifacts")
    show.add_argument("id", help="its id, or enough of the beginning")
    show.add_argument("--json", action="store_true", help="print the REST answer's data")
    logs = verbs.add_parser("logs", parents=[common], help="print the log of an execution")
    logs.add_argument("id", help="its id, or enough of the beginning")
    logs.add_argument("--follow", "-f", action="store_true", help="go on until the execution ends")
    cancel = verbs.add_parser("cancel", parents=[common], help="stop an execution with everything it started")
    cancel.add_argument("id", help="its id, or enough of the beginning")
    cancel.add_argument("--force", action="store_true", help="kill at once")
    return top


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line; errors that a user can mend are one line on the error stream and exit code 2."""
    options = vars(parser().parse_args(list(arguments))) if arguments else {}
    verb = options.pop("verb", None) or "window"
    try:
        loaded = settings.load(overrides={name: options.pop(name, None) for name in _SETTINGS})
        access.hide_from_children()
        return _carry_out(verb, loaded, options, arguments)
    except StepFlowError as error:
        print(f"stepflow: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _carry_out(verb: str, loaded: settings.Settings, options: dict[str, Any], arguments: Sequence[str]) -> int:
    if verb in ("window", "serve"):
        from stepflow_desktop import app

        app.set_up_logging(loaded.log_level)
        loaded = access.for_servers(loaded)
        return app.serve(loaded) if verb == "serve" else app.open_window(loaded, arguments)
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s: %(message)s")
    loaded = access.for_clients(loaded)
    if verb == "run":
        from stepflow_desktop.verbs import run

        return run.run(loaded, **options)
    from stepflow_desktop.verbs import remote

    if verb == "list":
        return remote.listing(loaded, **options)
    if verb == "show":
        return remote.show(loaded, **options)
    if verb == "logs":
        return remote.logs(loaded, **options)
    return remote.cancel(loaded, **options)
