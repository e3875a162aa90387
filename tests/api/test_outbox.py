from __future__ import annotations

from stepflow_desktop.api.outbox import Lag, LogBatch, Outbox, batches


def outbox(limit_bytes: int = 100) -> Outbox:
    return Outbox(
        lambda lag: f"<{lag.execution_id} {lag.dropped} {lag.from_offset}-{lag.to_offset} #{lag.seq}>".encode(),
        limit_bytes,
    )


def lines(offset: int, count: int = 10, execution_id: str = "e") -> LogBatch:
    return LogBatch(execution_id, b"." * count, count, offset, offset + count, offset)


def all_of(box: Outbox) -> str:
    return box.take(10**9)[0].decode()


def test_what_is_put_in_comes_out_in_order() -> None:
    box = outbox()
    box.put_state(b"a", "k")
    box.put_lines(lines(0, 3))
    box.put_answer(b"b")
    assert box.filled.is_set()
    assert box.take(10**9) == (b"a...b", 5)
    assert not box.filled.is_set()
    assert box.waiting_bytes == 0


def test_little_at_a_time() -> None:
    box = outbox()
    for word in (b"aa", b"bb", b"cc"):
        box.put_answer(word)
    assert box.take(3) == (b"aabb", 2)
    assert box.take(3) == (b"cc", 1)
    assert box.take(3) == (b"", 0)


def test_the_oldest_lines_give_way_and_the_gap_is_told() -> None:
    box = outbox(100)
    box.put_state(b"started", "started")
    for offset in range(0, 200, 10):
        box.put_lines(lines(offset))
    assert box.waiting_bytes <= 100
    assert not box.overfull
    data = all_of(box)
    assert data == "started<e 110 0-110 #0>" + "." * 90


def test_gaps_are_told_for_each_execution_where_they_are() -> None:
    box = outbox(50)
    box.put_lines(lines(0, 20, "a"))
    box.put_state(b"|", "k")
    box.put_lines(lines(0, 20, "b"))
    box.put_lines(lines(20, 20, "a"))
    box.put_lines(lines(20, 39, "b"))
    assert all_of(box) == "<a 40 0-40 #0>|<b 20 0-20 #0>" + "." * 39


def test_a_second_gap_after_the_first_was_told() -> None:
    box = outbox(20)
    for offset in (0, 10, 20):
        box.put_lines(lines(offset))
    assert all_of(box) == "<e 10 0-10 #0>" + "." * 20
    for offset in (30, 40, 50):
        box.put_lines(lines(offset))
    assert all_of(box) == "<e 10 30-40 #30>" + "." * 20


def test_states_survive_and_merge() -> None:
    box = outbox(100)
    for number in range(50):
        box.put_state(b"step %02d;" % (number % 7), ("step", number % 7))
        box.put_lines(lines(number * 10))
    assert not box.overfull
    data = all_of(box)
    for number in range(7):
        assert f"step {number:02d};" in data


def test_states_are_not_merged_while_there_is_room() -> None:
    box = outbox(100)
    box.put_state(b"running;", "step")
    box.put_state(b"completed;", "step")
    assert all_of(box) == "running;completed;"


def test_what_cannot_give_way_overfills() -> None:
    box = outbox(100)
    for number in range(5):
        box.put_state(b"x" * 24, number)
    assert box.overfull
    answers = outbox(100)
    for _ in range(5):
        answers.put_answer(b"x" * 24)
    assert answers.overfull
    answers.put_answer(b"x")
    answers.put_lines(lines(0))
    assert answers.take(10**9) == (b"", 0)
    assert answers.waiting_bytes == 0


def test_what_was_left_out_takes_no_room() -> None:
    box = outbox(100)
    for offset in range(0, 100_000, 10):
        box.put_lines(lines(offset))
    assert len(box._queue) < 1_100
    assert all_of(box) == "<e 99900 0-99900 #0>" + "." * 100


def test_room_is_told() -> None:
    box = outbox(100)
    box.put_answer(b"x" * 51)
    assert not box.roomy.is_set()
    box.take(1)
    assert box.roomy.is_set()


def test_a_closed_box_keeps_nobody_waiting() -> None:
    box = outbox(100)
    box.put_answer(b"x" * 60)
    assert not box.roomy.is_set()
    box.close()
    box.put_answer(b"x" * 60)
    assert box.roomy.is_set()
    assert box.waiting_bytes == 0


def test_a_lag_takes_in_what_follows() -> None:
    lag = Lag("e", 1, 0, 5, 3)
    lag.take_in(lines(5, 10))
    assert lag == Lag("e", 11, 0, 15, 3)


def test_batches() -> None:
    made = batches("e", [b"a", b"bb", b"c"], [(0, 4), (4, 9), (12, 20)], 7, 2)
    assert made == [LogBatch("e", b"abb", 2, 0, 9, 7), LogBatch("e", b"c", 1, 12, 20, 9)]
    assert batches("e", [], [], 1, 2) == []


def test_lines_that_are_left_out_are_counted() -> None:
    box = outbox(limit_bytes=20)
    for offset in range(0, 100, 10):
        box.put_lines(lines(offset))
    assert box.dropped == 80
    box.close()
    assert box.dropped == 80
