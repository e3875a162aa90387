"""Rows of the artifacts card: a thumbnail or the icon of the type, name, facts, and NEW until seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.model import Artifact, ArtifactType
from stepflow_desktop.gui.models.artifacts import (
    ARTIFACT_ROLE,
    CODE_SUFFIXES,
    FACTS_ROLE,
    MODEL_SUFFIXES,
    NEW_ROLE,
    THUMBNAIL_ROLE,
)
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 48
TILE = 34
_ICONS_BY_SUFFIX = {
    **dict.fromkeys((".csv", ".tsv", ".parquet", ".xlsx"), ("file-spreadsheet", "completed")),
    **dict.fromkeys((".json", ".yaml", ".yml", ".toml"), ("file-braces", "warning")),
    **dict.fromkeys((*CODE_SUFFIXES, ".html", ".htm", ".xml", ".css"), ("file-code", "running")),
    **dict.fromkeys(MODEL_SUFFIXES, ("file-box", "accent")),
    **dict.fromkeys((".pdf", ".md", ".markdown"), ("file-text", "accent")),
}
_ICONS = {
    ArtifactType.DOCUMENT: ("file-text", "running"),
    ArtifactType.IMAGE: ("file-image", "completed"),
    ArtifactType.DATA: ("file-braces", "warning"),
    ArtifactType.LOG: ("scroll-text", "queued"),
    ArtifactType.ARCHIVE: ("file-archive", "warning"),
    ArtifactType.OTHER: ("file", "queued"),
}


def artifact_icon(artifact: Artifact) -> tuple[str, str]:
    """Icon and colour token for the type of a file; ``token + "_soft"`` lies under it."""
    return icon_of(artifact.file_name, artifact.artifact_type)


def icon_of(file_name: str, artifact_type: ArtifactType) -> tuple[str, str]:
    """The same for any file of this name and type."""
    return _ICONS_BY_SUFFIX.get(Path(file_name).suffix.lower(), _ICONS[artifact_type])


class ArtifactDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.row(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        paint_row_box(painter, rect.adjusted(7, 0, -7, 0), option, self._theme)
        tile = QRect(rect.left() + 16, rect.top() + (rect.height() - TILE) // 2, TILE, TILE)
        image = index.data(THUMBNAIL_ROLE)
        artifact: Artifact = index.data(ARTIFACT_ROLE)
        if isinstance(image, QImage):
            self._paint_thumbnail(painter, tile, image)
        else:
            self._paint_icon(painter, tile, artifact)
        self._paint_words(painter, rect, index)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme = self._theme
        left, right = rect.left() + 62, rect.right() - 15
        pill = theme.font("micro_strong")
        is_new = bool(index.data(NEW_ROLE))
        pill_width = QFontMetrics(pill).horizontalAdvance("NEW") + 14 if is_new else 0
        name = line_rect(left, right - pill_width - (8 if is_new else 0), rect.top() + theme.row(15))
        text = first_line(index.data(Qt.ItemDataRole.DisplayRole))
        width = paint_text(painter, name, text, theme.font("body_medium"), theme.color("text"))
        if is_new:
            box = QRect(left + width + 8, rect.top() + theme.row(15) - theme.px(8.5), pill_width, theme.px(17))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(box), 8.5, 8.5)
            paint_text(painter, box, "NEW", pill, theme.color("accent"), Qt.AlignmentFlag.AlignHCenter)
        facts = line_rect(left, right, rect.top() + theme.row(33))
        paint_text(painter, facts, index.data(FACTS_ROLE), theme.font("small"), theme.color("text2"))

    def _paint_icon(self, painter: QPainter, tile: QRect, artifact: Artifact) -> None:
        icon, token = artifact_icon(artifact)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{token}_soft"))
        painter.drawRoundedRect(QRectF(tile), 7, 7)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(tile.left() + 8, tile.top() + 8, self._theme.pixmap(icon, token, 18, ratio))

    def _paint_thumbnail(self, painter: QPainter, tile: QRect, image: QImage) -> None:
        place = QRectF(tile)
        clip = QPainterPath()
        clip.addRoundedRect(place, 7, 7)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("raised"))
        fitted = QRectF(0, 0, *image.size().scaled(tile.size(), Qt.AspectRatioMode.KeepAspectRatio).toTuple())
        fitted.moveCenter(place.center())
        painter.drawImage(fitted, image)
        painter.restore()
        painter.setPen(QPen(self._theme.color("border2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
