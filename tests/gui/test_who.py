"""The name of who sits at the window, or nothing."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui import who


def test_the_name_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(who.getpass, "getuser", lambda: "ada")
    assert who.user_name() == "ada"


def test_without_a_name_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(who.getpass, "getuser", nobody)
    assert who.user_name() == ""
