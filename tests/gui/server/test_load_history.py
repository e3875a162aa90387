from __future__ import annotations

from stepflow_desktop.core.server_protocol import ServerFigures
from stepflow_desktop.gui.machine_load import MachineLoad
from stepflow_desktop.gui.server.load_history import KEPT_S, STRETCH_S, LoadHistory, Sample, sample_of


def sample(cpu: float, requests: float = 0.0) -> Sample:
    return Sample(cpu_percent=cpu, memory_percent=35.0, messages_a_minute=0.0, requests_a_minute=requests)


def test_a_stretch_is_the_mean_of_its_samples() -> None:
    history = LoadHistory()
    assert history.last is None and history.points("cpu_percent") == ()
    for second, cpu in ((0, 10.0), (10, 30.0), (20, 50.0), (30, 7.0)):
        history.note(1000.0 + second, sample(cpu, requests=cpu * 2))
    assert history.points("cpu_percent") == ((1000.0, 30.0), (1030.0, 7.0))
    assert history.points("requests_a_minute") == ((1000.0, 60.0), (1030.0, 14.0))
    assert history.last == sample(7.0, requests=14.0)


def test_an_hour_is_kept_and_no_more() -> None:
    history = LoadHistory()
    for second in range(0, 2 * 3600, 2):
        history.note(float(second), sample(1.0))
    points = history.points("cpu_percent")
    assert len(points) <= KEPT_S / STRETCH_S + 1
    assert points[0][0] >= 2 * 3600 - 2 - KEPT_S


def test_a_standby_is_a_gap() -> None:
    history = LoadHistory()
    history.note(0.0, sample(1.0))
    history.note(600.0, sample(2.0))
    assert history.points("cpu_percent") == ((0.0, 1.0), (30.0, None), (600.0, 2.0))


def test_a_clock_that_is_set_back_begins_anew() -> None:
    history = LoadHistory()
    history.note(1000.0, sample(1.0))
    history.note(500.0, sample(2.0))
    assert history.points("cpu_percent") == ((500.0, 2.0),)


def test_a_sample_is_made_of_load_and_figures() -> None:
    load = MachineLoad(cpu_percent=34.0, memory_used_bytes=7, memory_total_bytes=20, disk_free_bytes=1)
    made = sample_of(load, ServerFigures(requests_a_minute=38, messages_a_minute=412))
    assert made == Sample(cpu_percent=34.0, memory_percent=35.0, messages_a_minute=412, requests_a_minute=38)
