"""What a page looks like beyond what its source says: room, tables, code, bullets, and words instead of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
)

from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.translation import translate

# Longer pages stay as they are: each change of a format costs.
DRESSED_BLOCKS = 2_000
DRESSED_PIECES = 4_000
LONGEST_NAME = 80
_OBJECT = "\ufffc"
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one format: from where to where."""

    start: int
    end: int
    is_code: bool
    picture: str | None


def dress_markdown(document: QTextDocument, theme: Theme, headings: Sequence[str] = ()) -> None:
    """Everything that Markdown leaves to whoever shows it.

    ``headings`` are the roles of fonts that its headings get, the last one for all below; without, they are Qt's.
    """
    if document.blockCount() > DRESSED_BLOCKS:
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, theme)
    block = document.begin()
    while block.isValid():
        _dress_block(block, theme)
        if headings and block.blockFormat().headingLevel():
            _dress_heading(block, theme.font(headings[min(block.blockFormat().headingLevel(), len(headings)) - 1]))
        block = block.next()
    for piece in reversed(_pieces(document)):
        if piece.picture is not None:
            _name_picture(cursor, piece, theme)
        elif piece.is_code:
            _dress_code(cursor, piece, theme)
    cursor.endEditBlock()


def name_pictures(document: QTextDocument, theme: Theme) -> None:
    """Pictures are not loaded; what they are called stands in their place."""
    if document.blockCount() > DRESSED_BLOCKS:
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for piece in reversed(_pieces(document)):
        if piece.picture is not None:
            _name_picture(cursor, piece, theme)
    cursor.endEditBlock()


def _dress_table(table: QTextTable, theme: Theme) -> None:
    form = table.format()
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorder(1)
    form.setBorderBrush(theme.color("border2"))
    form.setTopMargin(6)
    form.setBottomMargin(10)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(theme.color("raised"))
        cell.setFormat(head)
        if table.rows() > 1:
            # Qt hands the side of a column only to the rows below its head.
            side = QTextBlockFormat()
            side.setAlignment(table.cellAt(1, column).firstCursorPosition().blockFormat().alignment())
            cell.firstCursorPosition().mergeBlockFormat(side)


def _dress_block(block: QTextBlock, theme: Theme) -> None:
    cursor = QTextCursor(block)
    if cursor.currentTable() is not None:
        return
    form = block.blockFormat()
    room = QTextBlockFormat()
    listed = block.textList()
    if listed is not None:
        bullets = listed.format()
        if bullets.style() in _BULLETS:
            bullets.setStyle(_BULLETS[min(bullets.indent(), len(_BULLETS)) - 1])
            listed.setFormat(bullets)
        room.setTopMargin(3)
        room.setBottomMargin(3)
    elif _is_code_block(form):
        room.setBackground(theme.color("raised"))
        room.setLeftMargin(10)
    else:
        room.setTopMargin(14 if form.headingLevel() and block.blockNumber() else 4)
        room.setBottomMargin(6)
    cursor.mergeBlockFormat(room)
    if form.intProperty(QTextFormat.Property.BlockQuoteLevel):
        quiet = QTextCharFormat()
        quiet.setForeground(theme.color("text2"))
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(quiet)


def _dress_heading(block: QTextBlock, font: QFont) -> None:
    """What Markdown says of the size is how much larger it is than usual, which counts as long as it is there."""
    cursor = QTextCursor(block)
    for part in list(_parts(block)):
        start, form = part.position(), part.charFormat()
        end = start + part.length()
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        form.setProperty(QTextFormat.Property.FontPixelSize, font.pixelSize())
        form.setFontWeight(font.weight())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _is_code_block(form: QTextBlockFormat) -> bool:
    fence = QTextFormat.Property.BlockCodeFence
    return form.hasProperty(fence) or form.hasProperty(QTextFormat.Property.BlockCodeLanguage)


def _pieces(document: QTextDocument) -> list[_Piece]:
    """Those that are code or pictures; positions hold as long as changes are made from the end."""
    found: list[_Piece] = []
    block = document.begin()
    while block.isValid() and len(found) < DRESSED_PIECES:
        in_fence = _is_code_block(block.blockFormat())
        for fragment in _parts(block):
            if len(found) >= DRESSED_PIECES:
                break
            form = fragment.charFormat()
            start = fragment.position()
            if form.isImageFormat():
                name = form.stringProperty(QTextFormat.Property.ImageAltText)
                found.extend(_Piece(at, at + 1, False, name) for at in range(start, start + fragment.length()))
            elif form.fontFixedPitch() and not in_fence:
                found.append(_Piece(start, start + fragment.length(), True, None))
        block = block.next()
    return found[:DRESSED_PIECES]


def _parts(block: QTextBlock) -> Iterator[QTextFragment]:
    """Its text by formats."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def _selected(cursor: QTextCursor, piece: _Piece) -> QTextCursor:
    cursor.setPosition(piece.start)
    cursor.setPosition(piece.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _dress_code(cursor: QTextCursor, piece: _Piece, theme: Theme) -> None:
    form = QTextCharFormat()
    form.setFontFamilies([theme.font("log").family()])
    form.setForeground(theme.color("accent"))
    _selected(cursor, piece).mergeCharFormat(form)


def _name_picture(cursor: QTextCursor, piece: _Piece, theme: Theme) -> None:
    form = QTextCharFormat()
    form.setForeground(theme.color("text2"))
    form.setFontItalic(True)
    form.setFontWeight(QFont.Weight.Normal)
    name = " ".join((piece.picture or "").replace(_OBJECT, "").split())[:LONGEST_NAME]
    if name and name != "image":
        words = translate("PageDress", "[picture: {name}]").format(name=name)
    else:
        words = translate("PageDress", "[picture]")
    _selected(cursor, piece).insertText(words, form)
