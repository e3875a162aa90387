"""Looks whether a bundle works: ``python packaging/check_bundle.py FOLDER [--root ROOT]``.

It is started offscreen in an empty environment, without Python on the path; runs the demo over REST, is killed in the
middle of it, started again, and has to show the run completed with every byte that was printed. ``--root`` has it run
inside another root folder, to try an installed package where nothing else is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PATIENCE_S = 60
# Whatever else listens on this computer.
FREE_PORTS = ("--http-port", "0", "--websocket-port", "0")
LINES = 3000
# A path of the user's own, which commands must see as it was. The bundle's libraries are before it only for itself.
THEIR_LIBRARIES = "/opt/theirs/lib"
BUNDLES_OWN = ("_PYI_", "_MEIPASS", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "LD_LIBRARY_PATH_ORIG", "_internal")
# Known bytes, printed by nothing but the shell; in the middle it waits until the file GO is there.
PRINTER = (
    f"i=0; while [ $i -lt {LINES} ]; do echo line $i; i=$((i+1)); "
    f"[ $i != {LINES // 2} ] || until [ -e GO ]; do /bin/sleep 0.05; done; done"
)
PRINTED = "".join(f"line {number}\n" for number in range(LINES)).encode()


class Bundle:
    """The programs in ``folder``, seen from inside ``root``."""

    def __init__(self, folder: Path, root: Path | None = None) -> None:
        self._folder, self._root = folder, root
        home = tempfile.mkdtemp(prefix="stepflow-check-", dir=root / "tmp" if root else None)
        self.home = Path(home)
        self.storage = self.home / "storage"
        self._address = ""
        self.process: subprocess.Popen[bytes] | None = None

    def inside(self, path: Path) -> str:
        return f"/{path.relative_to(self._root)}" if self._root else str(path)

    def command(self, name: str, *words: str) -> list[str]:
        before = [shutil.which("chroot") or "/usr/sbin/chroot", str(self._root)] if self._root else []
        return [*before, str(self._folder / name), *words]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": self.inside(self.home),
            "PATH": "/nonexistent",
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": THEIR_LIBRARIES,
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *words: str, check: bool = True) -> str:
        """What ``stepflow`` prints. Raises CalledProcessError when it ends with another code than 0."""
        done = subprocess.run(self.launched("stepflow", *words), stdout=subprocess.PIPE, check=check, text=True)
        return done.stdout

    def start(self) -> float:
        """Open the window; seconds until REST answers."""
        started = time.monotonic()
        words = ("--storage-path", self.inside(self.storage), *FREE_PORTS)
        with (self.home / "window.log").open("ab") as log:
            command = self.launched("stepflow-desktop", *words)
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._address = wait_for(self._announced, "the address of the server")
        wait_for(lambda: self.get("/health")["status"] == "healthy", "a healthy server")
        return time.monotonic() - started

    def launched(self, *words: str) -> list[str]:
        # The environment is emptied by env itself, which stands outside of the root.
        given = [f"{name}={value}" for name, value in self.environment.items()]
        return [shutil.which("env") or "/usr/bin/env", "-i", *given, *self.command(*words)]

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def close(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_S)

    def create(self, command: str | list[str], **fields: Any) -> str:
        body = json.dumps({"command": command, "working_directory": "/", **fields}).encode()
        request = urllib.request.Request(
            f"{self._address}/api/executions", data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(json.load(answer)["data"]["execution_id"])

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self._address}/api{path}", timeout=30) as answer:
            return json.load(answer)["data"]

    def log(self, execution_id: str) -> bytes:
        return (self.storage / "executions" / execution_id / "output.log").read_bytes()

    def ended(self, execution_id: str) -> Any:
        """The execution with steps and artifacts, once it has ended."""

        def found() -> Any:
            answer = self.get(f"/executions/{execution_id}")
            return answer if answer["execution"]["status"] not in ("pending", "running") else None

        return wait_for(found, f"the end of {execution_id}")

    def _announced(self) -> str | None:
        assert self.process is not None
        if self.process.poll() is not None:
            raise SystemExit(f"The window ended at once:\n{(self.home / 'window.log').read_text()}")
        try:
            told = json.loads((self.storage / "lock").read_bytes())
        except (OSError, ValueError):
            return None
        return told.get("address") if told.get("pid") == self.process.pid else None


@contextlib.contextmanager
def tried(folder: Path, root: Path | None = None) -> Iterator[Bundle]:
    bundle = Bundle(folder, root)
    try:
        yield bundle
    finally:
        if bundle.process is not None and bundle.process.poll() is None:
            bundle.close()
        shutil.rmtree(bundle.home, ignore_errors=True)


def wait_for(condition: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if value := condition():
                return value
        time.sleep(0.05)
    raise SystemExit(f"waited {PATIENCE_S} s in vain for {what}")


def check(condition: object, text: str) -> None:
    print(f"  {'ok ' if condition else 'BAD'} {text}", flush=True)
    if not condition:
        raise SystemExit(1)


def libraries_of(pid: int) -> str:
    return Path(f"/proc/{pid}/maps").read_text()


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


# A file for each library that previews bring along, and what a reader is told besides its path.
PREVIEWED: dict[str, tuple[str, bytes, dict[str, Any]]] = {
    "text": ("a.py", b"print(1)\n", {"most_bytes": 1000}),
    "tree": ("a.yaml", b"a: [1, 2]\n", {}),
    "drawing": (
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
        {},
    ),
    "frames": (
        "a.gif",
        b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
        {},
    ),
    "pdf": (
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n",
        {},
    ),
}


def facts(bundle: Bundle) -> list[Any]:
    """What the doctor in the bundle finds of everything that it looks at."""
    told = bundle.run("doctor", "--json", "--storage-path", bundle.inside(bundle.storage), *FREE_PORTS, check=False)
    return list(json.loads(told)["checks"])


def refused_previews(bundle: Bundle) -> dict[str, Any]:
    """What a reader's process says about each of these files when it cannot show it."""
    refused = {}
    for kind, (name, content, more) in PREVIEWED.items():
        path = bundle.home / name
        path.write_bytes(content)
        question = json.dumps({"ask": "open", "with": {"kind": kind, "path": bundle.inside(path), **more}})
        command = bundle.launched("stepflow-desktop", "preview")
        done = subprocess.run(command, input=question.encode() + b"\n", capture_output=True, timeout=PATIENCE_S)
        head = done.stdout.split(b"\n", 1)[0]
        if done.returncode or "told" not in (json.loads(head) if head else {}):
            refused[kind] = (head + done.stderr[-500:]).decode(errors="replace")
    return refused


