"""What people of a journey do in a browser, in their own words."""

import re

from playwright.sync_api import Page

# The required answers of the submission form, as a delegate types them.
TYPED = {
    "title": "Neighbours who listen: first talks at home",
    "submitting_body": "Ministry responsible for social services",
    "contact_role": "Foster care unit, foster-care@example.org",
    "summary": "A social worker and a foster family visit those who asked.",
    "problem": "Few of those who ask apply.",
    "target_group": "Families who consider fostering",
    "approach": "Two visits, one call, one written answer.",
    "started_year": "2024",
    "scale": "Four regions (invented, stock).",
    "theory_or_evidence_base": "Personal contact is named most often.",
    "unintended_effects": "None looked for.",
    "resources": "One day a week.",
    "equity": "Villages are reached last.",
    "transferability": "Needs a trained visitor.",
    "sustainability": "Part of ordinary work.",
    "participation": "Carers wrote the questions.",
    "outcome_indicator": "Families who applied (invented)",
    "outcome_result": "One in five",
    "outcome_source": "https://example.org/invented",
    "sources": "https://example.org/invented",
}
CHOSEN = {
    "practice_type": "recruitment_awareness",
    "care_type": "long_term",
    "category": "innovation",
    "evaluation_design": "monitoring",
    "tried_elsewhere": "not_tried",
}
TICKED = {"link_to_declaration", "ethics_statement", "privacy_declaration"}
PARTS = 7


def sign_in(page: Page, delegation: str, person: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("link", name=delegation).click()
    page.get_by_role("button", name=person).click()
    page.wait_for_url(re.compile(r"^[^?]*/$"))
    assert page.locator("form[action='/sign-out'] button").is_visible()


def contribute(page: Page) -> str:
    """Answers part after part, submits the whole; returns the address of the practice."""
    page.goto("/practices/new")
    for part in range(1, PARTS + 1):
        page.get_by_text(f"Part {part} of {PARTS}").wait_for()
        answer(page)
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Submit for clearance").click()
    page.wait_for_url(re.compile(r"/practices/[0-9a-f-]{36}$"))
    return page.url


def answer(page: Page) -> None:
    """Whatever this part of the form asks."""
    asked = {str(field.get_attribute("name")) for field in page.locator("form.form [name]").all()}
    for name in asked & TYPED.keys():
        page.fill(f"[name={name}] >> nth=0", TYPED[name])
    for name in asked & CHOSEN.keys():
        choose(page, name, CHOSEN[name])
    for name in asked & TICKED:
        for box in page.locator(f"[name={name}]").all():
            box.check()


def choose(page: Page, name: str, value: str) -> None:
    control = page.locator(f"select[name={name}]")
    if control.count():
        control.select_option(value)
    else:
        page.check(f"[name={name}][value={value}]")


def schedule(page: Page, title: str, practice: str) -> str:
    """Schedules a session with the practice on its agenda; returns the address of the item."""
    page.goto("/sessions/new")
    page.fill("[name=title]", title)
    page.fill("[name=day]", "2027-03-02")
    page.fill("[name=hour]", "14:00")
    choose_zone(page, "Europe/Istanbul")
    page.fill("[name=minutes]", "60")
    page.get_by_role("button", name="Save the session").click()
    page.fill("[name=title]", "What Azerbaijan learned")
    page.fill("[name=minutes]", "40")
    page.select_option("[name=practice_id]", label=practice)
    page.get_by_role("button", name="Add to the agenda").click()
    page.get_by_role("link", name="What Azerbaijan learned", exact=True).click()
    return page.url


def choose_zone(page: Page, zone: str) -> None:
    if page.locator("select[name=zone]").count():
        page.select_option("select[name=zone]", zone)
    else:
        page.fill("[name=zone]", zone)


def say(page: Page, words: str) -> None:
    page.fill("textarea[name=body]", words)
    page.get_by_role("button", name="Post", exact=True).click()


def sees(page: Page, words: str) -> None:
    page.get_by_role("log").get_by_text(words, exact=True).wait_for()


def heard_by(page: Page) -> list[str]:
    """What the log says, from first to last."""
    return page.locator("[role=log] .remark-body").all_inner_texts()
