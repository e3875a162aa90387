"""Files of every kind in the pane: what is shown, what can be done with it, and what is said when nothing can be."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from stepflow_desktop.gui.preview.archive_view import ArchivePreview
from stepflow_desktop.gui.preview.long_text_view import LongTextView
from stepflow_desktop.gui.preview.page_view import PageView
from stepflow_desktop.gui.preview.pdf_view import PdfPreview
from stepflow_desktop.gui.preview.picture_canvas import Ground
from stepflow_desktop.gui.preview.picture_view import PictureView
from stepflow_desktop.gui.preview.preview_pane import PreviewPane
from stepflow_desktop.gui.preview.previewer import Previewer
from stepflow_desktop.gui.preview.table_view import TablePreview
from stepflow_desktop.gui.preview.text_view import BytesView, TextView
from stepflow_desktop.gui.preview.tree_model import PAGE
from stepflow_desktop.gui.preview.tree_view import TreePreview
from stepflow_desktop.gui.theme import Theme
from stepflow_desktop.gui.widgets.question import Question
from tests.gui.preview.conftest import Shower, archive, document, locked_document, moving_picture, picture, shown

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def pane(theme: Theme, qtbot: Any) -> Iterator[PreviewPane]:
    pane = PreviewPane(theme)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    yield pane
    pane.close_all()


def current(pane: PreviewPane, kind: type[Previewer]) -> Any:
    found = pane.stack.currentWidget()
    assert isinstance(found, kind)
    return found


def words(pane: PreviewPane) -> str:
    return pane._told.text()


def message(pane: PreviewPane) -> str:
    assert pane.stack.currentWidget() is pane._message
    return pane._message.empty.accessibleName()


def press(root: QWidget, name: str, qtbot: Any) -> None:
    """Once it is in sight."""

    def seen() -> list[QWidget]:
        return [button for button in root.findChildren(QWidget, name) if button.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))
    qtbot.mouseClick(seen()[0], LEFT)


# -- pictures


def test_a_picture_is_fitted_and_can_be_enlarged(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(picture(tmp_path / "a.png", 2000, 1000)), "1 of 2")
    view = current(pane, PictureView)
    qtbot.waitUntil(lambda: view.canvas.image is not None)
    assert words(pane) == "2,000 × 1,000"
    assert view.canvas.scale == pytest.approx(852 / 2000, abs=0.02)
    press(pane, "zoom_in", qtbot)
    assert view.canvas.scale > 0.5
    qtbot.keyClick(view.canvas, "1")
    assert view.canvas.scale == 1.0
    before = view.canvas.place()
    qtbot.mousePress(view.canvas, LEFT, pos=QPoint(300, 200))
    qtbot.mouseMove(view.canvas, QPoint(350, 230))
    qtbot.mouseRelease(view.canvas, LEFT, pos=QPoint(350, 230))
    assert view.canvas.place().topLeft() - before.topLeft() == QPointF(50, 30)
    press(pane, "picture_ground", qtbot)
    assert view.canvas.ground is Ground.WHITE
    press(pane, "copy_picture", qtbot)
    assert QGuiApplication.clipboard().image().width() == 2000


def test_the_wheel_keeps_what_is_under_the_mouse(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(picture(tmp_path / "a.png", 400, 400)))
    canvas = current(pane, PictureView).canvas
    qtbot.waitUntil(lambda: canvas.image is not None)
    at = QPointF(canvas.width() / 2 + 100, canvas.height() / 2 + 60)
    place = canvas.place()
    part = ((at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height())
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    place = canvas.place()
    assert (at.x() - place.left()) / place.width() == pytest.approx(part[0], abs=0.01)
    assert (at.y() - place.top()) / place.height() == pytest.approx(part[1], abs=0.01)


def test_the_slider_shows_the_earlier_picture(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    other = picture(tmp_path / "b.png", 300, 200, "red")
    pane.show_file(shown(picture(tmp_path / "a.png", 300, 200, "blue")))
    canvas = current(pane, PictureView).canvas
    qtbot.waitUntil(lambda: canvas.image is not None)
    assert pane.can_compare
    pane.compare_with(other, "2 Nov")
    qtbot.waitUntil(lambda: canvas.compares)
    place = canvas.place()

    def colour(part: float) -> str:
        x = int(place.left() + place.width() * part)
        return str(canvas.grab().toImage().pixelColor(x, int(place.bottom()) - 10).name())

    assert (colour(0.25), colour(0.75)) == ("#0000ff", "#ff0000")
    middle = QPoint(int(place.left() + place.width() * 0.5), int(place.center().y()))
    qtbot.mousePress(canvas, LEFT, pos=middle)
    qtbot.mouseMove(canvas, middle + QPoint(120, 0))
    qtbot.mouseRelease(canvas, LEFT, pos=middle + QPoint(120, 0))
    assert colour(0.75) == "#0000ff"
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.split < 0.9
    pane.compare_with(None, "")
    assert not canvas.compares


def test_too_many_pixels_are_not_decoded(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    head = b"IHDR" + (20_000).to_bytes(4) + (20_000).to_bytes(4) + bytes((8, 2, 0, 0, 0))
    chunk = (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4)
    pane.show_file(write("a.png", b"\x89PNG\r\n\x1a\n" + chunk + (4).to_bytes(4) + b"IDAT" + bytes(8)))
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane._message)
    assert message(pane).startswith("This picture is too large. 20,000 × 20,000")
    with qtbot.waitSignal(pane.wished) as wished:
        press(pane, "open", qtbot)
    assert wished.args == ["open"]


def test_a_drawing_is_drawn(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'
    )
    pane.show_file(write("a.svg", svg))
    canvas = current(pane, PictureView).canvas
    qtbot.waitUntil(lambda: canvas.image is not None)
    assert words(pane) == "40 × 20"
    assert canvas.image.width() == 2000


# -- text


def test_a_program_has_numbers_and_colours(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.py", "import os\n\ndef f():\n    return 'x'  # note\n"))
    view = current(pane, TextView)
    qtbot.waitUntil(lambda: "Python" in words(pane))
    formats = view.code.document().firstBlock().layout()
    qtbot.waitUntil(lambda: bool(formats.formats()))
    assert formats.formats()[0].length == len("import")
    assert words(pane) == "Python · 4 lines"


def test_find_counts_and_steps(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.txt", "one two\nTwo three\ntwo\n"))
    view = current(pane, TextView)
    qtbot.waitUntil(lambda: bool(view.code.toPlainText()))
    pane.start_find()
    qtbot.keyClicks(view.bar.field, "two")
    assert view.bar._count.text() == "1 / 3"
    qtbot.keyClick(view.bar.field, Qt.Key.Key_Return)
    assert view.bar._count.text() == "2 / 3"
    qtbot.keyClick(view.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.bar._count.text() == "1 / 3"
    qtbot.keyClicks(view.bar.field, "x")
    assert view.bar._count.text() == "No match"
    qtbot.keyClick(view.bar.field, Qt.Key.Key_Escape)
    assert not view.bar.isVisible()


def test_long_lines_and_long_texts_get_the_view_of_the_log(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.js", "x" * 100_000))
    qtbot.waitUntil(lambda: isinstance(pane.stack.currentWidget(), LongTextView))
    pane.show_file(write("big.log", "STEP_START:x\nplain\n" * 150_000))
    view = current(pane, LongTextView)
    qtbot.waitUntil(lambda: words(pane).startswith("300,000 lines"))
    document = view.panel.view.document
    assert document is not None
    assert document.line(0).text == "STEP_START:x", "in a file a marker is text"


def test_any_other_file_is_shown_as_bytes(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("model.onnx", bytes(range(256)) * 1000))
    view = current(pane, BytesView)
    qtbot.waitUntil(lambda: bool(view.code.toPlainText()))
    assert view.code.toPlainText().startswith("00000000  00 01 02")
    assert words(pane) == "First 66 KB of 256 KB"


# -- pages


def test_markdown_is_rendered_or_shown_as_source(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("README.md", "# Title\n\n- one\n- two\n"))
    view = current(pane, PageView)
    qtbot.waitUntil(lambda: bool(view.page.toPlainText()))
    assert view.page.toPlainText().startswith("Title\none")
    press(pane, "page_source", qtbot)
    assert view.code.isVisible()
    assert view.code.toPlainText().startswith("# Title")


def test_links_are_shown_before_they_are_followed(theme: Theme, write: Shower, qtbot: Any) -> None:
    opened: list[QUrl] = []
    view = PageView(theme, open_url=lambda url: opened.append(url) is None)
    qtbot.addWidget(view)
    view.show_file(write("a.html", '<a href="https://example.org/a?b">x</a>'))
    qtbot.waitUntil(lambda: bool(view.page.toPlainText()))
    view.page.anchorClicked.emit(QUrl("https://example.org/a?b"))
    box = view.findChild(Question, "confirm_link")
    assert box is not None
    assert box.explanation == "https://example.org/a?b"
    assert opened == []
    box.findChild(QPushButton, "open").click()
    assert opened == [QUrl("https://example.org/a?b")]
    with qtbot.waitSignal(view.said) as said:
        view.page.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert said.args[1] == "This link is not followed"
    assert len(opened) == 1
    view.put_away()


def test_a_web_page_says_that_it_is_simplified(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.html", "<h1>Hello</h1><script>alert(1)</script>"))
    view = current(pane, PageView)
    qtbot.waitUntil(lambda: view.page.toPlainText() == "Hello")
    assert view.findChild(QPushButton, "open_in_browser").isVisible()
    press(pane, "open_in_browser", qtbot)
    box = pane.findChild(Question, "confirm_link")
    assert box is not None
    box.reject()


# -- tables


@pytest.fixture
def rows(pane: PreviewPane, write: Shower, qtbot: Any) -> TablePreview:
    text = "name,score,flag\n" + "".join(f"n{i},{(i * 7) % 100},{'yes' if i % 2 else 'no'}\n" for i in range(2500))
    pane.show_file(write("a.csv", text))
    view: TablePreview = current(pane, TablePreview)
    qtbot.waitUntil(lambda: "2,500 rows" in words(pane) and view.model.rowCount() > 0)
    return view


def test_a_table_shows_the_first_rows_then_more(pane: PreviewPane, rows: TablePreview, qtbot: Any) -> None:
    QAbstractItemModelTester(rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert words(pane) == "2,500 rows × 3 · first 1,000 shown"
    rows.view.scrollToBottom()
    qtbot.waitUntil(lambda: rows.model.rowCount() == 2000)
    assert rows.model.index(1999, 0).data() == "n1999"


def test_a_click_on_a_column_sorts_all_rows(rows: TablePreview, qtbot: Any) -> None:
    header = rows.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(1) + 10, header.height() // 2)
    for expected in ("0", "99"):
        qtbot.mouseClick(header.viewport(), LEFT, pos=at)
        qtbot.waitUntil(
            lambda value=expected: rows.model.rowCount() > 0 and rows.model.index(0, 1).data() == value,
        )
    press(rows.window(), "table_unsorted", qtbot)
    qtbot.waitUntil(lambda: rows.model.rowCount() > 0 and rows.model.index(0, 0).data() == "n0")


def test_filter_figures_plot_and_copy(pane: PreviewPane, rows: TablePreview, qtbot: Any) -> None:
    pane.start_find()
    qtbot.keyClicks(rows.bar.field, "yes")
    qtbot.waitUntil(lambda: words(pane).startswith("1,250 of the rows match"))
    qtbot.waitUntil(lambda: rows.model.rowCount() > 0)
    rows.view.setCurrentIndex(rows.model.index(0, 1))
    press(pane, "table_figures", qtbot)
    qtbot.waitUntil(lambda: "Mean" in rows.card.accessibleName())
    assert rows.card.accessibleName().startswith("score, Filled 1,250, Empty 0")
    press(pane, "table_plot", qtbot)
    qtbot.waitUntil(lambda: "1,250 points" in rows.plot.plot.accessibleName())
    rows.view.setCurrentIndex(rows.model.index(0, 0))
    rows.view.selectionModel().select(rows.model.index(0, 1), rows.view.selectionModel().SelectionFlag.Select)
    qtbot.keySequence(rows.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "n1\t7"


# -- trees


@pytest.fixture
def tree(pane: PreviewPane, write: Shower, qtbot: Any) -> TreePreview:
    pane.show_file(
        write("m.json", '{"model": "churn", "folds": [0.859, 0.863], "deep": {"list": ' + str(list(range(700))) + "}}")
    )
    view: TreePreview = current(pane, TreePreview)
    qtbot.waitUntil(lambda: view.model.rowCount() == 3 and not view.reader.is_busy)
    return view


def test_a_tree_unfolds_when_asked(tree: TreePreview, qtbot: Any) -> None:
    QAbstractItemModelTester(tree.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tree.model.index(0, 0).data() == 'model  "churn"'
    deep = tree.model.index(2, 0)
    tree.view.expand(deep)
    inner = tree.model.index(0, 0, deep)
    tree.model.fetchMore(inner)
    qtbot.waitUntil(lambda: tree.model.rowCount(inner) == 500)
    tree.model.fetchMore(inner)
    qtbot.waitUntil(lambda: tree.model.rowCount(inner) == 700)


def test_a_long_tree_brings_more_only_as_it_is_scrolled(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("long.json", json.dumps(list(range(5 * PAGE)))))
    view: TreePreview = current(pane, TreePreview)
    qtbot.waitUntil(lambda: view.model.rowCount() == PAGE)
    assert not view.reader.is_busy
    bar = view.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: view.model.rowCount() == 2 * PAGE)
    assert not view.reader.is_busy


def test_find_goes_to_what_is_still_folded(pane: PreviewPane, tree: TreePreview, qtbot: Any) -> None:
    pane.start_find()
    qtbot.keyClicks(tree.bar.field, "654")
    qtbot.waitUntil(lambda: tree.current().text == "654")
    assert tree.current().path() == "deep.list[654]"
    tree.copy_path()
    assert QGuiApplication.clipboard().text() == "deep.list[654]"


def test_copy_of_a_value_and_the_raw_text(pane: PreviewPane, tree: TreePreview, qtbot: Any) -> None:
    tree.view.setCurrentIndex(tree.model.index(1, 0))
    QGuiApplication.clipboard().clear()
    press(pane, "tree_copy", qtbot)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "[\n  0.859,\n  0.863\n]")
    press(pane, "tree_raw", qtbot)
    qtbot.waitUntil(lambda: tree.raw.code.toPlainText().startswith('{"model"'))


def test_a_broken_tree_says_where_and_offers_its_text(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("m.json", '{"a": 1,\n  oops}'))
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane._message)
    assert message(pane) == "The content could not be read. The first mistake is at 2:3."
    press(pane, "show_text", qtbot)
    qtbot.waitUntil(lambda: isinstance(pane.stack.currentWidget(), TextView))


# -- archives


@pytest.fixture
def bundle(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> ArchivePreview:
    members = {"plots/a.txt": b"inner text", "README.md": b"# Hi", "../evil.txt": b"out"}
    pane.show_file(shown(archive(tmp_path / "bundle.zip", members)))
    view: ArchivePreview = current(pane, ArchivePreview)
    qtbot.waitUntil(lambda: view.model.rowCount() == 3)
    return view


def test_an_archive_is_a_tree_with_sizes(pane: PreviewPane, bundle: ArchivePreview) -> None:
    QAbstractItemModelTester(bundle.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    top = [str(bundle.model.index(row, 0).data()) for row in range(3)]
    assert top == ["plots", "../evil.txt", "README.md"]
    plots = bundle.model.index(0, 0)
    assert bundle.model.index(0, 1).data() == "1 file"
    assert bundle.model.index(0, 1, plots).data() == "10 B"
    assert words(pane).startswith("3 files")


def member_index(bundle: ArchivePreview, label: str) -> QModelIndex:
    found = bundle.view.model().match(
        bundle.view.model().index(0, 0), Qt.ItemDataRole.DisplayRole, label, 1, Qt.MatchFlag.MatchRecursive
    )
    return found[0]


def test_a_member_opens_in_place_and_the_way_back(pane: PreviewPane, bundle: ArchivePreview, qtbot: Any) -> None:
    bundle.view.activated.emit(member_index(bundle, "a.txt"))
    qtbot.waitUntil(lambda: isinstance(pane.stack.currentWidget(), TextView))
    view = current(pane, TextView)
    qtbot.waitUntil(lambda: view.code.toPlainText() == "inner text")
    assert pane.is_member
    qtbot.mouseClick(pane.back, LEFT)
    assert current(pane, ArchivePreview)
    assert not pane.is_member


def test_the_filter_looks_at_an_archive_only_when_something_is_sought(bundle: ArchivePreview, qtbot: Any) -> None:
    assert bundle.filtered.sourceModel() is not bundle.model
    bundle.bar.asked.emit("a.txt")
    assert [bundle.filtered.index(row, 0).data() for row in range(bundle.filtered.rowCount())] == ["plots"]
    assert bundle.view.isExpanded(bundle.filtered.index(0, 0))
    bundle.bar.asked.emit("")
    assert bundle.view.model() is bundle.model
    assert bundle.view.header().sectionSize(2) == 100


def test_extracting_stays_inside(bundle: ArchivePreview, tmp_path: Path, qtbot: Any) -> None:
    (tmp_path / "out").mkdir()
    with qtbot.waitSignal(bundle.said) as said:
        bundle.extract_into(tmp_path / "out")
    assert said.args[:2] == ["success", "Extracted 2 files"]
    written = sorted(str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert written == ["bundle/README.md", "bundle/plots/a.txt"]
    assert not (tmp_path / "evil.txt").exists()


# -- documents


def test_a_document_turns_pages_and_finds(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(document(tmp_path / "a.pdf")))
    view = current(pane, PdfPreview)
    qtbot.waitUntil(lambda: 0 in view.pages._kept)
    assert words(pane) == "page 1 of 2"
    view.list.setCurrentIndex(view.small.index(1))
    assert words(pane) == "page 2 of 2"
    qtbot.waitUntil(lambda: 1 in view.pages._kept)
    pane.start_find()
    qtbot.keyClicks(view.bar.field, "first")
    qtbot.waitUntil(lambda: "1 / " in view.bar._count.text())
    assert words(pane) == "page 1 of 2"
    QAbstractItemModelTester(view.small, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_locked_document_asks_for_its_password(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(locked_document(tmp_path / "a.pdf", "open sesame")))
    view = current(pane, PdfPreview)
    qtbot.waitUntil(view.lock.isVisible)
    field = view.lock._field
    assert view.lock._words.text() == "A password protects this document"
    qtbot.keyClicks(field, "wrong")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.lock._words.text() == "That was not the password")
    assert field.text() == ""
    qtbot.keyClicks(field, "open sesame")
    press(pane, "pdf_unlock", qtbot)
    qtbot.waitUntil(lambda: 0 in view.pages._kept)
    assert words(pane) == "page 1 of 1"


# -- what cannot be shown


def test_a_file_that_is_gone_can_be_located_or_removed(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    file = write("a.txt", "text")
    file.path.unlink()
    pane.show_file(file)
    assert message(pane).startswith("The file was moved or deleted")
    for name in ("locate", "remove"):
        with qtbot.waitSignal(pane.wished) as wished:
            press(pane, name, qtbot)
        assert wished.args == [name]


def test_an_empty_file_says_so(pane: PreviewPane, write: Shower) -> None:
    pane.show_file(write("a.csv", ""))
    assert message(pane) == "This file is empty."


def test_the_buttons_say_what_is_wished(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.txt", "text"))
    for name, wish in (
        ("preview_open", "open"),
        ("preview_save_as", "save_as"),
        ("preview_full_screen", "full_screen"),
    ):
        with qtbot.waitSignal(pane.wished) as wished:
            press(pane, name, qtbot)
        assert wished.args == [wish]
    pane.show_nothing()
    assert not pane.findChild(QToolButton, "preview_full_screen").isEnabled()


def test_a_text_whose_palette_a_style_sheet_took_back_has_its_ground(
    pane: PreviewPane, theme: Theme, write: Shower, qtbot: Any
) -> None:
    text, table = write("a.py", "import os\n"), write("a.csv", "a,b\n1,2\n")
    pane.show_file(text)
    view = current(pane, TextView)
    qtbot.waitUntil(lambda: "Python" in words(pane))
    assert view.code.blockCount() == 1
    pane.show_file(table)
    view.code.setPalette(QPalette())
    pane.show_file(text)
    assert view.code.palette().base().color() == theme.color("log_bg")


def colour_of(view: PictureView) -> str:
    image = view.canvas.image
    return image.pixelColor(2, 2).name() if image is not None else ""


def test_a_picture_that_moves_is_played_and_paused(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(moving_picture(tmp_path / "a.gif")))
    view = current(pane, PictureView)
    qtbot.waitUntil(lambda: colour_of(view) == "#ff0000")
    assert words(pane) == "8 × 8 · 2 frames"
    press(pane, "picture_play", qtbot)
    qtbot.waitUntil(lambda: colour_of(view) == "#0000ff")
    qtbot.waitUntil(lambda: colour_of(view) == "#ff0000")
    assert view.play_button.accessibleName() == "Pause"
    press(pane, "picture_play", qtbot)
    assert not view.animation.is_playing and view.play_button.accessibleName() == "Play"
    press(pane, "picture_play", qtbot)
    qtbot.waitUntil(lambda: colour_of(view) == "#0000ff")


def test_a_still_picture_has_nothing_to_play_and_what_is_out_of_sight_stands_still(
    pane: PreviewPane, tmp_path: Path, qtbot: Any
) -> None:
    pane.show_file(shown(moving_picture(tmp_path / "a.gif")))
    view = current(pane, PictureView)
    press(pane, "picture_play", qtbot)
    assert view.animation.is_playing
    pane.show_file(shown(picture(tmp_path / "a.png")))
    qtbot.waitUntil(lambda: words(pane) == "64 × 40")
    assert not view.animation.is_playing and not view.play_button.isVisible()


def test_frames_that_cannot_be_read_are_told(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    path = moving_picture(tmp_path / "a.gif")
    pane.show_file(shown(path))
    view = current(pane, PictureView)
    qtbot.waitUntil(view.play_button.isVisible)
    path.write_bytes(b"GIF89a")
    with qtbot.waitSignal(pane.said) as said:
        press(pane, "picture_play", qtbot)
    assert said.args[1] == "The other frames could not be read"
    assert not view.animation.is_playing


def test_buttons_give_up_their_words_before_the_name_is_cut(pane: PreviewPane, tmp_path: Path, qtbot: Any) -> None:
    pane.show_file(shown(picture(tmp_path / "short.png")), "1 of 2")
    qtbot.waitUntil(lambda: words(pane) == "64 × 40")
    assert pane.open_button.isVisible() and not pane.small_open.isVisible()
    pane.show_file(shown(picture(tmp_path / f"{'a-rather-long-name' * 3}.png")), "1 of 2")
    assert not pane.open_button.isVisible() and pane.small_open.isVisible()
    qtbot.waitUntil(lambda: pane._name.width() >= pane._name.sizeHint().width())
