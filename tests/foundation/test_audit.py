"""What is on record, and the hash that a tree is built on later."""

from uuid import uuid4

from sqlmodel import select

from server.foundation.audit import AuditEntry, commitment_of, leaf_of, record
from server.foundation.database import Database, Db


def test_an_entry_read_back_has_the_hash_it_was_written_with(database: Database) -> None:
    with database.write() as db:
        record(db, actor_id=uuid4(), act="practice.cleared", subject_id=uuid4(), facts={"n": 3})
    with database.read() as db:
        entry = db.exec(select(AuditEntry)).one()
        assert leaf_of(entry) == entry.leaf


def test_a_changed_fact_no_longer_fits_its_hash(db: Db) -> None:
    entry = record(db, actor_id=None, act="practice.cleared", facts={"n": 3})
    entry.facts = {"n": 4}
    assert leaf_of(entry) != entry.leaf


def test_erasing_what_is_personal_leaves_the_hash_standing(db: Db) -> None:
    entry = record(db, actor_id=None, act="person.added", personal={"name": "Ayla Invented"})
    assert entry.salt is not None
    assert entry.commitment == commitment_of(entry.salt, {"name": "Ayla Invented"})
    entry.personal = entry.salt = None
    assert leaf_of(entry) == entry.leaf


def test_an_act_that_is_rolled_back_is_not_on_record(database: Database) -> None:
    class Stop(Exception): ...

    try:
        with database.write() as db:
            record(db, actor_id=None, act="practice.cleared")
            raise Stop
    except Stop:
        pass
    with database.read() as db:
        assert db.exec(select(AuditEntry)).all() == []
