import bisect
import struct

from hypothesis import given
from hypothesis import strategies as st

from stepflow_desktop.core.log_times import LogTimes
from stepflow_desktop.core.model import Stamp

RECORD = struct.Struct("<qqq")


def test_without_an_index_there_is_no_time(tmp_path):
    with LogTimes(tmp_path / "output.idx") as times:
        assert times.stamp_at(0) is None
        assert times.last() is None


def test_a_byte_was_written_at_the_first_record_beyond_it(tmp_path):
    path = tmp_path / "output.idx"
    path.write_bytes(RECORD.pack(10, 100, 1) + RECORD.pack(30, 200, 2))
    with LogTimes(path) as times:
        assert [times.stamp_at(o).wall_us for o in (0, 9, 10, 29)] == [100, 100, 200, 200]
        assert times.stamp_at(30) is None
        with path.open("ab") as file:
            file.write(RECORD.pack(31, 300, 3) + b"torn")
        assert times.stamp_at(30).boot_us == 3
        assert times.stamp_at(31) is None
        assert times.last().wall_us == 300


@given(st.lists(st.integers(1, 50), min_size=1, max_size=200), st.lists(st.integers(0, 12_000), max_size=50))
def test_any_order_of_questions_gives_what_a_plain_search_gives(tmp_path_factory, sizes, offsets):
    path = tmp_path_factory.mktemp("index") / "output.idx"
    ends, total = [], 0
    for size in sizes:
        total += size
        ends.append(total)
    path.write_bytes(b"".join(RECORD.pack(end, number, number) for number, end in enumerate(ends)))
    with LogTimes(path) as times:
        for offset in offsets:
            number = bisect.bisect_right(ends, offset)
            stamp = times.stamp_at(offset)
            assert (stamp.wall_us if stamp else None) == (number if number < len(ends) else None)


def test_readers_always_see_a_time(tmp_path):
    default = Stamp(5_000_000, 0).at
    path = tmp_path / "output.idx"
    with LogTimes(path) as times:
        assert times.shown_at(0, default) == default
        path.write_bytes(RECORD.pack(10, 1_000_000, 1) + RECORD.pack(30, 2_000_000, 2))
        assert [times.shown_at(o, default).timestamp() for o in (9, 10, 99)] == [1, 2, 2]
