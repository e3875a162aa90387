"""What is previewed goes onto paper: here into files, read again by the reader of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QMenu

from stepflow_desktop.gui.preview.pdf_view import PdfPreview
from stepflow_desktop.gui.preview.picture_view import PictureView
from stepflow_desktop.gui.preview.preview_pane import PreviewPane
from stepflow_desktop.gui.preview.printing import PagesPrinting
from stepflow_desktop.gui.preview.readers.pdf import PdfReader
from stepflow_desktop.gui.theme import Theme
from tests.gui.preview.conftest import Shower, document, picture, shown

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)


@pytest.fixture
def pane(theme: Theme, qtbot: Any) -> Iterator[PreviewPane]:
    pane = PreviewPane(theme)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    pane.show()
    yield pane
    pane.close_all()


@pytest.fixture
def paper(tmp_path: Path) -> tuple[QPrinter, Path]:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    return printer, tmp_path / "paper.pdf"


def pages(path: Path) -> int:
    return int(PdfReader(str(path)).about()[0]["pages"])


def has(path: Path, text: str) -> bool:
    return bool(PdfReader(str(path)).find(text)[0]["found"])


def test_text_and_markdown_are_printed_as_text(
    pane: PreviewPane, paper: tuple[QPrinter, Path], write: Shower, qtbot: Any
) -> None:
    printer, path = paper
    pane.show_file(write("a.py", "print('hello paper')\n" * 200))
    view = pane.stack.currentWidget()
    qtbot.waitUntil(lambda: "Python" in pane._told.text())
    view.print_on(printer)
    assert has(path, "hello paper") and pages(path) > 1
    pane.show_file(write("a.md", "# Title of it\n\n![x](file:///etc/hostname)\n"))
    view = pane.stack.currentWidget()
    qtbot.waitUntil(lambda: "Markdown" in pane._told.text())
    view.print_on(printer)
    assert has(path, "Title of it") and pages(path) == 1


def test_a_picture_fits_on_one_page(
    pane: PreviewPane, paper: tuple[QPrinter, Path], tmp_path: Path, qtbot: Any
) -> None:
    printer, path = paper
    pane.show_file(shown(picture(tmp_path / "a.png", 4000, 100, "#ff0000")))
    view = pane.stack.currentWidget()
    assert isinstance(view, PictureView)
    qtbot.waitUntil(lambda: view.canvas.image is not None)
    view.print_on(printer)
    told, payload = PdfReader(str(path)).page(0, 200)
    image = QImage(payload, told["width"], told["height"], told["stride"], QImage.Format.Format_RGB32)
    assert image.pixelColor(image.rect().center()).red() > 250
    assert image.pixelColor(image.rect().center()).green() < 5 and pages(path) == 1


def test_a_document_is_printed_from_page_to_page(
    pane: PreviewPane, paper: tuple[QPrinter, Path], tmp_path: Path, qtbot: Any
) -> None:
    printer, path = paper
    pane.show_file(shown(document(tmp_path / "a.pdf", ("one", "two", "three"))))
    view = pane.stack.currentWidget()
    assert isinstance(view, PdfPreview)
    qtbot.waitUntil(lambda: view.pages_to_print == 3)
    printer.setFromTo(2, 3)
    view.print_on(printer)
    printing = view._printing
    assert printing is not None
    with qtbot.waitSignal(printing.ended) as ended:
        pass
    assert ended.args == [True]
    assert pages(path) == 2


def test_printing_that_is_left_says_so(
    pane: PreviewPane, paper: tuple[QPrinter, Path], tmp_path: Path, write: Shower, qtbot: Any
) -> None:
    pane.show_file(shown(document(tmp_path / "a.pdf")))
    view = pane.stack.currentWidget()
    assert isinstance(view, PdfPreview)
    qtbot.waitUntil(lambda: view.pages_to_print == 2)
    view.print_on(paper[0])
    with qtbot.waitSignal(pane.said) as said:
        pane.show_file(write("a.txt", "x"))
    assert said.args[1] == "Not all pages were printed"


def test_a_page_that_does_not_come_ends_it(paper: tuple[QPrinter, Path], qtbot: Any) -> None:
    asked: list[int] = []

    def ask(number: int, _width: int, then: Callable[[QImage | None], None]) -> None:
        asked.append(number)
        then(QImage(9, 9, QImage.Format.Format_RGB32) if number < 1 else None)

    printing = PagesPrinting(paper[0], ask, 0, 4)
    ended: list[bool] = []
    printing.ended.connect(ended.append)
    printing.begin()
    assert (asked, ended) == ([0, 1], [False])


def test_the_menu_asks_how(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.txt", "hello\n"))
    qtbot.waitUntil(lambda: "line" in pane._told.text())
    pane.more_button.click()
    menu = pane.findChild(QMenu, "preview_menu")
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.objectName() == "print").trigger()
    menu.close()
    dialog = pane.window().findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog) and dialog.isVisible()
    dialog.reject()


def test_what_cannot_be_printed_does_not_offer_it(pane: PreviewPane, write: Shower, qtbot: Any) -> None:
    pane.show_file(write("a.csv", "a,b\n1,2\n"))
    pane.more_button.click()
    menu = pane.findChild(QMenu, "preview_menu")
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions()]
    assert names == ["open_with", "show_in_folder", "copy_files", "copy_path"]
    with qtbot.waitSignal(pane.wished) as wished:
        menu.actions()[0].trigger()
    assert wished.args == ["open_with"]
    menu.close()
