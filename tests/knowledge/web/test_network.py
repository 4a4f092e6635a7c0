"""Which addresses are anybody's on the internet and which are somebody's own."""

import asyncio

import pytest

from knowledge.errors import FetchError
from knowledge.web.network import addresses_of, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2001:db8::1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1", "fec0::1", "fe80::1%eth0", "khong-phai"),
    ],
)
def test_an_address_of_a_network_of_ones_own_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.162.0.1", "2606:4700:4700::1111", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "::1"]
)
def test_no_way_of_writing_loopback_gets_through(host: str) -> None:
    with pytest.raises(FetchError, match=r"địa chỉ nội bộ (127\.0\.0\.1|::1) .*=true"):
        asyncio.run(addresses_of(host, 80, private=False))


def test_loopback_is_found_where_it_is_allowed() -> None:
    assert asyncio.run(addresses_of("2130706433", 80, private=True)) == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["khong-co.invalid", "a..b", "x" * 70])
def test_a_host_that_is_not_there_is_said(host: str) -> None:
    with pytest.raises(FetchError, match="Không tìm thấy máy chủ"):
        asyncio.run(addresses_of(host, 80, private=False))
