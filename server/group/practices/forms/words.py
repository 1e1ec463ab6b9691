"""The answers offered, in words. The values are those of the group's submission form."""

from server.foundation.refusals import Sentence

TYPES = {
    "policy_or_law": Sentence("Policy or law"),
    "service_model": Sentence("Service model"),
    "training": Sentence("Training"),
    "recruitment_awareness": Sentence("Recruitment and awareness"),
    "support_to_carers": Sentence("Support to carers"),
    "matching_gatekeeping": Sentence("Matching and gatekeeping"),
    "leaving_care": Sentence("Leaving care"),
    "data_quality": Sentence("Data and quality"),
    "emergency_care": Sentence("Emergency care"),
    "kinship_kafala": Sentence("Kinship care and kafala"),
}
CARE = {
    "long_term": Sentence("Long term"),
    "temporary_short_term": Sentence("Temporary or short term"),
    "emergency": Sentence("Emergency"),
    "specialised": Sentence("Specialised"),
    "kinship": Sentence("Kinship"),
    "kafala_ihtidan": Sentence("Kafala or ihtidan"),
    "respite": Sentence("Respite"),
    "professional": Sentence("Professional"),
    "not_applicable": Sentence("Not applicable"),
}
CATEGORIES = {
    "innovation": Sentence("Innovation"),
    "lesson_learned": Sentence("Lesson learned"),
    "good_practice": Sentence("Good practice"),
}
PROVISIONS = {
    "exchange": Sentence("Exchange of best practice"),
    "30_june": Sentence("Foster Family Day, 30 June"),
    "working_group": Sentence("The working group"),
    "dissemination": Sentence("Spreading experience"),
}
DESIGNS = {
    "none": Sentence("None"),
    "monitoring": Sentence("Monitoring"),
    "internal_evaluation": Sentence("Internal evaluation"),
    "independent_evaluation": Sentence("Independent evaluation"),
    "pre_post_with_adjustment": Sentence("Before and after, with adjustment"),
    "comparison_group": Sentence("Comparison group"),
    "randomised": Sentence("Randomised trial"),
}
EVIDENCE = {
    "randomised": Sentence("Randomised trial"),
    "quasi_experimental": Sentence("Quasi-experimental study"),
    "programme_evaluation": Sentence("Programme evaluation"),
    "administrative_data": Sentence("Administrative data"),
    "descriptive": Sentence("Description"),
}
EVIDENCE_MEANS = {
    "randomised": Sentence("Families or children were assigned by lot, so that groups compare."),
    "quasi_experimental": Sentence("Compared with a group that was not chosen by lot."),
    "programme_evaluation": Sentence("Evaluated as it ran, without a comparison group."),
    "administrative_data": Sentence("Counts kept by authorities; nothing shows what caused them."),
    "descriptive": Sentence("Described; its results were not measured."),
}
ETHICS = {
    "no_identifiable_child": Sentence("No child can be recognised."),
    "voluntary": Sentence("Everybody took part of their own will."),
    "no_discrimination": Sentence("Nobody was discriminated against."),
    "birth_family": Sentence("The rights of the birth family were considered."),
    "complaints": Sentence("There is a way to complain."),
}
PRIVACY = {
    "no_names": Sentence(
        "No names, faces, schools, villages, rare conditions, or exact ages with places."
    ),
    "small_counts": Sentence("Counts under 10 are not given."),
}
TARGETS = {
    "under_three": Sentence("Children under 3"),
    "three_to_eleven": Sentence("Children from 3 to 11"),
    "twelve_and_over": Sentence("Young people from 12 on"),
    "disability": Sentence("Children with disabilities"),
    "siblings": Sentence("Siblings"),
    "unaccompanied": Sentence("Unaccompanied or separated children"),
    "carers": Sentence("Carers"),
    "birth_families": Sentence("Birth families"),
}
CONSENT = {
    "not_applicable": Sentence("There is no story, quotation or image."),
    "adult_consent_held": Sentence("The adult's consent is held."),
    "child_assent_and_guardian_consent_held": Sentence(
        "The child's assent and the guardian's consent are held."
    ),
}
TRIED = {
    "not_tried": Sentence("Not tried elsewhere"),
    "adapted_elsewhere": Sentence("Adapted elsewhere"),
    "replicated_with_evaluation": Sentence("Replicated and evaluated elsewhere"),
}
VISIBILITY = {
    "working_group": Sentence("The working group"),
    "public": Sentence("Everybody, after a second clearance"),
}
