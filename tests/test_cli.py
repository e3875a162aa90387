"""The command line: which words mean what, and how mistakes are told."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from stepflow_desktop import app, cli
from stepflow_desktop.errors import StorageInUse
from stepflow_desktop.verbs import artifacts, changing, doctor, remote, run


@pytest.fixture(autouse=True)
def settings_file(tmp_path, monkeypatch):
    path = tmp_path / "config.toml"
    path.write_text('slots = 3\nlog_level = "ERROR"\n')
    monkeypatch.setenv("STEPFLOW_CONFIG_PATH", str(path))
    monkeypatch.setenv("STEPFLOW_STORAGE_PATH", str(tmp_path / "storage"))
    return path


@pytest.fixture
def carried(monkeypatch):
    """What each verb was given: its name, the settings and the other options."""
    calls = []

    def record(name, code):
        def called(settings, *more, **options):
            calls.append((name, settings, options))
            return code

        return called

    monkeypatch.setattr(app, "set_up_logging", lambda level: None)
    monkeypatch.setattr(app, "serve", record("serve", 10))
    monkeypatch.setattr(app, "open_window", record("window", 11))
    monkeypatch.setattr(run, "run", record("run", 12))
    monkeypatch.setattr(run, "rerun", record("rerun", 17))
    for name, code in (("listing", 13), ("show", 14), ("logs", 15), ("cancel", 16)):
        monkeypatch.setattr(remote, name, record(name, code))
    for name, code in (("delete", 18), ("attach", 19)):
        monkeypatch.setattr(changing, name, record(name, code))
    monkeypatch.setattr(artifacts, "artifacts", record("artifacts", 20))
    monkeypatch.setattr(doctor, "doctor", record("doctor", 21))
    return calls


@pytest.mark.parametrize(
    ("words", "name", "code", "options"),
    [
        ([], "window", 11, {}),
        (["window"], "window", 11, {}),
        (["serve"], "serve", 10, {}),
        (["list"], "listing", 13, {"limit": 20, "status": None, "json": False}),
        (["list", "--json", "--limit", "3", "--status", "failed"], "listing", 13,
         {"limit": 3, "status": "failed", "json": True}),
        (["show", "abcd"], "show", 14, {"id": "abcd", "json": False}),
        (["logs", "-f", "abcd"], "logs", 15, {"id": "abcd", "follow": True, "json": False}),
        (["cancel", "--force", "abcd"], "cancel", 16, {"id": "abcd", "force": True}),
        (["rerun", "abcd", "--quiet"], "rerun", 17, {"id": "abcd", "quiet": True, "detach": False}),
        (["delete", "abcd", "0123", "-y"], "delete", 18, {"ids": ["abcd", "0123"], "yes": True}),
        (["attach", "abcd", "a.txt", "--tag", "t"], "attach", 19,
         {"id": "abcd", "files": ["a.txt"], "name": None, "description": "", "tag": ["t"]}),
        (["artifacts", "abcd", "x", "--save", "f"], "artifacts", 20,
         {"id": "abcd", "names": ["x"], "save": "f", "json": False}),
        (["doctor", "--json"], "doctor", 21, {"json": True}),
        (["open"], "window", 11, {}),
    ],
)  # fmt: skip
def test_each_verb_gets_its_options_and_gives_its_exit_code(carried, words, name, code, options):
    assert cli.main(words) == code
    ((called, _, given),) = carried
    assert (called, given) == (name, options)


def test_everything_after_run_belongs_to_the_command(carried):
    words = ["run", "--name", "N", "--tag", "a", "--tag", "b", "--env", "X=1", "--timeout", "5m", "--quiet"]
    assert cli.main([*words, "--", "make", "--name", "not ours", "-f", "--json"]) == 12
    ((_, _, options),) = carried
    assert options == {
        "name": "N",
        "cwd": None,
        "tag": ["a", "b"],
        "env": ["X=1"],
        "timeout": "5m",
        "terminal": False,
        "quiet": True,
        "detach": False,
        "command": ["--", "make", "--name", "not ours", "-f", "--json"],
    }


def test_only_the_doctor_goes_on_with_settings_that_cannot_be_used(carried, monkeypatch):
    monkeypatch.setattr(doctor, "doctor", lambda settings, problem, json: carried.append((settings, problem)) or 1)
    monkeypatch.setenv("STEPFLOW_HTTP_PORT", "eighty")
    assert cli.main(["doctor"]) == 1
    ((loaded, problem),) = carried
    assert "STEPFLOW_HTTP_PORT" in problem
    assert loaded.http_port == 8080


@pytest.mark.parametrize(("words", "said"), [(["open", "--new"], ("new",)), (["open"], ()), ([], ())])
def test_what_is_to_be_shown_reaches_the_window_in_words(monkeypatch, words, said):
    given = []
    monkeypatch.setattr(app, "set_up_logging", lambda level: None)
    monkeypatch.setattr(app, "open_window", lambda settings, words: given.append(words) or 0)
    assert cli.main(words) == 0
    assert given == [said]


def test_what_cannot_be_shown_opens_no_window(carried, capsys):
    assert cli.main(["open", "no such file.py"]) == 2
    assert "no file no such file.py" in capsys.readouterr().err
    assert carried == []


def test_the_small_program_of_a_bundle_becomes_the_one_with_the_window(carried, monkeypatch):
    became = []

    def become(program, words):
        became.append((program, words))
        raise SystemExit(0)

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/stepflow/stepflow")
    monkeypatch.setattr("os.execv", become)
    with pytest.raises(SystemExit):
        cli.main(["open", "--new"])
    assert became == [("/opt/stepflow/stepflow-desktop", ("/opt/stepflow/stepflow-desktop", "open", "--new"))]
    assert carried == []


def test_a_terminal_that_is_not_utf_8_shows_what_it_can(tmp_path):
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "stepflow_desktop"]
    for words in (["--help"], ["run", "--storage-path", str(tmp_path / "s"), "--", r"printf '\345\245\275\n'"]):
        shown = subprocess.run([*command, *words], env=environ, capture_output=True, timeout=60)
        assert (shown.returncode, shown.stderr) == (0, b"")
        assert b"?" in shown.stdout


# argparse itself overlooks that nobody reads its help.
@pytest.mark.parametrize(("words", "codes"), [(["--help"], (0, 141)), (["doctor", "--json"], (141,))])
def test_a_reader_that_has_enough_ends_the_verb_quietly(words, codes):
    command = [sys.executable, "-m", "stepflow_desktop", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in codes


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_command_line_wins_over_variables_and_they_over_the_file(carried, monkeypatch, tmp_path, where):
    monkeypatch.setenv("STEPFLOW_HTTP_PORT", "1111")
    monkeypatch.setenv("STEPFLOW_WEBSOCKET_PORT", "2222")
    given = ["--http-port", "3333", "--storage-path", str(tmp_path / "other")]
    cli.main([*given, "serve"] if where == "before" else ["serve", *given])
    ((_, settings, _),) = carried
    assert (settings.http_port, settings.websocket_port, settings.slots) == (3333, 2222, 3)
    assert settings.storage_path == tmp_path / "other"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("STEPFLOW_HTTP_PORT", "eighty"),
        ("STEPFLOW_HTTP_PORT", "70000"),
        ("STEPFLOW_WEBSOCKET_PORT", "-1"),
        ("STEPFLOW_LOG_LEVEL", "LOUD"),
        ("STEPFLOW_AUTH_ENABLED", "perhaps"),
        ("STEPFLOW_ENV", "testing"),
        ("STEPFLOW_HTTP_HOST", "two words"),
    ],
)
@pytest.mark.parametrize("verb", ["serve", "list"])
def test_a_bad_variable_is_one_line_that_names_it_and_its_value(carried, monkeypatch, capsys, verb, variable, value):
    monkeypatch.setenv(variable, value)
    assert cli.main([verb]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("stepflow: ")
    assert variable in line
    assert value in line
    assert carried == []


def test_a_bad_setting_in_the_file_names_the_file(carried, settings_file, capsys):
    settings_file.write_text("slots = 0\n")
    assert cli.main(["serve"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(settings_file) in line
    assert "slots" in line


@pytest.mark.parametrize("words", [["dance"], ["show"], ["list", "--limit", "many"], ["serve", "--colour"]])
def test_a_command_line_that_makes_no_sense_shows_the_usage(carried, capsys, words):
    with pytest.raises(SystemExit) as caught:
        cli.main(words)
    assert caught.value.code == 2
    assert "usage: stepflow" in capsys.readouterr().err
    assert carried == []


def test_what_a_user_can_mend_is_one_line_and_the_rest_a_traceback(monkeypatch, capsys):
    def raises(error):
        def called(*_, **__):
            raise error

        return called

    monkeypatch.setattr(remote, "listing", raises(StorageInUse("In use by PID 7.", pid=7)))
    assert cli.main(["list"]) == 2
    assert capsys.readouterr().err == "stepflow: In use by PID 7.\n"
    monkeypatch.setattr(remote, "listing", raises(KeyboardInterrupt()))
    assert cli.main(["list"]) == 130
    monkeypatch.setattr(remote, "listing", raises(ZeroDivisionError("ours")))
    with pytest.raises(ZeroDivisionError):
        cli.main(["list"])


def test_every_verb_is_in_the_help(capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert [verb for verb in cli.VERBS if f"\n    {verb} " not in shown] == []


def test_a_verb_loads_no_toolkit_and_no_server():
    code = (
        "import sys; from stepflow_desktop import cli; cli.main(['list']);"
        "print([m for m in ('PySide6', 'qasync', 'aiohttp', 'websockets') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert shown.stdout.strip() == "[]"
