"""What scheduling stores, records and announces, and what a refusal leaves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from server.foundation.audit import AuditEntry
from server.foundation.database import Database
from server.foundation.refusals import Stale
from server.group.permissions import Actor
from server.group.sessions.actions import (
    SessionChanged,
    SessionScheduled,
    change_session,
    schedule,
)
from server.group.sessions.models import Session
from server.group.sessions.rules import (
    NO_SUCH_TIME,
    NO_SUCH_ZONE,
    TIME_COMES_TWICE,
    Turn,
)
from tests.builders import refused
from tests.sessions.conftest import PLAN


def acts(database: Database) -> list[str]:
    with database.read() as db:
        return [entry.act for entry in db.exec(select(AuditEntry).order_by(AuditEntry.id))]  # type: ignore[arg-type]


def test_a_session_keeps_the_hosts_hour_and_the_moment_that_follows(
    database: Database, chair: Actor, heard: list[object]
) -> None:
    with database.write() as db:
        session = schedule(db, chair, PLAN)
    assert session.wall == PLAN.wall
    assert session.starts_at == datetime(2026, 12, 15, 15, 30, tzinfo=UTC)
    assert (session.chair_id, session.scheduled_by) == (chair.person_id, chair.person_id)
    assert heard == [SessionScheduled(session.id)]
    assert acts(database)[-1] == "session.scheduled"


def test_the_chair_presides_over_what_the_secretariat_schedules(
    database: Database, secretary: Actor, chair: Actor
) -> None:
    with database.write() as db:
        session = schedule(db, secretary, PLAN)
    assert (session.chair_id, session.scheduled_by) == (chair.person_id, secretary.person_id)


@pytest.mark.parametrize(
    ("wall", "zone", "why_not"),
    [
        ("2027-03-28 03:30", "Europe/Bucharest", NO_SUCH_TIME),
        ("2027-10-31 03:30", "Europe/Bucharest", TIME_COMES_TWICE),
        ("2027-10-31 03:30", "Europe/Atlantis", NO_SUCH_ZONE),
    ],
)
def test_a_refused_hour_leaves_nothing(
    wall: str, zone: str, why_not: object, database: Database, chair: Actor, heard: list[object]
) -> None:
    before = acts(database)
    plan = replace(PLAN, wall=datetime.fromisoformat(wall), zone=zone)
    with refused(why_not), database.write() as db:  # type: ignore[arg-type]
        schedule(db, chair, plan)
    with database.read() as db:
        assert db.exec(select(Session)).all() == []
    assert (acts(database), heard) == (before, [])


def test_the_second_of_two_equal_hours_can_be_meant(database: Database, chair: Actor) -> None:
    wall = datetime.fromisoformat("2027-10-31 03:30")
    plan = replace(PLAN, wall=wall, zone="Europe/Bucharest", turn=Turn.SECOND)
    with database.write() as db:
        session = schedule(db, chair, plan)
    assert session.starts_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_moved_session_counts_one_version_up(
    database: Database, chair: Actor, session: Session, heard: list[object]
) -> None:
    with database.write() as db:
        found = db.get_one(Session, session.id)
        change_session(db, chair, found, replace(PLAN, zone="Asia/Baku"), version=1)
    assert (found.version, found.starts_at.hour) == (2, 14)
    assert heard == [SessionChanged(session.id)]


def test_whoever_changed_first_is_not_overwritten(
    database: Database, chair: Actor, session: Session
) -> None:
    with database.write() as db:
        change_session(db, chair, db.get_one(Session, session.id), PLAN, version=1)
    other = replace(PLAN, title="Another title")
    with pytest.raises(Stale) as stale, database.write() as db:
        change_session(db, chair, db.get_one(Session, session.id), other, version=1)
    assert stale.value.current == {"title": PLAN.title}
    assert stale.value.version == 2
