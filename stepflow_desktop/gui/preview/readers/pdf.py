"""PDF: how many pages, pages as pixels, and where words are. A page is never drawn larger than can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stepflow_desktop.gui.preview.readers.answers import Answer, Refused

MOST_PAGES_MEASURED = 5_000
MOST_PIXELS = 16_000_000
MOST_FOUND = 2_000


class PdfReader:
    def __init__(self, path: str, password: str | None = None) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            raise Refused("password" if "assword" in str(error) else "damaged") from error

    def about(self) -> Answer:
        """``sizes`` of the pages in points."""
        pages = len(self._document)
        if not pages:
            raise Refused("damaged")
        sizes = [self._document.get_page_size(page) for page in range(min(pages, MOST_PAGES_MEASURED))]
        return {"pages": pages, "sizes": sizes}, b""

    def page(self, number: int, width: int) -> Answer:
        """The page ``number`` (from 0) at most ``width`` pixels wide, four bytes per pixel: blue, green, red, -."""
        page = self._document[number]
        try:
            across, down = page.get_size()
            if across <= 0 or down <= 0:
                raise Refused("damaged")
            scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
            bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
            told = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
            return told, bytes(bitmap.buffer)
        finally:
            page.close()

    def find(self, text: str) -> Answer:
        """``found``: page and a box in parts of its width and height (left, top, right, bottom)."""
        found: list[list[float]] = []
        for number in range(len(self._document)):
            found.extend([number, *box] for box in self._boxes(number, text))
            if len(found) >= MOST_FOUND:
                break
        return {"found": found[:MOST_FOUND]}, b""

    def _boxes(self, number: int, text: str) -> Iterator[list[float]]:
        page = self._document[number]
        words = page.get_textpage()
        try:
            across, down = page.get_size()
            search = words.search(text)
            while (place := search.get_next()) is not None:
                yield from _placed(words, place, across, down)
            search.close()
        finally:
            words.close()
            page.close()


def _placed(words: Any, place: tuple[int, int], across: float, down: float) -> Iterator[list[float]]:
    for number in range(words.count_rects(*place)):
        left, bottom, right, top = words.get_rect(number)
        yield [left / across, 1 - top / down, right / across, 1 - bottom / down]