def check_bundle(bundle: Bundle, folder: Path) -> None:
    version = bundle.run("--version").strip()
    check(version.startswith("StepFlow Desktop "), version)
    bad = [fact["name"] for fact in facts(bundle) if fact["state"] == "bad"]
    check(not bad, f"stepflow doctor finds nothing wrong {bad or ''}".rstrip())
    refused = refused_previews(bundle)
    check(not refused, f"previews of {', '.join(PREVIEWED)} {refused or ''}".rstrip())
    print(f"  ok  the window answers after {bundle.start():.2f} s", flush=True)
    assert bundle.process is not None
    pid = bundle.process.pid
    check("libQt6Gui" in libraries_of(pid), "the window has Qt")
    demo = next((bundle_path(bundle, folder) / "_internal").rglob("demo/pipeline.py"))
    script = [str(folder / "stepflow"), "run-script", bundle.inside(demo), "--speed", "5"]
    variables = bundle.create("export -p")
    bundle.ended(variables)
    seen = bundle.log(variables).decode()
    left = [name for name in BUNDLES_OWN if name in seen]
    check(not left and THEIR_LIBRARIES in seen, f"commands see the user's environment {left or ''}".rstrip())
    go = bundle.home / "go"
    runs = {"demo": bundle.create(script), "lines": bundle.create(PRINTER.replace("GO", bundle.inside(go)))}
    check(not any("libQt6" in libraries_of(child) for child in children_of(pid)), "the supervisors have none")
    wait_for(lambda: b"STEP_START:Check" in bundle.log(runs["demo"]), "the third step of the demo")
    wait_for(lambda: bundle.log(runs["lines"]).endswith(f"line {LINES // 2 - 1}\n".encode()), "half of the lines")
    bundle.kill()
    before = {name: bundle.log(execution_id) for name, execution_id in runs.items()}
    check(before["lines"] != PRINTED, "killed in the middle of both runs")
    bundle.start()
    go.touch()
    demo_run, lines_run = bundle.ended(runs["demo"]), bundle.ended(runs["lines"])
    after = {name: bundle.log(execution_id) for name, execution_id in runs.items()}
    check(after["lines"] == PRINTED, f"{len(PRINTED):,} known bytes, sha256 {hashlib.sha256(PRINTED).hexdigest()[:12]}")
    check(lines_run["execution"]["exit_code"] == 0, "exit code 0")
    check(
        after["demo"].startswith(before["demo"]) and after["demo"].count(b"All done.") == 1, "the whole log of the demo"
    )
    check(demo_run["execution"]["status"] == "completed", "the demo completed")
    check(len(demo_run["steps"]) == 6 and len(demo_run["artifacts"]) >= 7, "with its six steps and all its files")
    check(bundle.close() == 0, "the window closes with 0")
    # Offscreen there is no window manager, which Qt says whenever one would be asked for something.
    lines = (bundle.home / "window.log").read_text().splitlines()
    noise = [line for line in lines if " INFO " not in line and not line.startswith("This plugin does not support")]
    check(not noise, f"and said nothing else {noise or ''}".rstrip())


def bundle_path(bundle: Bundle, folder: Path) -> Path:
    """The folder of the bundle as it is seen from outside of the root."""
    return Path(str(bundle._root) + str(folder)) if bundle._root else folder


def main() -> int:
    parser = argparse.ArgumentParser(description="Looks whether a bundle works.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", type=Path)
    options = parser.parse_args()
    folder = options.folder if options.root else options.folder.resolve()
    print(f"Checking {folder} ...", flush=True)
    with tried(folder, options.root) as bundle:
        check_bundle(bundle, folder)
    size = sum(path.lstat().st_size for path in bundle_path(bundle, folder).rglob("*") if not path.is_symlink())
    print(f"  ok  {size / 1e6:.0f} MB in {folder}, which can be moved anywhere", flush=True)
    return 0


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
