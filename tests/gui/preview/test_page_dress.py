"""Pages get room, bullets and grounds, and words where a picture would be."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextBlock, QTextDocument, QTextListFormat, QTextTable

from stepflow_desktop.gui.preview import page_dress
from stepflow_desktop.gui.preview.page_dress import dress_markdown, name_pictures
from stepflow_desktop.gui.theme import Theme

SOURCE = """Run `predict.py` ![the logo](http://127.0.0.1/logo.png) ![image](b.png)

```python
print(1)
```

> careful

* outer
  * inner

| a | b |
|---|--:|
| 1 | 2 |
"""


@pytest.fixture
def page(theme: Theme) -> QTextDocument:
    document = QTextDocument()
    document.setMarkdown(SOURCE)
    dress_markdown(document, theme)
    return document


def block(document: QTextDocument, text: str) -> QTextBlock:
    found = document.find(text)
    assert not found.isNull(), text
    return found.block()


def test_pictures_become_words(page: QTextDocument) -> None:
    assert block(page, "Run").text() == "Run predict.py [picture: the logo] [picture]"


def test_pictures_of_a_web_page_too(theme: Theme) -> None:
    document = QTextDocument()
    document.setHtml('<p>a<img src="x.png" alt="one"><img src="x.png"><img src="x.png"> b</p>')
    name_pictures(document, theme)
    assert document.toPlainText() == "a[picture: one][picture][picture] b"


def test_code_has_the_accent_in_a_line_and_a_ground_of_its_own_in_a_block(page: QTextDocument, theme: Theme) -> None:
    inline = page.find("predict").charFormat()
    assert inline.foreground().color() == theme.color("accent")
    assert inline.fontFamilies() == [theme.font("log").family()]
    assert block(page, "print").blockFormat().background().color() == theme.color("raised")


def test_bullets_change_with_their_depth(page: QTextDocument) -> None:
    outer, inner = block(page, "outer").textList(), block(page, "inner").textList()
    assert outer.format().style() is QTextListFormat.Style.ListDisc
    assert inner.format().style() is QTextListFormat.Style.ListCircle


def test_a_table_has_a_head_and_the_whole_width(page: QTextDocument, theme: Theme) -> None:
    table = next(each for each in page.rootFrame().childFrames() if isinstance(each, QTextTable))
    assert table.format().width().rawValue() == 100
    assert table.cellAt(0, 0).format().background().color() == theme.color("raised")
    assert table.cellAt(1, 0).format().background().color() != theme.color("raised")


def test_what_is_quoted_is_quiet(page: QTextDocument, theme: Theme) -> None:
    assert page.find("careful").charFormat().foreground().color() == theme.color("text2")


def test_long_pages_stay_as_they_are(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_dress, "DRESSED_BLOCKS", 3)
    document = QTextDocument()
    document.setMarkdown(SOURCE)
    dress_markdown(document, theme)
    name_pictures(document, theme)
    assert "[picture" not in document.toPlainText()
