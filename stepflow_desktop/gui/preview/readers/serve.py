"""The loop of a reader's process: a question as a line of JSON comes in, a line of JSON and some bytes go out.

``stepflow preview`` runs it. The process limits itself before it looks at the file: memory, processor time, and no
byte may be written to any file. Whoever asks ends it when an answer takes too long.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import IO, Any

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused

try:
    import resource
except ImportError:
    # Where the system has no such limits, whoever asks ends the process.
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 2_000_000_000
CPU_S = 300
# Kinds that take a fraction of a second or will never end.
QUICK = {"page": 5, "drawing": 8}
# kind: (module, class)
READERS = {
    "archive": ("archive", "ArchiveReader"),
    "bytes": ("plain_bytes", "BytesReader"),
    "drawing": ("drawing", "DrawingReader"),
    "frames": ("frames", "FramesReader"),
    "page": ("page", "PageReader"),
    "pdf": ("pdf", "PdfReader"),
    "table": ("table", "TableReader"),
    "text": ("text", "TextReader"),
    "tree": ("tree", "TreeReader"),
}


def main() -> int:
    """Answer questions from the standard input until it ends."""
    limit_process()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, limit_processor)
    return 0


def limit_process() -> None:
    """Limits of the system, where it has some."""
    if resource is None:
        return
    for kind, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or amount < hard:
            resource.setrlimit(kind, (amount, amount))


def limit_processor(kind: str) -> None:
    """Layout of a hostile page or drawing may never end; the system ends the process after some seconds of work."""
    seconds = QUICK.get(kind)
    if seconds is not None and resource is not None:
        # The first limit says why it ends, the second one only ends it.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))


def serve(questions: IO[bytes], answers: IO[bytes], prepare: Callable[[str], None] = lambda _kind: None) -> None:
    """``prepare`` is told the kind of a file before anything of it is read."""
    reader: Any = None
    for line in questions:
        question = json.loads(line)
        name, arguments = question["ask"], question.get("with", {})
        payload = b""
        try:
            if name == "open":
                kind = arguments.pop("kind")
                prepare(kind)
                module, class_name = READERS[kind]
                maker = importlib.import_module(f"stepflow_desktop.gui.preview.readers.{module}")
                reader = getattr(maker, class_name)(**arguments)
                told, payload = reader.about()
            else:
                told, payload = _answer(reader, name, arguments)
            head = {"told": told, "bytes": len(payload)}
        except Refused as refusal:
            head = {"refused": refusal.code, "detail": refusal.detail[:500], "bytes": 0}
        except MemoryError:
            head = {"refused": "too_big", "detail": "", "bytes": 0}
        except RecursionError:
            head = {"refused": "too_deep", "detail": "", "bytes": 0}
        except OSError as error:
            head = {"refused": "unreadable", "detail": error.strerror or "", "bytes": 0}
        if "refused" in head:
            payload = b""
        answers.write(json.dumps(head).encode() + b"\n" + payload)
        answers.flush()


def _answer(reader: Any, name: str, arguments: dict[str, Any]) -> Answer:
    if name.startswith("_") or reader is None:
        raise Refused("unreadable", name)
    answer: Answer = getattr(reader, name)(**arguments)
    return answer
