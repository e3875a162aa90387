"""What can be written behind ``stepflow``: the verbs, their options, and the help with its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stepflow_desktop import __version__

if TYPE_CHECKING:
    import argparse

# What each verb is for, and examples of it; the order is that of the help.
VERBS = {
    "window": ("open the window (the default)", ()),
    "open": (
        "open the window on an execution, or with the form filled for a script",
        ("stepflow open 6f1c", "stepflow open train.py", "stepflow open 'stepflow://6f1c…#L120'"),
    ),
    "serve": ("run without a window, REST and WebSocket only", ("stepflow serve --http-port 9000",)),
    "run": (
        "run a command and show its steps here",
        (
            "stepflow run -- python train.py --epochs 3",
            "stepflow run --name Nightly --tag ml --timeout 2h -- 'make all | tee build.log'",
        ),
    ),
    "rerun": ("run an execution again and show its steps here", ("stepflow rerun 6f1c",)),
    "list": ("list executions, newest first", ("stepflow list --status failed --limit 5", "stepflow list --json")),
    "show": ("show one execution with its steps and artifacts", ("stepflow show 6f1c",)),
    "logs": ("print the log of an execution", ("stepflow logs -f 6f1c",)),
    "cancel": (
        "stop an execution with everything it started",
        ("stepflow cancel 6f1c", "stepflow cancel 6f1c --force"),
    ),
    "delete": ("delete executions with their logs and artifacts", ("stepflow delete 6f1c 09ab --yes",)),
    "attach": (
        "keep files as artifacts of an execution",
        ("stepflow attach 6f1c report.pdf 'plots/curve.png' --tag final",),
    ),
    "artifacts": (
        "list or save the artifacts of an execution",
        ("stepflow artifacts 6f1c", "stepflow artifacts 6f1c --save results"),
    ),
    "doctor": ("look whether this computer has all that StepFlow needs", ("stepflow doctor", "stepflow doctor --json")),
}
# What stands behind a verb; its options are listed below it.
_WORDS = {
    "open": "[ID | FILE | LINK]",
    "run": "-- COMMAND …",
    "rerun": "ID",
    "show": "ID",
    "logs": "ID",
    "cancel": "ID",
    "delete": "ID …",
    "attach": "ID FILE …",
    "artifacts": "ID [NAME …]",
}
SETTINGS = ("storage_path", "http_host", "http_port", "websocket_host", "websocket_port", "log_level", "slots")
_ID = "its id, or enough of the beginning"
_EPILOG = """\
examples:
  stepflow                                   open the window
  stepflow run -- python train.py            run a command here, with its steps
  stepflow list --status running             what is running now
  stepflow logs -f 6f1c                      follow the log of the execution 6f1c…
  stepflow open train.py                     fill the form for a script
  stepflow doctor                            when something does not work

Without a verb the window opens. `stepflow VERB --help` tells more about one of them.
Exit codes: 0 done, 1 failed or found something wrong, 2 the command line is wrong, 130 Ctrl+C.
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    # Opening the window without a word, as people mostly do, does not wait for the import.
    import argparse

    common = _common()
    top = argparse.ArgumentParser(
        prog="stepflow",
        usage="stepflow [VERB] [OPTION …]",
        description="Run any command and see its steps, progress, live log and files.",
        epilog=_EPILOG,
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"StepFlow Desktop {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    made = {}
    for name, (purpose, examples) in VERBS.items():
        made[name] = verbs.add_parser(
            name,
            parents=[common],
            usage=f"stepflow {name} [OPTION …] {_WORDS.get(name, '')}".rstrip(),
            help=purpose,
            description=f"{purpose[0].upper()}{purpose[1:]}.",
            epilog="\n".join(["examples:", *(f"  {line}" for line in examples)]) if examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    _fill_running(made, argparse.REMAINDER)
    _fill_reading(made)
    _fill_changing(made)
    return top


def _common() -> argparse.ArgumentParser:
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
    return common


def _fill_running(verbs: dict[str, argparse.ArgumentParser], remainder: str) -> None:
    run = verbs["run"]
    run.add_argument("--name", default="", help="what to call the execution")
    run.add_argument("--cwd", metavar="FOLDER", help="working folder of the command (default: the current one)")
    run.add_argument("--tag", action="append", default=[], metavar="TAG", help="can be given more than once")
    run.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="can be given more than once")
    run.add_argument("--timeout", metavar="TIME", help="stop the run after this time, for example 90, 45m or 1h30m")
    run.add_argument("--terminal", action="store_true", help="give the command a terminal (colours, progress bars)")
    rerun = verbs["rerun"]
    rerun.add_argument("id", help=_ID)
    for verb in (run, rerun):
        verb.add_argument("--quiet", action="store_true", help="show the steps only, not the log")
        verb.add_argument(
            "--detach", action="store_true", help="print the id and end; needs a running window or server"
        )
    run.add_argument("command", nargs=remainder, metavar="-- COMMAND", help="the command with its arguments")
    opened = verbs["open"]
    opened.add_argument(
        "target", nargs="?", default="", metavar="ID|FILE|LINK", help="what to show (default: the window)"
    )
    opened.add_argument("--new", action="store_true", help="with the form for a new execution, empty")


def _fill_reading(verbs: dict[str, argparse.ArgumentParser]) -> None:
    listing = verbs["list"]
    listing.add_argument("--limit", type=int, default=20, metavar="N")
    listing.add_argument("--status", metavar="STATUS", help="pending, running, completed, failed or cancelled")
    verbs["show"].add_argument("id", help=_ID)
    logs = verbs["logs"]
    logs.add_argument("id", help=_ID)
    logs.add_argument("--follow", "-f", action="store_true", help="go on until the execution ends")
    logs.add_argument("--json", action="store_true", help="an object for each line: offset, step, text, time, level")
    artifacts = verbs["artifacts"]
    artifacts.add_argument("id", help=_ID)
    artifacts.add_argument("names", nargs="*", metavar="NAME", help="only these (default: all)")
    artifacts.add_argument("--save", metavar="FOLDER", help="copy them into this folder")
    for name in ("list", "show", "artifacts"):
        verbs[name].add_argument("--json", action="store_true", help="print the REST answer's data")
    verbs["doctor"].add_argument("--json", action="store_true", help="print what was found as JSON")


def _fill_changing(verbs: dict[str, argparse.ArgumentParser]) -> None:
    cancel = verbs["cancel"]
    cancel.add_argument("id", help=_ID)
    cancel.add_argument("--force", action="store_true", help="kill at once")
    delete = verbs["delete"]
    delete.add_argument("ids", nargs="+", metavar="ID", help=_ID)
    delete.add_argument("--yes", "-y", action="store_true", help="do not ask")
    attach = verbs["attach"]
    attach.add_argument("id", help=_ID)
    attach.add_argument("files", nargs="+", metavar="FILE", help="files to keep a copy of")
    attach.add_argument("--name", metavar="NAME", help="what to call the artifact (one file only)")
    attach.add_argument("--description", default="", metavar="TEXT", help="a sentence about it")
    attach.add_argument("--tag", action="append", default=[], metavar="TAG", help="can be given more than once")
