from PySide6.QtNetwork import QLocalSocket

from stepflow_desktop.gui.single_instance import FirstInstance, call_first, socket_name


def test_without_a_first_window_nobody_answers(qapp, tmp_path):
    assert not call_first(tmp_path, [])


def test_a_second_start_calls_the_first_window(qtbot, tmp_path):
    first = FirstInstance(tmp_path)
    with qtbot.waitSignal(first.called) as called:
        assert call_first(tmp_path, ["--x", "ä"])
    assert called.args == [["--x", "ä"]]
    first.close()


def test_a_socket_left_by_a_dead_window_is_taken_over(qtbot, tmp_path):
    left = FirstInstance(tmp_path)
    second = FirstInstance(tmp_path)
    with qtbot.waitSignal(second.called):
        assert call_first(tmp_path, [])
    second.close()
    left.close()


def test_nonsense_is_ignored(qtbot, tmp_path):
    first = FirstInstance(tmp_path)
    heard = []
    first.called.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(socket_name(tmp_path))
    assert socket.waitForConnected(1000)
    for line in (b"not json\n", b'{"a": 1}\n', b"[1]\n"):
        socket.write(line)
    socket.flush()
    with qtbot.waitSignal(first.called):
        call_first(tmp_path, ["last"])
    assert heard == [["last"]]
    first.close()
