from stepflow_desktop.core.follower import Follower


def test_a_log_that_is_not_there_yet_is_empty(tmp_path):
    follower = Follower(tmp_path / "output.log")
    assert follower.size() == 0
    assert follower.read(0, 10) == b""
    (tmp_path / "output.log").write_bytes(b"hello")
    assert follower.size() == 5
    assert follower.read(1, 3) == b"ell"
    assert follower.read(0, 0) == b""
    assert follower.read(5, 10) == b""
    follower.close()
    follower.close()
