"""Which preview a file gets."""

from __future__ import annotations

import pytest

from stepflow_desktop.gui.preview.kinds import Kind, kind_of, source_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PNG", Kind.PICTURE),
        ("a.tiff", Kind.PICTURE),
        ("a.svg", Kind.DRAWING),
        ("report.pdf", Kind.PDF),
        ("train.py", Kind.TEXT),
        ("Makefile", Kind.TEXT),
        ("run.log", Kind.TEXT),
        ("README.md", Kind.MARKDOWN),
        ("report.html", Kind.WEB),
        ("rows.tsv", Kind.TABLE),
        ("metrics.json", Kind.TREE),
        ("params.yaml", Kind.TREE),
        ("bundle.tar.gz", Kind.ARCHIVE),
        ("model.onnx", Kind.BYTES),
        ("rows.parquet", Kind.BYTES),
        ("noname", Kind.BYTES),
    ],
)
def test_the_name_tells_the_kind(name: str, kind: Kind) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("name", "size", "kind"),
    [
        ("a.log", 2_000_000, Kind.TEXT),
        ("a.log", 2_000_001, Kind.LONG_TEXT),
        ("a.json", 20_000_001, Kind.LONG_TEXT),
        ("a.html", 1_000_001, Kind.TEXT),
        ("a.md", 3_000_000, Kind.LONG_TEXT),
        ("a.svg", 10_000_001, Kind.LONG_TEXT),
        ("a.csv", 10**12, Kind.TABLE),
    ],
)
def test_large_files_are_shown_otherwise(name: str, size: int, kind: Kind) -> None:
    assert kind_of(name, size=size) is kind


def test_a_text_without_a_known_suffix_is_told_by_its_type() -> None:
    assert kind_of("notes", "text/plain") is Kind.TEXT


def test_the_source_of_something_long_is_a_long_text() -> None:
    assert source_kind(10) is Kind.TEXT
    assert source_kind(3_000_000) is Kind.LONG_TEXT
