"""Catalogues: read, chosen, and used by Qt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject

from stepflow_desktop.errors import Conflict, InvalidRequest, NotFound, StorageProblem, Unavailable
from stepflow_desktop.gui.translation import (
    LANGUAGES,
    Catalogue,
    catalogue_path,
    chosen_language,
    defect_title,
    error_words,
    our_words,
    read_catalogue,
    speak,
    spoken,
)
from stepflow_desktop.sentences import said

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Door</name>
    <message><source>Open</source><translation>打开</translation></message>
    <message><source>Close</source><translation type="unfinished">关</translation></message>
    <message><source>Lock</source><translation type="unfinished"></translation></message>
</context>
</TS>
"""


class Door(QObject):
    pass


class FrontDoor(Door):
    pass


def test_only_finished_translations_are_read(tmp_path: Path) -> None:
    path = tmp_path / "stepflow_zh_CN.ts"
    path.write_text(TS, encoding="utf-8")
    assert read_catalogue(path) == {("Door", "Open"): "打开"}


def test_qt_asks_the_catalogue(qapp: QCoreApplication) -> None:
    catalogue = Catalogue({("Door", "Open"): "打开"})
    assert qapp.installTranslator(catalogue)
    try:
        assert Door().tr("Open") == "打开"
        assert FrontDoor().tr("Open") == "打开", "a subclass speaks as its base does"
        assert Door().tr("Close") == "Close"
        assert QCoreApplication.translate("Window", "Open") == "Open", "another context is another word"
    finally:
        qapp.removeTranslator(catalogue)


@pytest.mark.parametrize(
    ("wanted", "system", "language"),
    [
        ("en", "zh_CN", "en"),
        ("zh_CN", "en_GB", "zh_CN"),
        ("system", "en_GB", "en"),
        ("system", "zh_CN", "zh_CN"),
        ("system", "zh_TW", "zh_CN"),
        ("system", "de_DE", "en"),
        ("klingon", "zh_CN", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_desktops(wanted: str, system: str, language: str) -> None:
    assert chosen_language(wanted, system) == language


def test_the_application_speaks_the_language_of_the_setting(qapp: QCoreApplication) -> None:
    before = QLocale()
    try:
        assert speak(qapp, "zh_CN") == "zh_CN"
        assert QCoreApplication.translate("Status", "Running") == "运行中"
        assert QLocale().monthName(11) == "十一月"
        assert spoken() == "zh_CN"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消", "Qt's own words too"
        assert speak(qapp, "en") == "en"
    finally:
        speak(qapp, "en")
        QLocale.setDefault(before)
    assert spoken() == "en"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert QCoreApplication.translate("Status", "Running") == "Running"


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    catalogue = Catalogue(read_catalogue(catalogue_path("zh_CN")))
    qapp.installTranslator(catalogue)
    yield
    qapp.removeTranslator(catalogue)


@pytest.mark.parametrize(
    ("error", "english", "words"),
    [
        (
            InvalidRequest("Shorten name to {most} characters.", most=9, parameter="name"),
            "Shorten name to 9 characters.",
            "请将名称缩短到 9 个字符以内。",
        ),
        (
            StorageProblem("The file could not be stored: {reason}.", reason="No space left on device"),
            "The file could not be stored: No space left on device.",
            "无法保存该文件：设备上没有剩余空间。",
        ),
        (
            Conflict("This execution has ended ({status}) and cannot be cancelled.", status="failed"),
            "This execution has ended (failed) and cannot be cancelled.",
            "此执行已结束（失败），无法取消。",
        ),
        (Unavailable(said("{host} is no address of this computer.", host="x")), None, "x 不是本机的地址。"),
        (NotFound("Nobody knows {this}"), "Nobody knows {this}", "Nobody knows {this}"),
        (PermissionError(13, "Permission denied", "/a"), "Permission denied", "权限不足"),
        (ValueError("what a library says"), "what a library says", "what a library says"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_window(
    qapp: QCoreApplication, request: pytest.FixtureRequest, error: Exception, english: str | None, words: str
) -> None:
    assert error_words(error) == (english or str(error))
    request.getfixturevalue("chinese")
    assert error_words(error) == words


@pytest.mark.usefixtures("chinese")
def test_what_is_kept_of_a_run_is_told_in_the_language_of_the_window() -> None:
    assert our_words("Stopped after the 45 min limit") == "达到 45 分钟的限制后停止"
    assert our_words("AssertionError: 3 != 4") == "AssertionError: 3 != 4"
    assert our_words("") == ""


def test_a_defect_is_told_without_a_name_that_only_english_has(qapp: QCoreApplication) -> None:
    assert defect_title("run again") == "Something went wrong: run again"
    assert defect_title(place="log view") == "Something went wrong in the log view"
    before = QLocale()
    try:
        speak(qapp, "zh_CN")
        assert defect_title(place="log view") == defect_title("run again") == "出现意外错误"
    finally:
        speak(qapp, "en")
        QLocale.setDefault(before)


def test_every_language_but_that_of_the_source_has_a_catalogue() -> None:
    assert [language for language in LANGUAGES if not catalogue_path(language).exists()] == ["en"]
