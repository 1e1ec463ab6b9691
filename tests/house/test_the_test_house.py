"""The fixtures keep what they promise: real servers, fresh tables, one clock, no network."""

import socket
from datetime import timedelta

import nats
import pytest
from nats.aio.msg import Msg
from pytest_socket import SocketConnectBlockedError
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from uuid_utils.compat import uuid7

from server.foundation.audit import AuditEntry, record
from server.foundation.clock import now
from server.foundation.database import Database, Db
from server.group.delegations.models import Person
from server.group.permissions import Actor
from tests.conftest import Clock


@pytest.mark.parametrize("_time", range(2))
def test_every_test_starts_with_empty_tables(db: Db, _time: int) -> None:
    assert db.exec(select(AuditEntry)).all() == []
    record(db, actor_id=None, act="test.done")


def test_the_cast_is_stored_before_a_test_writes(db: Db, az_delegate: Actor) -> None:
    assert db.get_one(Person, az_delegate.person_id).name == az_delegate.name


def test_a_broken_transaction_does_not_hide_what_the_test_found(db: Db) -> None:
    db.add(Person(delegation_id=uuid7(), name="Nobody", function=""))
    with pytest.raises(IntegrityError):
        db.flush()


def test_time_stands_until_the_test_moves_it(clock: Clock) -> None:
    before = now()
    clock.move(hours=1)
    assert now() == before + timedelta(hours=1)


def test_no_test_reaches_another_machine() -> None:
    with (
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError),
        socket.socket() as outward,
    ):
        outward.connect(("192.0.2.1", 80))


async def test_a_real_nats_carries_words(nats_server: str) -> None:
    connection = await nats.connect(nats_server)
    heard: list[bytes] = []

    async def hear(message: Msg) -> None:
        heard.append(message.data)

    await connection.subscribe("house", cb=hear)
    await connection.publish("house", b"word")
    await connection.drain()
    assert heard == [b"word"]


def test_the_two_kinds_of_database_are_what_they_say(database: Database) -> None:
    with database.read() as db:
        name = db.connection().dialect.name
    assert database.engines.url.get_backend_name() == name
