"""Practices of invented content at each stage of their life, told through the actions."""

from uuid import UUID

from server.foundation.database import Database, Db
from server.group.permissions import Actor
from server.group.practices.actions.authoring import clear, draft, submit
from server.group.practices.models import Practice
from server.group.practices.rules.answers import Answer

COMPLETE: dict[str, Answer] = {
    "title": "Open evenings for families who ask",
    "country": "AZ",
    "submitting_body": "Ministry responsible for social services",
    "contact_role": "Foster care unit, foster-care@example.org",
    "language": "en",
    "practice_type": "recruitment_awareness",
    "more_types": [],
    "care_type": "long_term",
    "local_term": "",
    "category": "good_practice",
    "summary": "Families ask foster families. Whoever wants is called within two weeks.",
    "problem": "Few of those who ask apply.",
    "link_to_declaration": ["exchange"],
    "target_group": "Families who consider fostering.",
    "approach": "One evening a month in each region.",
    "started_year": 2023,
    "ended_year": 2024,
    "scale": "12 regions in 2024 (invented, stock).",
    "theory_or_evidence_base": "People decide after talking to people.",
    "ethics_statement": [
        "no_identifiable_child", "voluntary", "no_discrimination", "birth_family", "complaints",
    ],
    "privacy_declaration": ["no_names", "small_counts"],
    "outcomes": [
        {
            "indicator": "Visitors who applied",
            "baseline": "no figure",
            "result": "one in five",
            "period": "2024",
            "source": "https://example.org/invented",
        }
    ],
    "evaluation_design": "monitoring",
    "unintended_effects": "None looked for.",
    "resources": "Half a day a week; unit cost unknown.",
    "equity": "Villages are reached last.",
    "transferability": "Needs a trained host.",
    "tried_elsewhere": "not_tried",
    "sustainability": "Part of ordinary work.",
    "participation": "Carers wrote the questions.",
    "visibility": "working_group",
    "sources": ["https://example.org/invented"],
    "review_due": "2028-12-31",
}  # fmt: skip

ENTRY: dict[str, object] = {
    "id": "az-invented",
    "title": "An invented entry",
    "country_iso2": "AZ",
    "languages": ["az", "en"],
    "summary": "What an invented source says. And more.",
    "problem": "A problem.",
    "approach": None,
    "target_group": "Carers.",
    "started_year": None,
    "outcomes": [{"text": "Twice as many applied", "source": "https://example.org/a"}],
    "evidence_level": "descriptive",
    "evidence_note": "Invented.",
    "transferability_notes": "None.",
    "resources": "Unknown.",
    "sources": ["https://example.org/a", "http://example.com/b"],
}


def an_entry(**fields: object) -> dict[str, object]:
    return {**ENTRY, **fields}


def stored(database: Database, practice_id: UUID) -> Practice:
    """As anybody would read it now."""
    with database.read() as db:
        return db.get_one(Practice, practice_id)


def a_draft(db: Db, author: Actor, **answers: Answer) -> Practice:
    return draft(db, author, {**COMPLETE, **answers})


def a_submitted(db: Db, author: Actor, **answers: Answer) -> Practice:
    practice = a_draft(db, author, **answers)
    submit(db, author, practice, practice.version)
    return practice


def a_cleared(db: Db, author: Actor, head: Actor, **answers: Answer) -> Practice:
    practice = a_submitted(db, author, **answers)
    clear(db, head, practice, practice.version)
    return practice
