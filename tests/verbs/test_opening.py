"""`stepflow open` finds out what is meant before there is a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from stepflow_desktop.errors import InvalidRequest, NotFound
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs import opening

ID = "6f1c0c1e-0a5d-4b52-9f3e-0123456789ab"


def words(target: str, folder: Path, new: bool = False) -> tuple[str, ...]:
    return opening.words(Settings(storage_path=folder / "storage"), target=target, new=new)


def test_nothing_is_the_window_and_new_is_the_empty_form(tmp_path):
    assert words("", tmp_path) == ()
    assert words("", tmp_path, new=True) == ("new",)


def test_a_link_names_an_execution_and_a_line(tmp_path):
    assert words(f"stepflow://{ID}", tmp_path) == ("execution", ID)
    assert words(f"stepflow://{ID}#L120", tmp_path) == ("execution", ID, "120")
    with pytest.raises(InvalidRequest):
        words("stepflow://new?command=reboot", tmp_path)


def test_a_file_is_a_path_however_it_is_written(tmp_path, monkeypatch):
    script = tmp_path / "fit ä.py"
    script.touch()
    monkeypatch.chdir(tmp_path)
    for target in ("fit ä.py", str(script), script.as_uri()):
        assert words(target, tmp_path) == ("path", str(script))


def test_a_full_id_is_an_execution_where_there_are_some(tmp_path):
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "stepflow.db").touch()
    assert words(ID, tmp_path) == ("execution", ID)


@pytest.mark.parametrize("target", ["nothing.py", "6f1c", "zzzz", "ab"])
def test_what_is_neither_is_told(tmp_path, target):
    with pytest.raises(NotFound):
        words(target, tmp_path)
