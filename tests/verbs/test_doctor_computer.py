"""What the doctor says about Python, ports, the supervisor and the window of this very computer."""

from __future__ import annotations

import os
import socket
import subprocess
from dataclasses import replace

import pytest

from stepflow_desktop import settings
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs import doctor_computer


@pytest.fixture
def given(tmp_path) -> Settings:
    return replace(settings.defaults({"STEPFLOW_CONFIG_PATH": str(tmp_path)}), storage_path=tmp_path / "storage")


@pytest.fixture
def taken():
    """A port that this process listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_this_python_is_new_enough():
    (found,) = doctor_computer.python()
    assert found.state == "ok"


def test_an_old_python_is_bad(monkeypatch):
    monkeypatch.setattr(doctor_computer, "OLDEST", (9, 0))
    (found,) = doctor_computer.python()
    assert (found.state, found.remedy) == ("bad", "StepFlow needs Python 3.11 or newer.")


def test_settings_are_named_or_what_is_wrong_with_them(given):
    (found,) = doctor_computer.settings_file(given, "")
    assert "all defaults" in found.text
    given.config_path.write_text("slots = 2\n")
    (found,) = doctor_computer.settings_file(given, "")
    assert found.text == str(given.config_path)
    (found,) = doctor_computer.settings_file(given, "slots is 0")
    assert (found.state, found.text) == ("bad", "slots is 0")


def test_a_free_port_is_ok_and_a_taken_one_names_who_has_it(given, taken):
    rest, websocket = doctor_computer.ports(replace(given, http_port=taken, websocket_port=0))
    assert (rest.name, rest.state) == (f"REST {taken}", "bad")
    assert f"(PID {os.getpid()})" in rest.text
    assert f"--http-port {taken + 1}" in rest.remedy
    assert (websocket.state, websocket.text) == ("ok", "takes a free one")


def test_a_port_of_the_running_stepflow_is_no_problem(given, taken):
    storage = Storage(given.storage_path)
    storage.open()
    try:
        rest, _ = doctor_computer.ports(replace(given, http_port=taken, websocket_port=0))
    finally:
        storage.close()
    assert rest.state == "ok"
    assert "StepFlow listens there" in rest.text


def test_the_supervisor_is_tried_for_real():
    *_, found = doctor_computer.supervisor()
    assert (found.name, found.state) == ("Supervisor", "ok")


def test_a_supervisor_that_does_not_work_is_bad_with_the_reason(monkeypatch):
    monkeypatch.setattr(doctor_computer, "supervisor_command", lambda: ("/nowhere/supervisor",))
    *_, found = doctor_computer.supervisor()
    assert found.state == "bad"
    assert "/nowhere/supervisor" in found.text


def test_a_kernel_that_lacks_something_is_worth_a_note(monkeypatch):
    monkeypatch.delattr(os, "splice", raising=False)
    monkeypatch.setattr(doctor_computer, "_has_openat2", lambda: False)
    first, *_ = doctor_computer.supervisor()
    assert first.state == "note"
    assert "splice" in first.text


def test_qt_is_asked_for_real():
    found = {check.name: check for check in doctor_computer.window()}
    assert found["Qt"].state == "ok"
    assert "offscreen" in found["Qt"].text


def test_no_display_is_a_note_because_serve_needs_none(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(doctor_computer.sys, "platform", "linux")
    first, second = doctor_computer.window()
    assert (first.name, first.state) == ("Display", "note")
    assert "stepflow serve" in first.remedy
    assert second.state == "ok"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("ImportError: libEGL.so.1: cannot open shared object file: No such file", "libEGL.so.1"),
        ('qt.qpa.plugin: Could not load the Qt platform plugin "xcb" in ""\nAborted (core dumped)', '"xcb"'),
        ("", "it ended with 134"),
    ],
)
def test_a_qt_that_does_not_start_is_bad_with_its_own_words(monkeypatch, printed, wanted):
    done = subprocess.CompletedProcess([], 134, "", printed)
    monkeypatch.setattr(doctor_computer.subprocess, "run", lambda *_, **__: done)
    facts, problem = doctor_computer.window_facts(with_display=True)
    assert facts == {}
    assert wanted in problem
    found = list(doctor_computer.window())[-1]
    assert found.state == "bad"
    assert "apt-get install" in found.remedy
