"""The built-in demos as requests to the engine."""

from __future__ import annotations

from stepflow_desktop.core import own_programs
from stepflow_desktop.core.model import NewExecution
from stepflow_desktop.settings import resources_dir


def demo(*, failing: bool = False) -> NewExecution:
    """The demo, or the one that fails: standard library only, in a temporary folder of its own."""
    script = resources_dir() / "demo" / ("failing.py" if failing else "pipeline.py")
    name = "Demo that fails" if failing else "Demo"
    return NewExecution(command=own_programs.python_command(script), name=name, tags=("demo",))
