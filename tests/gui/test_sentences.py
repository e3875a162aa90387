"""English sentences of the core are known again and said in another language."""

from __future__ import annotations

import string

import pytest

from stepflow_desktop.gui.sentences import REASONS, SENTENCES, Sentences, pattern_of
from stepflow_desktop.gui.translation import catalogue_path, read_catalogue

MESSAGES = {
    "Stopped after the {limit} limit": "达到 {limit}的限制后停止",
    "Step '{step}' failed: {reason}": "步骤“{step}”失败：{reason}",
    "Exited with code {code}": "以退出码 {code} 结束",
    "{path} cannot be read: {reason}": "无法读取 {path}：{reason}",
    "Cancelled": "已取消",
    "{text!r} and {text!r} again": "又是 {text!r}",
    "No more than {most:,} tags": "最多 {most:,} 个标签",
}
REASON_WORDS = {"Permission denied": "权限不足", "{n} s": "{n} 秒", "{n} min": "{n} 分钟", "{n} h": "{n} 小时"}


@pytest.fixture
def sentences() -> Sentences:
    return Sentences(MESSAGES, REASON_WORDS)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Cancelled", "已取消"),
        ("Exited with code 3", "以退出码 3 结束"),
        ("Stopped after the 45 min limit", "达到 45 分钟的限制后停止"),
        ("Stopped after the 1.5 s limit", "达到 1.5 秒的限制后停止"),
        ("Stopped after the 2m 30s limit", "达到 2 分钟 30 秒的限制后停止"),
        ("Stopped after the 1h 05m limit", "达到 1 小时 5 分钟的限制后停止"),
        ("Stopped after the usual limit", "达到 usual的限制后停止"),
        ("Step 'Run 'x'' failed: Exited with code 2", "步骤“Run 'x'”失败：以退出码 2 结束"),
        ("Step 'a' failed: ValueError: b\nc", "步骤“a”失败：ValueError: b\nc"),
        ("/a/b cannot be read: Permission denied", "无法读取 /a/b：权限不足"),
        ("'{x}' and '{x}' again", "又是 '{x}'"),
        ("No more than 1,000 tags", "最多 1,000 个标签"),
    ],
)
def test_a_sentence_is_known_by_its_template(sentences: Sentences, english: str, chinese: str) -> None:
    assert sentences.translated(english) == chinese


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        "ValueError: no",
        "Permission denied",
        "cancelled",
        "5 min",
        "exited with code 3",
        "'a' and 'b' again",
        "x" * 30_000,
    ],
)
def test_foreign_text_is_left_alone(sentences: Sentences, foreign: str) -> None:
    assert sentences.translated(foreign) is None


@pytest.mark.parametrize(
    ("told", "chinese"),
    [
        ("Permission denied", "权限不足"),
        ("[Errno 13] Permission denied: '/a'", "权限不足: '/a'"),
        ("[Errno 13] Permission denied", "权限不足"),
        ("[Errno 99] Who knows: '/a'", None),
        ("Exited with code 3", "以退出码 3 结束"),
    ],
)
def test_what_the_system_says_stands_in_a_place(sentences: Sentences, told: str, chinese: str | None) -> None:
    assert sentences.reason(told) == chinese


def test_every_sentence_of_a_catalogue_is_known_again() -> None:
    messages = read_catalogue(catalogue_path("zh_CN"))
    known = {text: found for (context, text), found in messages.items() if context == SENTENCES}
    reasons = {text: found for (context, text), found in messages.items() if context == REASONS}
    sentences = Sentences(known, reasons)
    for template in known:
        places = {name for _literal, name, _spec, _conversion in string.Formatter().parse(template) if name}
        values: dict[str, object] = {name: 12_345 if f"{{{name}:" in template else f"<{name}>" for name in places}
        text = template.format(**values)
        assert pattern_of(template).fullmatch(text)
        told = sentences.translated(text)
        assert told is not None and told != text, template
        assert all(f"{value:,}" in told or str(value) in told for value in values.values() if isinstance(value, int))
        assert all(value in told for value in values.values() if isinstance(value, str)), (template, told)
