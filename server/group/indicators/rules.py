"""What the figures are called."""

from server.foundation.refusals import Sentence

KINDS = {
    "children_in_foster_care": Sentence("Children in foster care"),
    "children_in_alternative_care_total": Sentence("Children in alternative care, all forms"),
    "foster_families": Sentence("Foster families"),
    "children_in_residential_care": Sentence("Children in residential care"),
    "children_newly_placed_in_foster_care": Sentence("Children newly placed in foster care"),
    "approved_fostering_households": Sentence("Approved fostering households"),
    "children_placed_in_foster_care_cumulative": Sentence(
        "Children ever placed in foster care (cumulative)"
    ),
    "children_with_disabilities_in_foster_care": Sentence(
        "Children with disabilities in foster care"
    ),
    "professional_foster_carers": Sentence("Professional foster carers"),
    "children_with_relatives_formal": Sentence("Children formally placed with relatives"),
    "children_in_foster_care_general": Sentence("Children in foster care outside the family"),
    "children_in_foster_care_relative": Sentence("Children in foster care with relatives"),
    "foster_families_receiving_new_child": Sentence("Foster families that received a child"),
    "patronage_families": Sentence("Patronage families"),
    "children_in_patronage_care": Sentence("Children in patronage care"),
    "foster_families_without_child": Sentence("Foster families without a child"),
    "children_without_parental_care_total": Sentence("Children without parental care"),
    "registered_foster_households": Sentence("Registered foster households"),
    "children_in_infant_homes": Sentence("Children in infant homes"),
    "children_placed_in_ihtidan_cumulative": Sentence(
        "Children ever placed in ihtidan (cumulative)"
    ),
    "share_in_home_environment_percent": Sentence("Share in a home environment"),
    "foster_placement_rate_percent": Sentence("Foster placement rate"),
    "foster_child_grants": Sentence("Foster child grants"),
}
UNITS = {
    "persons": Sentence("persons"),
    "families": Sentence("families"),
    "percent": Sentence("percent"),
    "grants per month": Sentence("grants per month"),
}
CONFIDENCE = {"high": Sentence("high"), "medium": Sentence("medium"), "low": Sentence("low")}


def name_of(kind: str) -> Sentence:
    """A kind that a later file brings is named as the file names it."""
    return KINDS.get(kind) or Sentence("%(kind)s", kind=kind.replace("_", " ").capitalize())
