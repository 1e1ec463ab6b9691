"""What the figures are called."""

from server.foundation.refusals import Refusal as Words

KINDS = {
    "children_in_foster_care": Words("Children in foster care"),
    "children_in_alternative_care_total": Words("Children in alternative care, all forms"),
    "foster_families": Words("Foster families"),
    "children_in_residential_care": Words("Children in residential care"),
    "children_newly_placed_in_foster_care": Words("Children newly placed in foster care"),
    "approved_fostering_households": Words("Approved fostering households"),
    "children_placed_in_foster_care_cumulative": Words(
        "Children ever placed in foster care (cumulative)"
    ),
    "children_with_disabilities_in_foster_care": Words("Children with disabilities in foster care"),
    "professional_foster_carers": Words("Professional foster carers"),
    "children_with_relatives_formal": Words("Children formally placed with relatives"),
    "children_in_foster_care_general": Words("Children in foster care outside the family"),
    "children_in_foster_care_relative": Words("Children in foster care with relatives"),
    "foster_families_receiving_new_child": Words("Foster families that received a child"),
    "patronage_families": Words("Patronage families"),
    "children_in_patronage_care": Words("Children in patronage care"),
    "foster_families_without_child": Words("Foster families without a child"),
    "children_without_parental_care_total": Words("Children without parental care"),
    "registered_foster_households": Words("Registered foster households"),
    "children_in_infant_homes": Words("Children in infant homes"),
    "children_placed_in_ihtidan_cumulative": Words("Children ever placed in ihtidan (cumulative)"),
    "share_in_home_environment_percent": Words("Share in a home environment"),
    "foster_placement_rate_percent": Words("Foster placement rate"),
    "foster_child_grants": Words("Foster child grants"),
}
UNITS = {
    "persons": Words("persons"),
    "families": Words("families"),
    "percent": Words("percent"),
    "grants per month": Words("grants per month"),
}
CONFIDENCE = {"high": Words("high"), "medium": Words("medium"), "low": Words("low")}


def name_of(kind: str) -> Words:
    """A kind that a later file brings is named as the file names it."""
    return KINDS.get(kind) or Words("%(kind)s", kind=kind.replace("_", " ").capitalize())
