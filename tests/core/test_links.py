import pytest

from stepflow_desktop.core.links import Link, is_id, parsed
from stepflow_desktop.errors import InvalidRequest

ID = "6f1c0c1e-0a5d-4b52-9f3e-0123456789ab"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (f"stepflow://{ID}", Link(ID)),
        (f"stepflow://{ID}/", Link(ID)),
        (f"stepflow://{ID}#L120", Link(ID, 120)),
        (f"STEPFLOW://{ID.upper()}/#L7", Link(ID, 7)),
    ],
)
def test_links_that_are_understood(text, link):
    assert parsed(text) == link
    assert parsed(str(link)) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        ID,
        "stepflow://",
        "stepflow://run?command=reboot",
        f"http://{ID}",
        f"stepflow://{ID}#L0",
        f"stepflow://{ID}#L1 --new",
        f"stepflow://{ID}/../x",
        f"stepflow://{ID[:-1]}-",
        "stepflow://" + "-" * 36,
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(InvalidRequest, match="no link of StepFlow"):
        parsed(text)


def test_ids():
    assert is_id(ID)
    assert not any(map(is_id, ("", ID.upper(), ID + "\n", ID[1:], "../" + ID)))
