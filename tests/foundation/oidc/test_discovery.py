"""A discovery document is cut down to what we know, and refused when it does not hold."""

import pytest

from server.foundation.oidc.discovery import Distrusted, Provider, discover, judge, judge_issuer
from tests.foundation.oidc.scripted import HOST, ISSUER, Scripted, a_document


@pytest.mark.parametrize(
    "issuer",
    [ISSUER, f"{ISSUER}:443", f"{ISSUER}/realms/care", f"{ISSUER}/", "https://az.idp.invalid"],
)
def test_an_issuer_is_an_https_name(issuer: str) -> None:
    judge_issuer(issuer)


@pytest.mark.parametrize(
    "issuer",
    [
        "",
        f"http://{HOST}",
        HOST,
        f"{ISSUER}:8443",
        f"{ISSUER}:x",
        f"{ISSUER}?tenant=1",
        f"{ISSUER}?",
        f"{ISSUER}#a",
        f"{ISSUER}#",
        f"https://user@{HOST}",
        f"https://@{HOST}",
        f"https://{HOST}@evil.example",
        "https://127.0.0.1",
        "https://127.1",
        "https://0x7f.1",
        "https://2130706433",
        "https://[::1]",
        "https://[::1",
        "https://localhost",
        "https://",
        "https:///path",
        f"https://{HOST}\\.evil.example",
        f"https://{HOST}\t",
        f"https://{HOST}/\n",
        f" https://{HOST}",
        f"https://{HOST}/a b",
        "https://ıd.ministry.example",
        f"{ISSUER}/{'a' * 255}",
    ],
)
def test_anything_else_is_no_issuer(issuer: str) -> None:
    with pytest.raises(Distrusted):
        judge_issuer(issuer)


def test_a_good_document_is_cut_down_to_what_we_know() -> None:
    steering = {"proxy": "https://evil.example", "verify": False, "timeout": 9000, "client_id": "x"}
    assert judge(ISSUER, a_document(**steering, end_session_endpoint=f"{ISSUER}/bye")) == Provider(
        issuer=ISSUER,
        authorization_endpoint=f"{ISSUER}/authorize",
        token_endpoint=f"{ISSUER}/token",
        jwks_uri=f"{ISSUER}/jwks",
        userinfo_endpoint=None,
        end_session_endpoint=f"{ISSUER}/bye",
        says_iss=True,
        algorithms=("ES256",),
    )


def test_our_list_of_algorithms_is_only_narrowed() -> None:
    offered = ["none", "HS256", "RS256", "ES512", "EdDSA"]
    document = a_document(id_token_signing_alg_values_supported=offered)
    assert judge(ISSUER, document).algorithms == ("RS256", "EdDSA")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", "https://id.other.example"),
        ("issuer", f"{ISSUER}/"),
        ("issuer", [ISSUER]),
        ("issuer", None),
        ("code_challenge_methods_supported", ["plain"]),
        ("code_challenge_methods_supported", "S256"),
        ("code_challenge_methods_supported", None),
        ("token_endpoint_auth_methods_supported", ["client_secret_basic"]),
        ("token_endpoint_auth_methods_supported", None),
        ("id_token_signing_alg_values_supported", ["none", "HS256"]),
        ("id_token_signing_alg_values_supported", None),
        ("id_token_signing_alg_values_supported", {"ES256": True}),
        ("authorization_endpoint", None),
        ("authorization_endpoint", "javascript:alert(1)"),
        ("authorization_endpoint", f"http://{HOST}/authorize"),
        ("authorization_endpoint", "https://evil.example/authorize"),
        ("authorization_endpoint", f"{ISSUER}/authorize#here"),
        ("token_endpoint", "https://evil.example/token"),
        ("token_endpoint", f"https://{HOST}@evil.example/token"),
        ("token_endpoint", f"https://{HOST}.evil.example/token"),
        ("token_endpoint", f"{ISSUER}:8443/token"),
        ("token_endpoint", "/token"),
        ("token_endpoint", 7),
        ("token_endpoint", f"{ISSUER}/{'t' * 2048}"),
        ("jwks_uri", "https://127.0.0.1/jwks"),
        ("jwks_uri", "https://[::1"),
        ("jwks_uri", ["https://id.ministry.example/jwks"]),
        ("userinfo_endpoint", "https://evil.example/me"),
        ("userinfo_endpoint", None),
        ("end_session_endpoint", "https://evil.example/bye"),
    ],
)
def test_a_document_is_refused_for_one_thing_that_does_not_hold(name: str, value: object) -> None:
    with pytest.raises(Distrusted):
        judge(ISSUER, a_document(**{name: value}))


async def test_the_document_is_fetched_from_the_issuers_own_address() -> None:
    scripted = Scripted()
    assert (await discover(scripted.outgoing, ISSUER)).issuer == ISSUER
    assert scripted.asked == [("/.well-known/openid-configuration", {})]
