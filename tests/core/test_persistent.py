from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core.persistent import Chunked, TextMap

SIZES = st.sampled_from([0, 1, 2, 255, 256, 257, 511, 512, 600])


@given(
    SIZES, st.lists(st.tuples(st.sampled_from(["append", "replace", "truncate"]), st.integers(0, 10**6)), max_size=30)
)
def test_a_sequence_changes_like_a_list_and_leaves_the_old_one(size, changes):
    model: list[object] = [object() for _ in range(size)]
    chunked = Chunked(model)
    for verb, number in changes:
        before, was = chunked, list(model)
        item = object()
        if verb == "append":
            model.append(item)
            chunked = chunked.appended(item)
        elif verb == "replace" and model:
            model[number % len(model)] = item
            chunked = chunked.replaced(number % len(was), item)
        elif verb == "truncate":
            length = number % (len(model) + 1)
            del model[length:]
            chunked = chunked.truncated(length)
        assert list(chunked) == model
        assert list(before) == was
        assert chunked == Chunked(model)
        assert hash(chunked) == hash(Chunked(model))
        known = [*was, *[None] * len(model)]
        assert list(chunked.changed_since(before)) == [
            new for new, old in zip(model, known, strict=False) if new is not old
        ]


def test_items_are_found_by_index_and_slice():
    chunked = Chunked(range(700))
    assert (chunked[0], chunked[-1], chunked[256]) == (0, 699, 256)
    assert chunked[254:258] == (254, 255, 256, 257)
    assert len(chunked) == 700
    assert chunked != list(range(700))
    for index in (700, -701):
        try:
            chunked[index]
        except IndexError:
            continue
        raise AssertionError(index)


@given(st.dictionaries(st.text(max_size=3), st.integers()), st.text(max_size=3), st.integers())
def test_a_map_changes_like_a_dict_and_leaves_the_old_one(items, key, value):
    before = TextMap(items)
    added, removed = before.with_value(key, value), before.without(key)
    assert added.get(key) == value
    assert removed.get(key) is None
    for known, held in items.items():
        assert before.get(known) == held
        assert known == key or added.get(known) == removed.get(known) == held
    assert TextMap().get(key) is None
