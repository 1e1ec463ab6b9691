"""Hints between processes, on a real NATS; and that losing all of them loses nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from server.foundation.live.listener import Member
from server.foundation.live.node import Node
from server.foundation.live.relay import Hearing
from server.foundation.live.relay.nats import PROBE, NatsRelay
from tests.foundation.live.stage import ROOM, Book, Browser

NOBODY = "nats://127.0.0.1:1"


class Ear:
    """Notes what is heard."""

    def __init__(self) -> None:
        self.hints: list[tuple[UUID, int]] = []
        self.parties: list[frozenset[str]] = []
        self.gaps = 0

    def hearing(self) -> Hearing:
        return Hearing(
            lambda room, seq: self.hints.append((room, seq)),
            lambda node, room, parties: self.parties.append(parties),
            self.gap,
        )

    def gap(self) -> None:
        self.gaps += 1


async def eventually(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def listening(url: str, ear: Ear) -> AsyncIterator[NatsRelay]:
    relay = NatsRelay(url)
    relay.probe_every, relay.probe_within = 0.2, 0.2
    await relay.start(ear.hearing())
    try:
        yield relay
    finally:
        await relay.stop()


async def test_what_one_process_says_the_others_hear_and_it_does_not(nats_server: str) -> None:
    here, there = Ear(), Ear()
    async with listening(nats_server, here) as one, listening(nats_server, there) as other:
        await eventually(lambda: here.gaps and there.gaps)
        one.hint(ROOM, 7)
        other.present(ROOM, frozenset({"AZ", "TR"}))
        await eventually(lambda: there.hints and here.parties)
        assert (there.hints, here.hints) == ([(ROOM, 7)], [])
        assert (here.parties, there.parties) == ([frozenset({"AZ", "TR"})], [])


async def test_after_a_lost_connection_the_database_is_asked(nats_server: str) -> None:
    ear = Ear()
    async with listening(nats_server, ear) as relay:
        await eventually(lambda: ear.gaps == 1)
        assert relay.client is not None
        await relay.client.force_reconnect()
        await eventually(lambda: ear.gaps == 2)


async def test_a_connection_that_hears_nothing_is_made_anew(nats_server: str) -> None:
    ear = Ear()
    async with listening(nats_server, ear) as relay:
        await eventually(lambda: ear.gaps == 1)
        assert relay.client is not None
        for subscription in list(relay.client._subs.values()):
            if subscription.subject.startswith(PROBE):
                await subscription.unsubscribe()
        await eventually(lambda: ear.gaps >= 2)


async def test_without_a_broker_the_platform_starts_and_tells_all_the_same() -> None:
    """The first negative control of the cluster: every hint is lost."""
    book = Book()

    def a_node() -> Node:
        return Node(book.render, book.heads, lambda count, _: f"{count}", NOBODY, most=10)

    here, there = a_node(), a_node()
    await here.start()
    await there.start()
    browser = Browser(0)
    browser.listener = there.hub.join(ROOM, 0, 0, Member("en", "AZ", browser))
    book.said.append("said here, heard there")
    here.happened(ROOM, 1)
    await eventually(lambda: browser.shown == ["said here, heard there"])
    assert not there.relay.connected
    browser.abort()
    await here.stop()
    await there.stop()


async def test_hints_tell_the_other_process_before_its_poll(nats_server: str) -> None:
    book = Book()
    nodes = [Node(book.render, book.heads, lambda n, _: f"{n}", nats_server, most=10) for _ in "12"]
    for node in nodes:
        await node.start()
        await node.heart.stop()  # nothing polls: what arrives came by the relay
    await eventually(lambda: all(node.relay.connected for node in nodes))
    here, there = nodes
    browser = Browser(0)
    browser.listener = there.hub.join(ROOM, 0, 0, Member("en", "AZ", browser))
    await eventually(lambda: browser.listener and browser.listener.live)
    book.said.append("one")

    def told() -> bool:
        here.happened(ROOM, 1)
        return browser.shown == ["one"]

    await eventually(told)
    browser.abort()
    for node in nodes:
        await node.stop()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
