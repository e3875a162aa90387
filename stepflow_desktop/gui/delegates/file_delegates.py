"""Files as rows under headers, as tiles of a grid, and as small pictures of a strip."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stepflow_desktop.core.model import Artifact
from stepflow_desktop.gui.delegates.artifact_delegate import ArtifactDelegate, artifact_icon
from stepflow_desktop.gui.models.artifacts import ARTIFACT_ROLE, FACTS_ROLE, NEW_ROLE, THUMBNAIL_ROLE
from stepflow_desktop.gui.models.execution_text import first_line
from stepflow_desktop.gui.models.grouped_files import HEADER_ROLE
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.row_painting import line_rect, paint_row_box, paint_text

Index = QModelIndex | QPersistentModelIndex
HEADER_HEIGHT = 30
TILE_WIDTH, TILE_HEIGHT = 148, 138
STRIP_WIDTH, STRIP_HEIGHT = 62, 56


class GroupedFileDelegate(ArtifactDelegate):
    """Rows of files and the names of steps over them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(HEADER_ROLE):
            return QSize(0, HEADER_HEIGHT)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        header = index.data(HEADER_ROLE)
        if not header:
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        place = line_rect(rect.left() + 16, rect.right() - 12, rect.bottom() - 10)
        painter.save()
        paint_text(painter, place, header, self._theme.font("micro_strong"), self._theme.color("text3"))
        painter.restore()


class FileTileDelegate(QStyledItemDelegate):
    """A picture or the icon of the type, the name below it, a line of facts."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As large as a place of the grid that it stands in."""
        grid = option.widget.gridSize() if isinstance(option.widget, QListView) else QSize()
        return grid if grid.isValid() else QSize(TILE_WIDTH, TILE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        artifact = index.data(ARTIFACT_ROLE)
        if artifact is None:
            return
        painter.save()
        theme = self._theme
        rect: QRect = option.rect.adjusted(4, 4, -4, -4)
        paint_row_box(painter, rect, option, theme)
        picture = QRect(rect.left() + 6, rect.top() + 6, rect.width() - 12, rect.height() - 50)
        paint_file_picture(painter, picture, artifact, index.data(THUMBNAIL_ROLE), theme)
        left, right = rect.left() + 8, rect.right() - 8
        name = first_line(index.data(Qt.ItemDataRole.DisplayRole))
        paint_text(
            painter, line_rect(left, right, rect.bottom() - 32), name, theme.font("small_medium"), theme.color("text")
        )
        facts = index.data(FACTS_ROLE)
        paint_text(
            painter, line_rect(left, right, rect.bottom() - 14), facts, theme.font("micro"), theme.color("text2")
        )
        if index.data(NEW_ROLE):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QRectF(picture.right() - 12, picture.top() + 6, 8, 8))
        painter.restore()


class StripDelegate(QStyledItemDelegate):
    """A small picture or icon; the chosen one has an edge of the accent."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(STRIP_WIDTH, STRIP_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        artifact = index.data(ARTIFACT_ROLE)
        if artifact is None:
            return
        painter.save()
        rect: QRect = option.rect.adjusted(5, 4, -5, -4)
        paint_file_picture(painter, rect, artifact, index.data(THUMBNAIL_ROLE), self._theme, framed=False)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(QPen(self._theme.color("accent" if chosen else "border3"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), 7, 7)
        painter.restore()


def paint_file_picture(
    painter: QPainter, place: QRect, artifact: Artifact, image: object, theme: Theme, *, framed: bool = True
) -> None:
    """The small picture of a file, or the icon of its type on its soft colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(place)
    if not isinstance(image, QImage):
        icon, token = artifact_icon(artifact)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{token}_soft"))
        painter.drawRoundedRect(box, 7, 7)
        side = 20 if place.height() < 60 else 28
        ratio = painter.device().devicePixelRatioF()
        center = place.center()
        painter.drawPixmap(center.x() - side // 2, center.y() - side // 2, theme.pixmap(icon, token, side, ratio))
        return
    clip = QPainterPath()
    clip.addRoundedRect(box, 7, 7)
    painter.save()
    painter.setClipPath(clip)
    painter.fillPath(clip, theme.color("raised"))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    fitted = QRectF(0, 0, *image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio).toTuple())
    fitted.moveCenter(box.center())
    painter.drawImage(fitted, image)
    painter.restore()
    painter.setPen(QPen(theme.color("border2" if framed else "border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
