"""What the outgoing client dials: public addresses, on port 443, as they were judged."""

import socket
from pathlib import Path

import pytest

from server.foundation import guard
from server.foundation.guard import is_public
from server.foundation.http import Outgoing
from tests.foundation.dials import Dials, fails

HOST = "id.ministry.example"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What the name server answers, one answer after the other."""
    answers: dict[str, list[list[str]]] = {}
    monkeypatch.setattr(guard, "_resolve", lambda host: answers[host].pop(0))
    return answers


async def test_the_address_that_was_judged_is_the_one_that_is_dialled(
    outgoing: Outgoing, dials: Dials, names: dict[str, list[list[str]]]
) -> None:
    names[HOST] = [["93.184.215.14", "2606:4700::6810:84e5"], ["127.0.0.1"]]
    await fails(outgoing, f"https://{HOST}/")
    assert dials.dialled == ["93.184.215.14 443", "2606:4700::6810:84e5 443"]
    await fails(outgoing, f"https://{HOST}/")
    assert len(dials.dialled) == 2


async def test_one_address_that_is_not_public_spoils_the_name(
    outgoing: Outgoing, dials: Dials, names: dict[str, list[list[str]]]
) -> None:
    names[HOST] = [["93.184.215.14", "10.0.0.1"], []]
    await fails(outgoing, f"https://{HOST}/")
    await fails(outgoing, f"https://{HOST}/")
    assert dials.dialled == []


HIDDEN = (Path(__file__).with_name("hidden_addresses.txt")).read_text().split()


@pytest.mark.parametrize("host", HIDDEN)
async def test_no_hidden_address_is_dialled(outgoing: Outgoing, dials: Dials, host: str) -> None:
    await fails(outgoing, f"https://{host}/")
    assert dials.dialled == []


def test_there_are_sixty_forms_of_hidden_addresses() -> None:
    assert len(set(HIDDEN)) >= 60


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "192.0.1.1", "2606:4700::6810:84e5", "::ffff:8.8.8.8"]
)
def test_public_addresses_may_be_dialled(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        f"http://{HOST}/",
        f"http://{HOST}:443/",
        f"https://{HOST}:8443/",
        f"https://{HOST}:80/",
        f"ftp://{HOST}/",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://",
        "https://[::1",
        "",
    ],
)
async def test_only_https_on_its_own_port_is_spoken(
    outgoing: Outgoing, dials: Dials, names: dict[str, list[list[str]]], address: str
) -> None:
    names[HOST] = [["93.184.215.14"]]
    await fails(outgoing, address)
    assert dials.dialled == []


async def test_a_name_that_does_not_resolve_is_not_dialled(
    outgoing: Outgoing, dials: Dials, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_asked: object, **_more: object) -> object:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    await fails(outgoing, f"https://{HOST}/")
    assert dials.dialled == []


async def test_proxies_of_the_environment_are_not_asked(
    outgoing: Outgoing,
    dials: Dials,
    names: dict[str, list[list[str]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    names[HOST] = [["93.184.215.14"]]
    await fails(outgoing, f"https://{HOST}/")
    assert dials.dialled == ["93.184.215.14 443"]


async def test_certificates_are_checked(outgoing: Outgoing) -> None:
    transport = outgoing.options()["transport"]
    pool = transport._inner._pool  # type: ignore[attr-defined]
    assert pool._network_backend is outgoing._guard
    assert pool._ssl_context.check_hostname
    assert pool._ssl_context.verify_mode.name == "CERT_REQUIRED"
