from __future__ import annotations

import pytest

from stepflow_desktop.api.commands import BadMessage, Command, parse


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ('{"type":"ping"}', Command("ping")),
        ('{"type":"ping","data":null}', Command("ping")),
        ('{"type":"ping","data":{"more":1},"timestamp":"now"}', Command("ping")),
        ('{"type":"get_status"}', Command("get_status")),
        ('{"type":"get_status","data":{}}', Command("get_status")),
        ('{"type":"get_status","data":{"execution_id":null}}', Command("get_status")),
        ('{"type":"get_status","data":{"execution_id":"a"}}', Command("get_status", "a")),
        ('{"type":"subscribe","data":{"execution_id":"a"}}', Command("subscribe", "a")),
        ('{"type":"unsubscribe","data":{"execution_id":""}}', Command("unsubscribe", "")),
    ],
)
def test_what_clients_may_say(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"type":"ping"}', "Send text messages; this one is binary."),
        ("", "The message is empty; send a JSON object."),
        ("{", "The message is not valid JSON: "),
        ("NaN", "The message is not valid JSON: NaN is no JSON number."),
        ("[" * 30_000, "The message is not usable JSON: it is nested too deeply."),
        ('"ping"', 'The message must be an object such as {"type":"ping"}.'),
        ("[]", "The message must be an object"),
        ("{}", "type is null; use one of subscribe, unsubscribe, get_status, ping."),
        ('{"type":true}', "type is true; use one of"),
        ('{"type":"PING"}', 'type is "PING"; use one of'),
        ('{"type":["ping"]}', 'type is ["ping"]; use one of'),
        ('{"type":"ping","data":[]}', "data must be an object."),
        ('{"type":"ping","data":"a"}', "data must be an object."),
        ('{"type":"get_status","data":{"execution_id":5}}', "data.execution_id must be a text."),
        ('{"type":"ping","data":{"execution_id":{}}}', "data.execution_id must be a text."),
        ('{"type":"subscribe"}', "subscribe needs data.execution_id."),
        ('{"type":"unsubscribe","data":{}}', "unsubscribe needs data.execution_id."),
    ],
)
def test_what_they_may_not_say_is_told_in_their_words(text: str | bytes, words: str) -> None:
    with pytest.raises(BadMessage) as told:
        parse(text)
    assert str(told.value).startswith(words)
    assert told.value.code == "BAD_MESSAGE"
    assert len(str(told.value)) < 200
