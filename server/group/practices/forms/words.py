"""The answers offered, in words. The values are those of the group's submission form."""

from server.foundation.refusals import Refusal as Words

TYPES = {
    "policy_or_law": Words("Policy or law"),
    "service_model": Words("Service model"),
    "training": Words("Training"),
    "recruitment_awareness": Words("Recruitment and awareness"),
    "support_to_carers": Words("Support to carers"),
    "matching_gatekeeping": Words("Matching and gatekeeping"),
    "leaving_care": Words("Leaving care"),
    "data_quality": Words("Data and quality"),
    "emergency_care": Words("Emergency care"),
    "kinship_kafala": Words("Kinship care and kafala"),
}
CARE = {
    "long_term": Words("Long term"),
    "temporary_short_term": Words("Temporary or short term"),
    "emergency": Words("Emergency"),
    "specialised": Words("Specialised"),
    "kinship": Words("Kinship"),
    "kafala_ihtidan": Words("Kafala or ihtidan"),
    "respite": Words("Respite"),
    "professional": Words("Professional"),
    "not_applicable": Words("Not applicable"),
}
CATEGORIES = {
    "innovation": Words("Innovation"),
    "lesson_learned": Words("Lesson learned"),
    "good_practice": Words("Good practice"),
}
PROVISIONS = {
    "exchange": Words("Exchange of best practice"),
    "30_june": Words("Foster Family Day, 30 June"),
    "working_group": Words("The working group"),
    "dissemination": Words("Spreading experience"),
}
DESIGNS = {
    "none": Words("None"),
    "monitoring": Words("Monitoring"),
    "internal_evaluation": Words("Internal evaluation"),
    "independent_evaluation": Words("Independent evaluation"),
    "pre_post_with_adjustment": Words("Before and after, with adjustment"),
    "comparison_group": Words("Comparison group"),
    "randomised": Words("Randomised trial"),
}
EVIDENCE = {
    **DESIGNS,
    "quasi_experimental": Words("Quasi-experimental study"),
    "programme_evaluation": Words("Programme evaluation"),
    "administrative_data": Words("Administrative data"),
    "descriptive": Words("Description"),
}
ETHICS = {
    "no_identifiable_child": Words("No child can be recognised."),
    "voluntary": Words("Everybody took part of their own will."),
    "no_discrimination": Words("Nobody was discriminated against."),
    "birth_family": Words("The rights of the birth family were considered."),
    "complaints": Words("There is a way to complain."),
}
PRIVACY = {
    "no_names": Words(
        "No names, faces, schools, villages, rare conditions, or exact ages with places."
    ),
    "small_counts": Words("Counts under 10 are not given."),
}
