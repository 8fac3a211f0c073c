"""Addresses that people, feeds and redirects give lead to the public web, and nowhere else."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from oilwatch.errors import InputError, OilwatchError
from oilwatch.http import Client, Manner, origin

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"
UNPACED = Manner(pace=0)
BLOCKED = (SocketConnectBlockedError, UserWarning)
"""What the tests raise where a connection would leave this machine; its text has the address."""
LOOPBACK = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
    "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
)  # fmt: skip
ELSEWHERE = {
    "private, class A": "10.0.0.1",
    "private, class B": "172.16.0.1",
    "private, class C": "192.168.1.1",
    "metadata of a cloud": "169.254.169.254",
    "metadata in decimal": "2852039166",
    "metadata in hexadecimal": "0xa9fea9fe",
    "metadata in octal": "0251.0376.0251.0376",
    "metadata, mapped": "[::ffff:169.254.169.254]",
    "metadata of Amazon, IPv6": "[fd00:ec2::254]",
    "metadata by 6to4": "[2002:a9fe:a9fe::1]",
    "metadata by NAT64": "[64:ff9b::a9fe:a9fe]",
    "metadata by local NAT64": "[64:ff9b:1::a9fe:a9fe]",
    "metadata by Teredo": "[2001:0:a9fe:a9fe::1]",
    "loopback, compatible": "[::127.0.0.1]",
    "loopback, translated": "[::ffff:0:127.0.0.1]",
    "shared by carriers": "100.64.0.1",
    "benchmarks": "198.18.0.1",
    "multicast": "224.0.0.1",
    "multicast, IPv6": "[ff02::1]",
    "multicast that is global": "[ff0e::1]",
    "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1",
    "link-local": "[fe80::1]",
    "unique local": "[fc00::1]",
    "site-local": "[fec0::1]",
}


@pytest.fixture
def resolver(monkeypatch):
    """A function that sets what a name server answers, one list of addresses a question."""

    def answering(*answers):
        left = iter(answers)
        asked = []

        def getaddrinfo(host, port, *_, **__):
            asked.append(host)
            kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
            return [(*kind, (ip, port)) for ip in next(left)]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return answering


def get(address, **options):
    """Ask an address as a person's page is asked."""
    return Client(sleep=lambda _seconds: None, **options).get(address, manner=UNPACED)


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine_is_not_asked_however_it_is_written(place, host):
    """Loopback in every notation is refused before a connection, with a way out."""
    with pytest.raises(OilwatchError, match=r"only public http|expected an http"):
        get(f"http://{host}:{place.port}/")

    assert place.hits == []


@pytest.mark.parametrize("host", LOOPBACK[:3] + LOOPBACK[10:12])
def test_who_runs_this_may_let_private_addresses_through(place, host):
    """OILWATCH_ALLOW_PRIVATE lets the same addresses be asked."""
    assert get(f"http://{host}:{place.port}/", allow_private=True).status == 200


@pytest.mark.parametrize("host", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nothing_inside_a_network_is_asked(host):
    """Addresses that are not of the public internet are refused, whatever they are wrapped in."""
    with pytest.raises(InputError, match="inside a private network: only public"):
        get(f"http://{host}/latest/meta-data/")


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org/", "/etc/passwd", "file:///etc/passwd", "ftp://example.org/",
        "gopher://example.org/", "data:text/html,hi", "javascript:alert(1)", "http://", "http:///path", "http://:80/",
        "https://user@example.org/", "https://user:secret@example.org/", "https://@example.org/",
        "http://10.0.0.1\\@example.org/", "http://example.org\\@10.0.0.1/", "http://example.org:99999/",
        "http://example.org:port/", "http://[::1", "http://[bad]/", "http://exa mple.org/", "http://\x00/",
        "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
    ],
)  # fmt: skip
def test_only_whole_web_addresses_without_credentials_are_asked(address, resolver):
    """Anything else is an input that cannot be used, and no name is looked up for it."""
    asked = resolver()

    with pytest.raises(OilwatchError):
        get(address)

    assert asked == []


def test_a_service_cannot_send_us_inside(client, place, elsewhere):
    """A redirect is looked at like any address: one service of the settings opens no other door."""
    for there in ("http://169.254.169.254/latest/", elsewhere.url, f"http://localhost:{place.port}/"):
        place.fault = f"302 to {there}"
        with pytest.raises(OilwatchError, match="inside a private network"):
            client.get(place.url, manner=UNPACED)

    assert elsewhere.hits == []


def test_a_service_cannot_send_us_to_a_file(client, place):
    """A redirect leads to http or https."""
    place.fault = "302 to file:///etc/passwd"

    with pytest.raises(OilwatchError, match=r"expected an http\(s\) address"):
        client.get(place.url, manner=UNPACED)


def test_a_service_may_send_us_to_another_of_the_settings(place, elsewhere):
    """Both were named by whoever runs this."""
    place.fault = f"302 to {elsewhere.url}/there"

    answer = get(place.url, trusted=[origin(place.url), origin(elsewhere.url)])

    assert answer.address == f"{elsewhere.url}/there"


def test_the_address_that_is_asked_is_the_one_that_was_looked_at(resolver):
    """A name that is public when looked at and private a moment later is asked at the public address."""
    asked = resolver([PUBLIC], [PRIVATE])

    with pytest.raises(BLOCKED, match=PUBLIC):
        get("http://rebinding.example/")
    assert asked == ["rebinding.example"]

    with pytest.raises(InputError, match=PRIVATE):
        get("http://rebinding.example/")


def test_a_name_with_one_private_address_is_not_asked_at_all(resolver):
    """A public address beside a private one does not help."""
    resolver([PUBLIC, PRIVATE])

    with pytest.raises(InputError, match=PRIVATE):
        get("http://both.example/")


def test_no_proxy_looks_names_up_for_us(resolver, monkeypatch, place):
    """A page that a person gives is not fetched by way of a proxy, which could reach inside."""
    monkeypatch.setenv("HTTP_PROXY", place.url)
    monkeypatch.setenv("http_proxy", place.url)
    resolver([PUBLIC])

    with pytest.raises(BLOCKED, match=PUBLIC):
        get("http://page.example/")

    assert place.hits == []
