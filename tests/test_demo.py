"""The demo and the examples do what they promise, read by the program's own marker parser."""

from __future__ import annotations

import csv
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

import pytest

from stepflow_desktop.core import events
from stepflow_desktop.core.markers import MarkerParser
from stepflow_desktop.core.model import Level
from stepflow_desktop.settings import resources_dir

DEMO = resources_dir() / "demo"
EXAMPLES = resources_dir() / "examples"
T = TypeVar("T", bound=events.Event)
FILES = ["readings.csv", "power.png", "days.png", "figures.json", "report.md", "report.html", "solar-roof.zip"]


@dataclass(frozen=True)
class Run:
    """What a script did: its exit code, its output, and what the parser found in that."""

    code: int
    output: str
    events: list[events.Event]
    collected: Path

    def of(self, kind: type[T]) -> list[T]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def started(self) -> list[str]:
        return [event.name for event in self.of(events.StepStarted)]

    @property
    def plan(self) -> list[str]:
        return [name for event in self.of(events.MetaGiven) if event.key == "STEPS" for name in event.value.split("|")]

    @property
    def artifacts(self) -> list[Path]:
        return [Path(event.path) for event in self.of(events.ArtifactDeclared)]


def run(script: Path, *arguments: str, folder: Path) -> Run:
    """Runs a script as StepFlow does: no input, both streams in one, its own folder for files."""
    collected = folder / "collected"
    collected.mkdir(parents=True)
    environment = {
        **os.environ,
        "STEPFLOW": "1",
        "STEPFLOW_EXECUTION_ID": "6f1c",
        "STEPFLOW_ARTIFACTS_DIR": str(collected),
        "STEPFLOW_STEP_SUMMARY": str(folder / "summary.md"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    interpreter = sys.executable if script.suffix == ".py" else "/bin/sh"
    done = subprocess.run(
        [interpreter, str(script), *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    parser = MarkerParser()
    return Run(done.returncode, done.stdout.decode(), parser.feed(done.stdout) + parser.finish(), collected)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(DEMO / "pipeline.py", "--speed", "1000", folder=tmp_path_factory.mktemp("demo"))


def test_the_plan_is_known_from_the_first_line_and_is_kept(demo: Run) -> None:
    first = demo.events[0]
    assert isinstance(first, events.MetaGiven)
    assert first.key == "STEPS"
    assert len(demo.plan) == 6
    assert demo.started == demo.plan


def test_five_steps_complete_and_the_last_one_may_fail(demo: Run) -> None:
    assert [event.name for event in demo.of(events.StepCompleted)] == demo.plan[:5]
    assert len(demo.of(events.StepErrored)) == 1
    assert demo.code == 0


def test_the_steps_say_how_long_they_take_and_it_is_forty_seconds(demo: Run) -> None:
    told = [event.parameters["duration"] for event in demo.of(events.StepStarted)]
    question = "import json, pipeline; print(json.dumps(pipeline.SECONDS))"
    answer = subprocess.run([sys.executable, "-B", "-c", question], cwd=DEMO, capture_output=True, check=True)
    seconds = json.loads(answer.stdout)
    assert told == [float(f"{s / 1000:.3f}") for s in seconds]
    assert 35 <= sum(seconds) <= 45


def test_progress_is_told_and_reaches_the_end(demo: Run) -> None:
    told = [event.value for event in demo.of(events.MetaGiven) if event.key == "PROGRESS"]
    assert {"7/7", "26/26", "6/6"} <= set(told)
    assert len(told) == 7 + 26 + 6


def test_remarks_folds_and_colours_are_shown(demo: Run) -> None:
    levels = [event.level for event in demo.of(events.Annotated)]
    assert levels.count(Level.WARNING) == 2
    assert Level.ERROR not in levels
    assert len(demo.of(events.GroupStarted)) == len(demo.of(events.GroupEnded)) == 1
    assert "\x1b[" in demo.output


def test_every_file_is_an_artifact_in_the_folder_that_stepflow_collects(demo: Run) -> None:
    assert [path.name for path in demo.artifacts] == FILES
    assert all(path.is_file() and path.is_relative_to(demo.collected) for path in demo.artifacts)
    assert sorted(path.name for path in demo.collected.rglob("*") if path.is_file()) == sorted(FILES)


def file_of(demo: Run, name: str) -> Path:
    return next(path for path in demo.artifacts if path.name == name)


@pytest.mark.parametrize(("name", "size"), [("power.png", (1200, 600)), ("days.png", (800, 480))])
def test_the_charts_are_pictures_with_something_on_them(demo: Run, name: str, size: tuple[int, int]) -> None:
    width, height, rows = decoded_png(file_of(demo, name).read_bytes())
    assert (width, height) == size
    colours = {rows[i : i + 3] for i in range(0, len(rows), 3)}
    assert len(colours) > 50, "smooth edges have many shades"
    assert any(blue > red + 60 for red, _, blue in colours), "the measured curve is violet"


def decoded_png(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and the RGB bytes of a picture whose rows are unfiltered; checks every checksum."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, position = [], 8
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        kind, body = data[position + 4 : position + 8], data[position + 8 : position + 8 + length]
        assert struct.unpack_from(">I", data, position + 8 + length) == (zlib.crc32(kind + body),)
        chunks.append((kind, body))
        position += 12 + length
    assert [kind for kind, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
    assert (depth, colour, rest) == (8, 2, [0, 0, 0])
    raw = zlib.decompress(chunks[1][1])
    lines = [raw[i : i + 1 + 3 * width] for i in range(0, len(raw), 1 + 3 * width)]
    assert len(lines) == height
    assert all(line[0] == 0 for line in lines)
    return width, height, b"".join(line[1:] for line in lines)


def test_the_tables_and_reports_can_be_read(demo: Run) -> None:
    with file_of(demo, "readings.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    figures = json.loads(file_of(demo, "figures.json").read_text())
    assert len(rows) == figures["readings"] == 672
    assert sum(row["power_kw"] == "" for row in rows) == 12, "two outages"
    assert len(figures["energy_kwh"]) == 7
    assert len(figures["expected_kwh"]) == 2
    report = file_of(demo, "report.md").read_text()
    assert report.startswith("# Rooftop power")
    assert (demo.collected.parent / "summary.md").read_text() == report
    page = _Tags()
    page.feed(file_of(demo, "report.html").read_text())
    assert page.open == []
    assert {"html", "table"} <= page.seen
    assert not page.seen & {"script", "img", "link", "iframe"}


class _Tags(HTMLParser):
    """Which tags a page has, and which it leaves open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_archive_holds_the_other_files(demo: Run) -> None:
    with zipfile.ZipFile(file_of(demo, "solar-roof.zip")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == FILES[:-1]
        for name in FILES[:-1]:
            assert archive.read(name) == file_of(demo, name).read_bytes()


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(demo: Run, tmp_path: Path) -> None:
    again = run(DEMO / "pipeline.py", "--speed", "1000", folder=tmp_path / "again")
    other = run(DEMO / "pipeline.py", "--speed", "1000", "--seed", "8", folder=tmp_path / "other")
    for name in FILES:
        assert file_of(again, name).read_bytes() == file_of(demo, name).read_bytes()
        assert file_of(other, name).read_bytes() != file_of(demo, name).read_bytes()


def test_the_failing_demo_ends_with_a_reason_a_traceback_and_a_step_never_reached(tmp_path: Path) -> None:
    done = run(DEMO / "failing.py", "--speed", "1000", folder=tmp_path)
    assert done.code == 1
    assert done.plan[:2] == done.started
    assert len(done.plan) == 3
    (error,) = done.of(events.StepErrored)
    assert error.message == "17 rows of table invoices have no region"
    assert done.events[-1] is error
    assert "Traceback (most recent call last):" in done.output
    assert f"MigrationFailed: {error.message}\n" in done.output


@pytest.mark.parametrize("script", ["pipeline.py", "failing.py"])
@pytest.mark.parametrize("speed", ["0", "-1", "nan"])
def test_a_speed_that_makes_no_sense_is_refused(script: str, speed: str, tmp_path: Path) -> None:
    done = run(DEMO / script, "--speed", speed, folder=tmp_path)
    assert done.code == 2
    assert "--speed must be more than 0" in done.output


EXPECTED: dict[str, tuple[list[str], list[str]]] = {
    "backup.sh": (["Choose folder", "Pack", "Check archive"], ["backup.tar.gz"]),
    "checks.sh": (["Arithmetic", "Sorting", "Spelling"], []),
    "data_pipeline.py": (["Extract", "Clean", "Sum up"], ["orders.csv", "totals.json"]),
    "parallel_steps.py": (["Build everything", "Build client", "Build server", "Put together"], []),
    "progress_loop.py": (["Resize pictures", "Download"], []),
}


def test_every_example_is_tested() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_file()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_example_runs_anywhere(name: str, tmp_path: Path) -> None:
    steps, artifacts = EXPECTED[name]
    done = run(EXAMPLES / name, folder=tmp_path)
    assert done.code == 0, done.output
    assert sorted(done.started) == sorted(steps)
    assert [path.name for path in done.artifacts] == artifacts
    assert all(path.is_file() and path.is_relative_to(done.collected) for path in done.artifacts)


def test_the_backup_packs_the_folder_it_is_given_and_fails_without_it(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear reader")
    done = run(EXAMPLES / "backup.sh", str(tmp_path / "mine"), folder=tmp_path / "run")
    assert done.code == 0
    assert "letter.txt" in done.output
    assert (tmp_path / "mine" / "letter.txt").is_file()
    absent = run(EXAMPLES / "backup.sh", str(tmp_path / "absent"), folder=tmp_path / "absent-run")
    assert absent.code == 1
    assert len(absent.of(events.StepErrored)) == 1


def test_the_checks_fail_only_when_they_are_strict(tmp_path: Path) -> None:
    lenient = run(EXAMPLES / "checks.sh", folder=tmp_path / "lenient")
    assert (lenient.code, len(lenient.of(events.StepErrored))) == (0, 1)
    assert [event.name for event in lenient.of(events.StepSkipped)] == ["Slow checks"]
    assert run(EXAMPLES / "checks.sh", "--strict", folder=tmp_path / "strict").code == 1


def test_the_progress_example_is_understood_in_both_ways(tmp_path: Path) -> None:
    done = run(EXAMPLES / "progress_loop.py", folder=tmp_path)
    announced = [event.value for event in done.of(events.MetaGiven) if event.key == "PROGRESS"]
    drawn = [event.fraction for event in done.of(events.ProgressSeen)]
    assert announced[-1] == "40/40"
    assert len(drawn) == 40
    assert drawn == sorted(drawn)
    assert drawn[-1] == 1.0
