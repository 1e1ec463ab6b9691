"""What a delegation is known by."""

from server.foundation.refusals import Refusal

NOT_A_CODE = Refusal("A delegation is known by two capital letters.")
TAKEN = Refusal("There is a delegation with the code %(code)s already.")


def why_not_register(code: str, *, taken: bool) -> Refusal | None:
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
        return NOT_A_CODE
    return TAKEN.of(code=code) if taken else None
