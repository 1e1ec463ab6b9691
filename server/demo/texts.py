"""What the demonstration people wrote: invented examples, each marked as such where it is shown."""

from server.group.practices.rules.answers import Answer

_COMPLETE: dict[str, Answer] = {
    "language": "en",
    "practice_type": "recruitment_awareness",
    "care_type": "long_term",
    "category": "good_practice",
    "link_to_declaration": ["exchange", "dissemination"],
    "ethics_statement": [
        "no_identifiable_child", "voluntary", "no_discrimination", "birth_family", "complaints",
    ],
    "privacy_declaration": ["no_names", "small_counts"],
    "contact_role": "Foster care unit, shared mailbox foster-care@example.org",
    "submitting_body": "Ministry responsible for social services (demonstration)",
    "target_group": "Families who consider fostering; children aged 0 to 17",
    "ended_year": None,
    "sample_size": "",
    "evaluation_design": "monitoring",
    "theory_or_evidence_base": "Families decide after talking to people who foster already. "
    "Earlier studies of recruitment name personal contact as the strongest reason to apply.",
    "unintended_effects": "None looked for yet.",
    "resources": "Two staff a region for half a day a week; rooms lent by municipalities.",
    "equity": "Rural families come less often; a travelling meeting is planned.",
    "transferability": "Needs a trained host and a follow-up call within two weeks.",
    "tried_elsewhere": "not_tried",
    "sustainability": "The meetings are part of the regional units' ordinary work.",
    "participation": "Foster carers and young people who left care wrote the questions that the "
    "evening answers.",
    "partners": "Municipalities, an association of foster families",
    "sources": ["https://example.org/demonstration"],
}  # fmt: skip

EVENINGS: dict[str, Answer] = {
    **_COMPLETE,
    "title": "Open evenings where families ask foster families",
    "summary": "Many families think about fostering and never apply, because nobody answers their "
    "questions in person. Once a month, in each region, a foster family and a social worker hold "
    "an open evening: no registration, no speeches, ninety minutes of questions. Whoever leaves a "
    "telephone number is called within two weeks. In the demonstration year, one visitor in five "
    "asked for an assessment, and the share of visitors from villages doubled after the meetings "
    "began to travel. The evenings cost little and need no law, only a host who listens.",
    "problem": "Of those who ask for a leaflet, few apply. The reason most often given is that "
    "nobody was there to ask.",
    "approach": "A foster family and a social worker host together. The unit calls back within two "
    "weeks. A short guide describes how to prepare the room, which questions come, and what must "
    "never be told about any child.",
    "started_year": 2023,
    "scale": "12 regions, about 1,400 visitors in a year (demonstration figures, flow).",
    "outcomes": [
        {
            "indicator": "Visitors who asked for an assessment (demonstration)",
            "baseline": "no figure",
            "result": "one in five",
            "period": "12 months",
            "source": "https://example.org/demonstration",
        }
    ],
}

RESPITE: dict[str, Answer] = {
    **_COMPLETE,
    "title": "A weekend of rest: respite between neighbouring foster families",
    "practice_type": "support_to_carers",
    "care_type": "respite",
    "category": "innovation",
    "summary": "Foster families tire, and those without relatives nearby have nobody to step in. "
    "Four to six foster families of one district form a circle. Each takes the children of "
    "another for two weekends a year, children meet the hosts beforehand, and a social worker "
    "visits the first exchange. In the demonstration circles no placement ended in the first "
    "year, and carers named rest and company as the two things that changed most for them. The "
    "children decide what they take along and whom they call in the evening.",
    "problem": "Placements end when carers are exhausted; relief services are far away.",
    "approach": "Circles of four to six families, two weekends a year each, prepared meetings, a "
    "written plan for each weekend, one social worker for three circles.",
    "started_year": 2024,
    "scale": "9 circles with 43 families (demonstration figures, stock).",
    "outcomes": [
        {
            "indicator": "Placements that ended early in the first year (demonstration)",
            "baseline": "no figure",
            "result": "none",
            "period": "12 months",
            "source": "https://example.org/demonstration",
        }
    ],
}

TRAINING: dict[str, Answer] = {
    **_COMPLETE,
    "title": "Short evening lessons by telephone for new foster carers",
    "practice_type": "training",
    "summary": "New carers in mountain districts cannot travel to courses. Eight half-hour lessons "
    "are given by telephone to groups of six, at an hour the group chooses, with a printed booklet "
    "and a call to each family between lessons. No video and no fast line is needed. In the "
    "demonstration year nine families in ten finished all eight lessons, and questions that used "
    "to wait for a visit were answered within days. The lessons follow the national curriculum "
    "and count as training hours, so that nobody has to learn the same thing twice.",
    "problem": "Courses are held in cities; winter roads are closed for weeks.",
    "approach": "Eight lessons, groups of six, one trainer, printed booklet, a call in between.",
    "started_year": 2025,
    "scale": "31 groups with 180 carers (demonstration figures, flow).",
    "outcomes": [
        {
            "indicator": "Families that finished all lessons (demonstration)",
            "baseline": "no figure",
            "result": "nine in ten",
            "period": "10 months",
            "source": "https://example.org/demonstration",
        }
    ],
}

DRAFT: dict[str, Answer] = {
    "title": "Matching with a second opinion (draft)",
    "language": "en",
    "practice_type": "matching_gatekeeping",
    "summary": "Two social workers who do not know each other's view propose a family.",
    "outcomes": [],
    "sources": [],
    "link_to_declaration": [],
    "ethics_statement": [],
    "privacy_declaration": [],
}
