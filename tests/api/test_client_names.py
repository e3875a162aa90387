from __future__ import annotations

import pytest

from stepflow_desktop.api.client_names import client_name

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name", "kind"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/129.0.0.0 Safari/537.36", "Chrome, Windows", 0),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/129.0 Safari/537.36 Edg/129.0", "Edge, Windows", 0),
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/129.0 Safari/537.36 OPR/115.0", "Opera, Linux", 0),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox, Linux", 0),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/17.6 Safari/605", "Safari, Mac", 0),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605 Version/17.6 Mobile Safari/604",
            "Safari, iPhone",
            1,
        ),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/129.0 Mobile Safari/537.36", "Chrome, Android", 1),
        ("Mozilla/5.0 (Somewhere) Firefox/1", "Firefox", 0),
        ("Python/3.11 websockets/15.0.1", "python-websockets 15", 2),
        ("Python/3.12 aiohttp/3.13.2", "python-aiohttp 3", 2),
        ("curl/8.5.0", "curl 8", 2),
        ("websocat", "websocat", 2),
        ("", "", 2),
        ("x" * 500, "x" * 60, 2),
        ("a\x1b[31mb\n<b>c", "a[31mb<b>c", 2),
    ],
)
def test_a_client_is_called_what_people_call_it(user_agent: str, name: str, kind: int) -> None:
    assert client_name(user_agent) == (name, ("desktop", "phone", "program")[kind])
