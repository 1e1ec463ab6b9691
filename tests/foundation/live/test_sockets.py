"""Real sockets on a real port, read by somebody else's client."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from tests.foundation.live.served import Venue, a_venue
from tests.foundation.live.stage import ROOM
from tests.servers import until


@pytest.fixture
def venue() -> Iterator[Venue]:
    with a_venue() as venue:
        yield venue


def told(client: ClientConnection, kind: str = "ev") -> dict[str, object]:
    """The next message of that kind."""
    while True:
        message: dict[str, object] = json.loads(client.recv(timeout=10))
        if message["kind"] == kind:
            return message


def code_of(client: ClientConnection) -> int | None:
    """How the other side closes, once it does."""
    try:
        while True:
            client.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_two_members_are_told_and_one_who_comes_back_gets_what_was_missed(venue: Venue) -> None:
    with venue.open() as stays, venue.open() as leaves:
        venue.says("one")
        assert told(stays)["content"] == told(leaves)["content"] == "<p>one</p>"
    with venue.open() as stays:
        venue.says("two")
        assert told(stays)["content"] == "<p>two</p>"
    with venue.open("after=1") as back:
        assert told(back)["content"] == "<p>two</p>"
        venue.says("three")
        message = told(back)
        assert (message["from"], message["seq"], message["content"]) == (3, 3, "<p>three</p>")


def test_a_position_that_does_not_fit_is_answered_with_a_reset(venue: Venue) -> None:
    with venue.open("after=99") as ahead:
        assert told(ahead, "reset") == {"kind": "reset"}


@pytest.mark.parametrize("origin", [None, "null", "https://elsewhere.test", "http://127.0.0.1:1"])
def test_only_our_own_pages_open_sockets(venue: Venue, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        venue.open(origin=origin)
    assert refused.value.response.status_code == 403


def test_a_refusal_is_a_code_the_page_understands(venue: Venue) -> None:
    with venue.open("refuse=4401") as client:
        assert code_of(client) == 4401


def test_a_visit_has_a_handful_of_sockets_and_gets_them_back(venue: Venue) -> None:
    venue.limits["visit"] = "v"
    with ExitStack() as clients:
        first = clients.enter_context(venue.open())
        for _ in range(4):
            clients.enter_context(venue.open())
        until(lambda: venue.node.hub.members == 5)
        with venue.open() as sixth:
            assert code_of(sixth) == 4429
        first.close()
        until(lambda: venue.node.hub.members == 4)
        with venue.open():
            until(lambda: venue.node.hub.members == 5)
    until(lambda: not venue.node.hub.rooms)


def test_nothing_is_compressed_and_no_task_stays_with_a_member(venue: Venue) -> None:
    with venue.open(compression="deflate") as client:
        assert client.protocol.extensions == []
        until(lambda: venue.node.hub.members == 1)
        assert venue.server is not None
        until(lambda: venue.server is not None and not venue.server.server_state.tasks)


def test_pings_are_answered_and_talking_on_and_on_ends_the_socket(venue: Venue) -> None:
    with venue.open() as client:
        assert client.ping().wait(10)
        client.send("still here")
        venue.says("one")
        assert told(client)["seq"] == 1
        for _ in range(20):
            client.send("again")
        assert code_of(client) == 4429


def test_a_message_that_is_too_long_ends_the_socket(venue: Venue) -> None:
    with venue.open() as client:
        client.send("x" * 65_537)
        assert code_of(client) == 1009
    until(lambda: not venue.node.hub.rooms)


def test_who_does_not_read_costs_a_buffer_and_goes_on_where_it_stood(venue: Venue) -> None:
    raw = socket.create_connection(("127.0.0.1", int(venue.origin.rsplit(":", 1)[1])))
    _shake_hands(raw, venue)
    until(lambda: venue.node.hub.members == 1)
    (stuck,) = venue.node.hub.rooms[ROOM].listeners
    with venue.open() as healthy:
        count = 0
        while not stuck.held and count < 2000:
            venue.says(f"{count}|" + "y" * 20_000)
            count += 1
            assert told(healthy)["seq"] == count
        assert stuck.held, "its buffer is full"
        assert stuck.sink.buffered() < 1024 * 1024
        position = stuck.seq
        for _ in range(5):
            venue.says(f"{count}|later")
            count += 1
            assert told(healthy)["seq"] == count
        assert stuck.seq == position, "nothing more is written to it"
    _read_all(raw, until_words=b"|later")
    until(lambda: stuck.live and stuck.seq == count)
    raw.close()
    until(lambda: not venue.node.hub.rooms)


def test_at_the_end_everybody_is_told_when_to_come_back() -> None:
    with a_venue() as venue, venue.open() as client:
        until(lambda: venue.node.hub.members == 1)
        assert venue.server is not None
        venue.server.should_exit = True
        wait = told(client, "bye")["wait"]
        assert isinstance(wait, float | int)
        assert 0 <= wait <= 15
        assert code_of(client) == 1012
    assert venue.app.state.draining


def _shake_hands(raw: socket.socket, venue: Venue) -> None:
    host = venue.origin.removeprefix("http://")
    raw.sendall(
        f"GET /live HTTP/1.1\r\nHost: {host}\r\nOrigin: {venue.origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert raw.recv(12) == b"HTTP/1.1 101"


def _read_all(raw: socket.socket, until_words: bytes) -> None:
    raw.settimeout(10)
    seen = b""
    while until_words not in seen:
        seen = seen[-100:] + raw.recv(1 << 20)
