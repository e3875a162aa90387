"""JSON and YAML piece by piece; trees that would unfold without end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from stepflow_desktop.gui.preview.readers.answers import Refused
from stepflow_desktop.gui.preview.readers.tree import TreeReader


def reader(tmp_path: Path, text: str, suffix: str = ".json") -> TreeReader:
    path = tmp_path / f"a{suffix}"
    path.write_text(text)
    return TreeReader(str(path))


def children(tree: TreeReader, node: int = 0, start: int = 0, count: int = 100) -> list[dict[str, object]]:
    return tree.children(node, start, count)[0]["rows"]  # type: ignore[no-any-return]


def test_values_have_types_and_numbers_stay_as_written(tmp_path: Path) -> None:
    tree = reader(
        tmp_path, '{"a": 0.3550, "b": 123456789012345678901234567890, "c": true, "d": null, "e": [1], "f": "x"}'
    )
    rows = children(tree)
    assert [(row["key"], row["type"], row["text"]) for row in rows] == [
        ("a", "number", "0.3550"),
        ("b", "number", "123456789012345678901234567890"),
        ("c", "bool", "true"),
        ("d", "null", "null"),
        ("e", "array", ""),
        ("f", "text", "x"),
    ]
    assert children(tree, rows[4]["node"])[0]["text"] == "1"  # type: ignore[arg-type]


def test_children_come_in_pages(tmp_path: Path) -> None:
    tree = reader(tmp_path, str(list(range(1000))))
    assert [row["key"] for row in children(tree, 0, 500, 2)] == ["500", "501"]


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        reader(tmp_path, '{"a": 1,\n "b" 2}')
    assert (refusal.value.code, refusal.value.detail) == ("damaged", "2:6")
    with pytest.raises(Refused) as refusal:
        reader(tmp_path, "a: [1, 2\nb: 3", ".yaml")
    assert refusal.value.code == "damaged"


def test_find_gives_the_way_to_each_place(tmp_path: Path) -> None:
    tree = reader(tmp_path, '{"model": {"auc": 0.86, "name": "churn"}, "list": ["AUC", "x"]}')
    told, _ = tree.find("auc")
    assert [list(path) for path in told["found"]] == [[0, 0], [1, 0]]
    assert told["complete"]


def test_a_whole_value_is_json_or_text(tmp_path: Path) -> None:
    tree = reader(tmp_path, '{"a": {"b": [1, "x", {}]}, "t": "plain"}')
    a, t = children(tree)
    assert tree.value(a["node"])[1].decode() == '{\n  "b": [\n    1,\n    "x",\n    {}\n  ]\n}'  # type: ignore[arg-type]
    assert tree.value(t["node"])[1] == b"plain"  # type: ignore[arg-type]


def test_several_yaml_documents_are_a_list(tmp_path: Path) -> None:
    tree = reader(tmp_path, "a: 1\n---\nb: 2\n", ".yaml")
    assert tree.about()[0]["root"]["type"] == "array"


def test_yaml_makes_no_objects(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        reader(tmp_path, "!!python/object/apply:os.system ['touch /tmp/never']", ".yaml")


def test_a_bomb_of_aliases_costs_nothing(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    tree = reader(tmp_path, "\n".join(lines), ".yaml")
    began = time.monotonic()
    last = children(tree)[-1]
    assert last["size"] == 9
    assert not tree.find("y")[0]["complete"], "a search gives up before thirty billion nodes"
    assert len(tree.value(last["node"])[1]) <= 1_000_000  # type: ignore[arg-type]
    assert time.monotonic() - began < 20
