import io

import pytest

from stepflow_desktop.verbs.terminal import RunView, bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def execution(status="running", **fields):
    known = {
        "name": "Build",
        "status": status,
        "total_steps": 2,
        "duration_seconds": 3.0,
        "progress_percentage": 0.0,
        "error_message": None,
    }
    return known | fields


def step(index, name, status, **fields):
    known = {
        "id": str(index),
        "index": index,
        "name": name,
        "status": status,
        "duration_seconds": 1.5,
        "error_message": None,
        "progress": None,
    }
    return known | fields


def line(content, step_id=None):
    return {"content": content, "step_id": step_id}


def test_without_a_terminal_the_story_is_told_in_lines():
    out = io.StringIO()
    view = RunView(out, quiet=False)
    view.show(execution(), [step(0, "Get", "running"), step(1, "Put", "pending")], [line("hello", "0")])
    view.show(execution(), [step(0, "Get", "completed"), step(1, "Put", "running")], [])
    view.show(execution(), [step(0, "Get", "completed"), step(1, "Put", "failed", error_message="no room")], [])
    view.end(
        execution("failed", error_message="Step failed"),
        [{"name": "a.txt", "file_size": 2048, "description": "Notes"}],
    )
    assert out.getvalue().splitlines() == [
        "▶ 1/2 Get",
        "hello",
        "✔ Get  1.5 s",
        "▶ 2/2 Put",
        "✖ Put  1.5 s  no room",
        "  a.txt (2.0 KB) Notes",
        "✖ Build: failed after 3.0 s. Step failed",
    ]


def test_quiet_leaves_the_log_out():
    out = io.StringIO()
    RunView(out, quiet=True).show(execution(), [], [line("hello")])
    assert out.getvalue() == ""


def test_a_step_that_started_and_ended_between_two_looks_is_told_wholly():
    out = io.StringIO()
    steps = [step(0, "Get", "completed"), step(1, "Not", "skipped"), step(2, "Put", "completed")]
    entries = [line("before"), line("got", "0"), line("put", "2")]
    RunView(out, quiet=False).show(execution(total_steps=3), steps, entries)
    assert out.getvalue().splitlines() == [
        "before",
        "▶ 1/3 Get",
        "got",
        "✔ Get  1.5 s",
        "» Not  1.5 s",
        "▶ 3/3 Put",
        "put",
        "✔ Put  1.5 s",
    ]


def test_in_a_terminal_the_open_step_stays_on_the_last_line():
    out = Terminal()
    view = RunView(out, quiet=False)
    view.show(execution(), [step(0, "Get", "running", progress=0.5)], [])
    assert out.getvalue().endswith(f"Get {bar(0.5)}  50% 3.0 s")
    view.show(execution("completed"), [], [line("line")])
    assert out.getvalue().endswith("\r\x1b[Kline\n")


@pytest.mark.parametrize(
    ("fraction", "drawn"),
    [(0, "░" * 24), (1, "█" * 24), (0.5, "█" * 12 + "░" * 12), (2, "█" * 24), (1 / 192, "▏" + "░" * 23)],
)
def test_bars_have_a_fixed_width(fraction, drawn):
    assert bar(fraction) == drawn
