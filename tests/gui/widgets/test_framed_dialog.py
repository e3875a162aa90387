"""A dialog's own frame dims the window behind it, as long as the dialog has the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.framed_dialog import FramedDialog, SmallDialog
from stepflow_desktop.gui.widgets.scrim import Scrim

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    host.resize(900, 700)
    qtbot.addWidget(host)
    host.show()
    return host


def _dimmed(host: QWidget) -> list[Scrim]:
    return [scrim for scrim in host.findChildren(Scrim) if scrim.isVisible()]


def test_the_window_behind_is_dimmed_until_the_dialog_is_closed(theme: Theme, host: QWidget) -> None:
    dialog = SmallDialog(theme, host, "Sure?")
    assert not _dimmed(host)
    dialog.open()
    [scrim] = _dimmed(host)
    assert scrim.geometry() == host.rect()
    host.resize(950, 650)
    assert scrim.geometry() == host.rect()
    dialog.reject()
    assert not _dimmed(host)


def test_a_window_that_is_gone_back_to_is_not_dimmed(theme: Theme, host: QWidget) -> None:
    dialog = FramedDialog(theme, host)
    dialog.open()
    assert not dialog.isModal() and _dimmed(host)
    QApplication.sendEvent(host, QEvent(QEvent.Type.WindowActivate))
    assert not _dimmed(host)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
    assert _dimmed(host)
    dialog.reject()


def test_two_dialogs_dim_it_once(theme: Theme, host: QWidget) -> None:
    first, second = SmallDialog(theme, host, "One"), SmallDialog(theme, host, "Two")
    first.open()
    second.open()
    assert len(_dimmed(host)) == 1
    second.reject()
    first.reject()
    assert not _dimmed(host)
