"""What happens in the demonstration, in the order in which it happens."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from server.demo import texts
from server.foundation.clock import now
from server.foundation.database import Db
from server.group.discussion.actions import remark_on
from server.group.discussion.queries import room_of
from server.group.permissions import Actor
from server.group.practices.actions.authoring import clear, draft, submit
from server.group.practices.models import Practice
from server.group.practices.queries import takeable
from server.group.practices.rules.answers import Answer
from server.group.sessions.actions import add_item, schedule
from server.group.sessions.models import Session
from server.group.sessions.queries import ROOM
from server.group.sessions.rules import Entry, Plan

People = Mapping[str, Actor]
ISTANBUL = "Europe/Istanbul"
_REMARKS = UUID("6f1e6c1e-0f6f-7000-8000-000000000000")


def tell(db: Db, people: People) -> None:
    evenings = _published(db, people, "az", texts.EVENINGS)
    respite = _published(db, people, "ro", texts.RESPITE)
    training = draft(db, people["kg-delegate"], texts.TRAINING)
    submit(db, people["kg-delegate"], training, training.version)
    draft(db, people["tr-delegate"], texts.DRAFT)
    _talk_about(db, people, evenings)
    _past_session(db, people, respite)
    _coming_session(db, people, evenings)


def _published(db: Db, people: People, code: str, answers: Mapping[str, Answer]) -> Practice:
    author, head = people[f"{code}-delegate"], people[f"{code}-head"]
    practice = draft(db, author, answers)
    submit(db, author, practice, practice.version)
    clear(db, head, practice, practice.version)
    db.flush()  # the room of the practice is asked for next
    return practice


def _talk_about(db: Db, people: People, practice: Practice) -> None:
    _say(
        db,
        people["tr-head"],
        "practice",
        practice.id,
        "en",
        "We hold similar evenings before 30 June. How do you choose the host families?",
    )
    _say(
        db,
        people["az-delegate"],
        "practice",
        practice.id,
        "en",
        "They volunteer, and a social worker prepares the first evening together with them.",
    )
    _say(db, people["ro-delegate"], "practice", practice.id, "en",
         "The call within two weeks is the part we would like to copy first.")  # fmt: skip


def _past_session(db: Db, people: People, practice: Practice) -> None:
    session = _session(db, people["chair"], -21, "10:00", 90, "First exchange on support to carers")
    _items(db, people["chair"], session, [
        ("Opening by the chair", 10, None),
        ("Respite between foster families", 50, practice.id),
        ("What each delegation takes home", 20, None),
        ("Any other business", 10, None),
    ])  # fmt: skip


def _coming_session(db: Db, people: People, practice: Practice) -> None:
    chair = people["chair"]
    title = "Second session: recruiting foster families"
    session = _session(db, chair, 14, "14:00", 150, title)
    known = {words: key for key, words in takeable(db, chair)}
    gonul = next((key for words, key in known.items() if words.startswith("Gönül")), None)
    items = _items(db, chair, session, [
        ("Opening and adoption of the agenda", 10, None),
        ("Open evenings: what Azerbaijan learned", 40, practice.id),
        ("Gönül Elçileri: volunteers in every province", 40, gonul),
        ("Preparing 30 June", 30, None),
        ("Next steps and any other business", 20, None),
    ])  # fmt: skip
    _say(
        db,
        people["kg-head"],
        ROOM,
        items[1],
        "en",
        "Could we hear how the evenings work where families live far apart?",
    )
    _say(
        db,
        people["az-head"],
        ROOM,
        items[1],
        "en",
        "Yes, we will bring the plan of the travelling meetings.",
    )
    _say(db, chair, ROOM, items[2], "tr",
         "Bu maddede illerdeki koordinasyonun nasıl kurulduğunu kısaca anlatacağız.")  # fmt: skip


def _session(db: Db, chair: Actor, days: int, hour: str, minutes: int, title: str) -> Session:
    day = (now() + timedelta(days=days)).astimezone(ZoneInfo(ISTANBUL)).date()
    plan = Plan(
        title=title,
        purpose="Delegations compare what they tried, what it cost, and what they would do again.",
        wall=datetime.combine(day, time.fromisoformat(hour)),
        zone=ISTANBUL,
        minutes=minutes,
        place="Ankara, and by video",
        link="https://meet.example.org/demonstration",
    )
    session = schedule(db, chair, plan)
    db.flush()  # its items refer to it
    return session


def _items(
    db: Db, chair: Actor, session: Session, wanted: list[tuple[str, int, UUID | None]]
) -> list[UUID]:
    made = []
    for title, minutes, practice_id in wanted:
        entry = Entry(title, minutes, practice_id=practice_id)
        made.append(add_item(db, chair, session, entry).id)
        db.flush()  # the next one counts those before it
    return made


def _say(db: Db, actor: Actor, kind: str, subject_id: UUID, lang: str, body: str) -> None:
    room = room_of(db, kind, subject_id)
    assert room is not None
    remark_on(db, actor, room, body=body, lang=lang, cid=uuid5(_REMARKS, body))
