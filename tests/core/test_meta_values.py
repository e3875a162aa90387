import pytest

from stepflow_desktop.core.meta_values import fold, read_duration, read_fraction, read_names, read_weight


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (300, 300.0),
        (1.5, 1.5),
        ("300", 300.0),
        ("5m", 300.0),
        ("5 min", 300.0),
        ("1h30m", 5400.0),
        ("1H 30M", 5400.0),
        ("1.5h", 5400.0),
        ("1d2h", 93_600.0),
        ("90s", 90.0),
        ("1:30", 90.0),
        ("1:00:30", 3630.0),
        ("", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("m5", None),
        ("5m1h", None),
        (True, None),
        ("9" * 50, None),
    ],
)
def test_durations(value, seconds):
    assert read_duration(value) == seconds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42", (0.42, "")),
        ("42%", (0.42, "")),
        ("42 %", (0.42, "")),
        ("0.42", (0.42, "")),
        ("1", (0.01, "")),
        ("1.0", (1.0, "")),
        ("0.5%", (0.005, "")),
        ("62.5", (0.625, "")),
        (".5", (0.5, "")),
        ("120", (1.0, "")),
        ("3/4", (0.75, "3 of 4")),
        ("3 of 4", (0.75, "3 of 4")),
        ("5/4", (1.0, "5 of 4")),
        ("1/0", None),
        ("-1", None),
        ("nan", None),
        ("", None),
    ],
)
def test_fractions(text, found):
    assert read_fraction(text) == found


@pytest.mark.parametrize(
    ("value", "weight"),
    [(2, 2.0), (0.5, 0.5), (0, None), (-1, None), ("2", None), (True, None), (10**9, 1e6), (None, None)],
)
def test_weights(value, weight):
    assert read_weight(value) == weight


def test_names():
    assert read_names(" a | b||c ") == ("a", "b", "c")
    assert read_names("a,b;c|d", "|,;") == ("a", "b", "c", "d")
    assert read_names(" ") == ()
    assert fold("  My \t STEP ") == "my step"
