"""MIME types follow the names of files, and common ones do not depend on the computer."""

import mimetypes

import pytest

from stepflow_desktop.core.mime_types import mime_type_of


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("server.log", "text/plain"),
        ("SERVER.LOG", "text/plain"),
        ("nohup.out", "text/plain"),
        ("setup.cfg", "text/plain"),
        ("Makefile", "text/plain"),
        ("README.md", "text/markdown"),
        ("values.yaml", "application/yaml"),
        ("ci.yml", "application/yaml"),
        ("pyproject.toml", "application/toml"),
        ("table.csv", "text/csv"),
        ("table.tsv", "text/tab-separated-values"),
        ("events.jsonl", "application/jsonl"),
        ("study.ipynb", "application/x-ipynb+json"),
        ("rows.parquet", "application/vnd.apache.parquet"),
        ("result.json", "application/json"),
        ("report.html", "text/html"),
        ("plot.png", "image/png"),
        ("plot.svg", "image/svg+xml"),
        ("paper.pdf", "application/pdf"),
        ("app.ts", "text/x-typescript"),
        ("all.zip", "application/zip"),
        ("all.tar.gz", "application/gzip"),
        ("all.tgz", "application/gzip"),
        ("all.tar.xz", "application/x-xz"),
        ("server.log.gz", "application/gzip"),
        ("model.bin", "application/octet-stream"),
        ("no suffix", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_the_type_follows_the_name(name: str, mime: str) -> None:
    assert mime_type_of(name) == mime


def test_what_runs_produce_is_the_same_on_a_computer_with_other_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_args, **_kinds: ("application/odd", None))
    names = ("a.log", "a.md", "a.csv", "a.yaml", "a.toml", "a.parquet")
    assert "application/odd" not in {mime_type_of(name) for name in names}
