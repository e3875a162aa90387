"""Pieces one by one; what progress does to a step is tested with the reducer."""

from __future__ import annotations

import pytest

from stepflow_desktop.core.implicit_progress import OSC_PROGRESS, fraction_of, read_piece


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        (b"0%", (0.0, "")),
        (b" 42 % ", (0.42, "")),
        (b"12.5%", (0.125, "")),
        (b"100%", (1.0, "")),
        (b"150%", (1.0, "")),
        (b"\x1b[32m7%\x1b[0m", (0.07, "")),
        (b" 49%|####    | 148/300 [00:01<00:02]", (0.49, "148 of 300")),
        (b"Epoch 2:  50%|#  | 1.5k/3.0k", (0.5, "1.5k of 3.0k")),
        (b"150%|##| 3/2", (1.0, "3 of 2")),
        (b"%", None),
        (b"-5%", None),
        (b"1000%", None),
        (b"42% done", None),
        (b"done 42%", None),
        (b"42%|##| soon", None),
        (b"META:x 42%|##| 1/2", None),
        (b"STEP_START:50%|##| 1/2", None),
        (b" " * 4_093 + b"42%", (0.42, "")),
        (b" " * 4_094 + b"42%", None),
    ],
)
def test_pieces(piece: bytes, shown: tuple[float, str] | None) -> None:
    assert read_piece(piece) == shown


@pytest.mark.parametrize(
    ("data", "fraction"),
    [
        (b"\x1b]9;4;1;0\x07", 0.0),
        (b"\x1b]9;4;2;42\x1b\\", 0.42),
        (b"\x1b]9;4;4;100\x07", 1.0),
        (b"\x1b]9;4;1;150\x07", 1.0),
    ],
)
def test_what_a_terminal_is_told(data: bytes, fraction: float) -> None:
    found = OSC_PROGRESS.fullmatch(data)
    assert found is not None
    assert fraction_of(found) == fraction


@pytest.mark.parametrize("data", [b"\x1b]9;4;0;0\x07", b"\x1b]9;4;3;5\x07", b"\x1b]9;4;1;1000\x07", b"\x1b]9;4;1\x07"])
def test_other_states_tell_no_progress(data: bytes) -> None:
    assert OSC_PROGRESS.search(data) is None
