"""The columns of the table: what they are called, how wide they begin, what they are sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt

from stepflow_desktop.core.query import SortKey


class Column(IntEnum):
    SELECT = 0
    STATUS = 1
    NAME = 2
    PROGRESS = 3
    TAGS = 4
    DURATION = 5
    ESTIMATE = 6
    STARTED = 7
    FILES = 8
    USER = 9
    ORIGIN = 10
    EXIT = 11
    FOLDER = 12
    ENDED = 13
    CPU = 14
    MEMORY = 15
    ID = 16


@dataclass(frozen=True, slots=True)
class Look:
    """``falling`` says that a first click on the head puts the highest first."""

    title: object
    width: int
    sort: SortKey | None = None
    falling: bool = False
    right: bool = False
    optional: bool = False


LOOKS: dict[Column, Look] = {
    Column.SELECT: Look("", 44),
    Column.STATUS: Look(QT_TRANSLATE_NOOP("Columns", "Status"), 116, SortKey.STATUS),
    Column.NAME: Look(QT_TRANSLATE_NOOP("Columns", "Name and command"), 330, SortKey.NAME),
    Column.PROGRESS: Look(QT_TRANSLATE_NOOP("Columns", "Progress"), 258, SortKey.PROGRESS, falling=True),
    Column.TAGS: Look(QT_TRANSLATE_NOOP("Columns", "Tags"), 150, SortKey.TAGS),
    Column.DURATION: Look(QT_TRANSLATE_NOOP("Columns", "Duration"), 92, SortKey.DURATION, falling=True, right=True),
    Column.ESTIMATE: Look(QT_TRANSLATE_NOOP("Columns", "Estimate"), 132, SortKey.ESTIMATE, falling=True),
    Column.STARTED: Look(QT_TRANSLATE_NOOP("Columns", "Started"), 92, SortKey.CREATED, falling=True),
    Column.FILES: Look(QT_TRANSLATE_NOOP("Columns", "Files"), 76, SortKey.FILES, falling=True, right=True),
    Column.USER: Look(QT_TRANSLATE_NOOP("Columns", "User"), 96, SortKey.USER, optional=True),
    Column.ORIGIN: Look(QT_TRANSLATE_NOOP("Columns", "Origin"), 120, SortKey.ORIGIN, optional=True),
    Column.EXIT: Look(QT_TRANSLATE_NOOP("Columns", "Exit code"), 92, SortKey.EXIT, True, right=True, optional=True),
    Column.FOLDER: Look(QT_TRANSLATE_NOOP("Columns", "Folder"), 200, SortKey.FOLDER, optional=True),
    Column.ENDED: Look(QT_TRANSLATE_NOOP("Columns", "Ended"), 92, optional=True),
    Column.CPU: Look(QT_TRANSLATE_NOOP("Columns", "CPU time"), 92, right=True, optional=True),
    Column.MEMORY: Look(QT_TRANSLATE_NOOP("Columns", "Peak memory"), 112, right=True, optional=True),
    Column.ID: Look(QT_TRANSLATE_NOOP("Columns", "ID"), 100, optional=True),
}
OPTIONAL = frozenset(column for column, look in LOOKS.items() if look.optional)


def title(column: Column) -> str:
    return QCoreApplication.translate("Columns", str(LOOKS[column].title)) if LOOKS[column].title else ""


def alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if LOOKS[column].right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
