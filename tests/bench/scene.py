"""What the platform holds before it is measured: the demonstration, and a long session."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from server.demo.scene import acting, demonstrate
from server.foundation.clock import now
from server.foundation.database import Database, Db
from server.foundation.schema import migrate
from server.group.delegations.models import Delegation, Office, Person
from server.group.permissions import Actor, Role
from server.group.practices.queries import takeable
from server.group.sessions.actions import add_item, schedule
from server.group.sessions.rules import Entry, Plan
from server.settings import MIGRATIONS, Settings

LONG_SESSION = "A session with thirty items"
ITEMS = 30
TAKING_UP = 10
"""How many of the items take up a practice."""


def prepare(folder: Path, members: int) -> None:
    database = Database(Settings(mode="development", data_dir=folder).database)
    try:
        migrate(database.engines.writer, MIGRATIONS)
        demonstrate(database, members)
        with database.write() as db:
            _long_session(db, _chair(db))
    finally:
        database.dispose()


def _long_session(db: Db, chair: Actor) -> None:
    wall = (now() + timedelta(days=7)).replace(hour=9, minute=30, second=0, microsecond=0)
    plan = Plan(LONG_SESSION, wall.replace(tzinfo=None), "Europe/Istanbul", 600, place="Ankara")
    session = schedule(db, chair, plan)
    db.flush()  # its items refer to it
    practices = [key for key, _ in takeable(db, chair)][:TAKING_UP]
    for number in range(ITEMS):
        practice = practices[number] if number < len(practices) else None
        title = f"Item {number + 1}: what the delegations tried and learned"
        add_item(db, chair, session, Entry(title, 15, practice_id=practice))
        db.flush()  # the next one counts those before it


def _chair(db: Db) -> Actor:
    office = db.exec(select(Office).where(Office.role == Role.CHAIR)).one()
    person = db.get_one(Person, office.person_id)
    return acting(person, db.get_one(Delegation, person.delegation_id), Role.CHAIR)
