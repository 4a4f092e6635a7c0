"""Who may talk to the preview."""

import httpx
import pytest

from bot.preview.people import LAN
from bot.preview.server import Preview

ASKED = {"person": LAN.id, "text": "xin chào"}
OWN = {"X-Nenchang-Preview": "1"}


def test_a_foreign_host_name_is_refused(preview: Preview) -> None:
    answer = httpx.get(preview.page_url, headers={"Host": "evil.example"})
    assert answer.status_code == 403
    assert "127.0.0.1" in answer.json()["error"]


def test_localhost_is_this_machine_too(preview: Preview) -> None:
    port = preview.page_url.split(":")[2]
    assert httpx.get(preview.page_url, headers={"Host": f"localhost:{port.strip('/')}"}).is_success


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**OWN, "Origin": "http://evil.example"},
        {**OWN, "Sec-Fetch-Site": "cross-site"},
        {**OWN, "Origin": "null"},
    ],
)
def test_an_act_from_another_page_is_refused(preview: Preview, headers: dict[str, str]) -> None:
    answer = httpx.post(f"{preview.page_url}page/send", json=ASKED, headers=headers)
    assert answer.status_code == 403
    assert preview.control.transcript(LAN.id) == []


def test_an_act_of_the_own_page_is_done(preview: Preview) -> None:
    headers = {**OWN, "Origin": preview.page_url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    answer = httpx.post(f"{preview.page_url}page/send", json=ASKED, headers=headers)
    assert answer.json() == {"result": 1}
    assert preview.control.transcript(LAN.id)[0]["text"] == "xin chào"
