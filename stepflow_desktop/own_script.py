"""``run-script``: run one of the scripts that come with the program. A frozen bundle uses it in place of Python, so
that the demo works where there is none. Other files are refused: this is no Python for everybody."""

from __future__ import annotations

import io
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from stepflow_desktop.settings import resources_dir


def main(words: Sequence[str]) -> int:
    """``words`` are the script and its arguments; returns the exit code, as an interpreter would."""
    script = Path(words[0]).resolve() if words else None
    if script is None or script.suffix != ".py" or resources_dir().resolve() not in script.parents:
        print("stepflow: run-script runs the scripts of the program only.", file=sys.stderr)
        return 2
    sys.argv = [str(script), *words[1:]]
    sys.path.insert(0, str(script.parent))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", line_buffering=True)
    runpy.run_path(str(script), run_name="__main__")
    return 0
