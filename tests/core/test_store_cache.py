"""The cache answers within a generation only, keeps to its size, and counts honestly."""

from __future__ import annotations

from stepflow_desktop.core.store_cache import ReadCache


def test_a_kept_value_is_found_in_its_generation_only():
    cache = ReadCache()
    cache.keep("a", 3, "value")
    assert cache.find("a", 3) == "value"
    assert cache.find("a", 4) is None
    assert cache.find("b", 3) is None
    assert (cache.hits, cache.misses) == (1, 2)


def test_what_was_read_before_a_write_does_not_replace_what_was_read_after_it():
    cache = ReadCache()
    cache.keep("a", 5, "new")
    cache.keep("a", 4, "old")
    assert cache.find("a", 5) == "new"
    assert cache.find("a", 4) is None


def test_a_later_generation_drops_the_earlier_values():
    cache = ReadCache()
    cache.keep("a", 1, "value")
    cache.keep("b", 2, "value")
    assert cache.find("a", 2) is None


def test_the_longest_unused_goes_first():
    cache = ReadCache(entries=2)
    cache.keep("a", 1, "A")
    cache.keep("b", 1, "B")
    assert cache.find("a", 1) == "A"
    cache.keep("c", 1, "C")
    assert cache.find("b", 1) is None
    assert cache.find("a", 1) == "A"
    assert cache.find("c", 1) == "C"


def test_peeking_is_not_counted():
    cache = ReadCache()
    cache.keep("a", 1, "A")
    assert cache.peek("a", 1) == "A"
    assert cache.peek("b", 1) is None
    assert (cache.hits, cache.misses) == (0, 0)


def test_clearing_forgets_everything():
    cache = ReadCache()
    cache.keep("a", 1, "A")
    cache.clear()
    assert cache.find("a", 1) is None
