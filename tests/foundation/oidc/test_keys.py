"""Keys of providers are kept for an hour, asked for again with restraint, and limited."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey

from server.foundation.http import Unreached
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.keys import Keys, read_keys
from server.foundation.oidc.own_keys import OwnKeys
from tests.conftest import Clock
from tests.foundation.oidc.scripted import ISSUER, Scripted, a_key

ADDRESS = f"{ISSUER}/jwks"
NAME = "0123456789ab"


@pytest.fixture
def keys(scripted: Scripted, clock: Clock) -> Keys:
    return Keys(scripted.outgoing)


async def test_keys_are_asked_for_once_an_hour(
    scripted: Scripted, keys: Keys, clock: Clock
) -> None:
    await keys.of(ADDRESS, scripted.key.kid)
    clock.move(minutes=59)
    await keys.of(ADDRESS, scripted.key.kid)
    assert scripted.times_asked("/jwks") == 1
    clock.move(minutes=2)
    await keys.of(ADDRESS, scripted.key.kid)
    assert scripted.times_asked("/jwks") == 2


async def test_an_unknown_key_is_asked_for_once_a_minute(
    scripted: Scripted, keys: Keys, clock: Clock
) -> None:
    await keys.of(ADDRESS, scripted.key.kid)
    fresh = a_key()
    scripted.say("/jwks", {"keys": [fresh.as_dict(private=False)]})
    for _ in range(5):
        await keys.of(ADDRESS, fresh.kid)
    assert scripted.times_asked("/jwks") == 1
    clock.move(seconds=61)
    found = await keys.of(ADDRESS, fresh.kid)
    assert [key.kid for key in found] == [fresh.kid]
    for _ in range(5):
        await keys.of(ADDRESS, "never heard of")
    assert scripted.times_asked("/jwks") == 2


@pytest.mark.parametrize("answer", [({}, 500), ({"keys": []}, 200), ({"keys": "none"}, 200)])
async def test_for_a_day_a_failing_provider_keeps_its_old_keys(
    scripted: Scripted, keys: Keys, clock: Clock, answer: tuple[object, int]
) -> None:
    await keys.of(ADDRESS, scripted.key.kid)
    scripted.say("/jwks", *answer)
    clock.move(hours=23)
    assert len((await keys.of(ADDRESS, scripted.key.kid)).keys) == 1
    clock.move(hours=2)
    with pytest.raises((Unreached, Distrusted)):
        await keys.of(ADDRESS, scripted.key.kid)


async def test_a_failing_provider_is_asked_once_a_minute(
    scripted: Scripted, keys: Keys, clock: Clock
) -> None:
    await keys.of(ADDRESS, scripted.key.kid)
    scripted.say("/jwks", {}, 500)
    clock.move(hours=2)
    for _ in range(5):
        await keys.of(ADDRESS, scripted.key.kid)
    assert scripted.times_asked("/jwks") == 2


async def test_a_large_key_set_is_not_read(scripted: Scripted, keys: Keys) -> None:
    key = scripted.key.as_dict(private=False)
    scripted.say("/jwks", {"keys": [key], "padding": "x" * 64 * 1024})
    with pytest.raises(Unreached):
        await keys.of(ADDRESS, None)


@pytest.mark.filterwarnings("ignore:Key size should be")
def test_keys_of_other_kinds_are_passed_over() -> None:
    good = a_key()
    others: list[object] = [
        OctKey.generate_key(256).as_dict(),
        RSAKey.generate_key(1024).as_dict(private=False),
        ECKey.generate_key("P-384").as_dict(private=False),
        a_key().as_dict(private=True),
        {**a_key().as_dict(private=False), "use": "enc"},
        {**a_key().as_dict(private=False), "kid": 7},
        {**a_key().as_dict(private=False), "x": "AAAA"},
        {"kty": "EC", "crv": "P-256"},
        {"kty": "RSA", "n": "AQAB", "e": 65537},
        {"kty": ["EC"]},
        {},
        "a key",
        None,
    ]
    found = read_keys({"keys": [*others, good.as_dict(private=False)]})
    assert [key.kid for key in found] == [good.kid]
    for other in others:
        with pytest.raises(Distrusted):
            read_keys({"keys": [other]})


def test_keys_of_our_kinds_are_taken() -> None:
    wanted: list[Key] = [
        a_key(),
        OKPKey.generate_key("Ed25519", auto_kid=True),
        RSAKey.generate_key(2048, auto_kid=True),
    ]
    found = read_keys({"keys": [key.as_dict(private=False) for key in wanted]})
    assert [key.kid for key in found] == [key.kid for key in wanted]


def test_more_than_twenty_keys_are_refused() -> None:
    key = a_key().as_dict(private=False)
    assert len(read_keys({"keys": [key] * 20}).keys) == 20
    with pytest.raises(Distrusted):
        read_keys({"keys": [key] * 21})


def test_our_own_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    kid = OwnKeys(tmp_path).of(NAME).kid
    assert OwnKeys(tmp_path).of(NAME).kid == kid
    (file,) = (tmp_path / "client-keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_each_provider_has_a_pair_of_its_own(tmp_path: Path) -> None:
    keys = OwnKeys(tmp_path)
    assert keys.of(NAME).kid != keys.of("ba9876543210").kid


def test_only_the_public_half_is_published(tmp_path: Path) -> None:
    published = OwnKeys(tmp_path).published(NAME)
    assert '"d"' not in json.dumps(published)
    assert [key.kid for key in read_keys(published)] == [OwnKeys(tmp_path).of(NAME).kid]


def test_several_processes_that_start_at_once_agree_on_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda _: OwnKeys(tmp_path).of(NAME).kid, range(8))
    assert len(set(found)) == 1


@pytest.mark.parametrize("name", ["", "../../etc/x", "0123456789AB", "0123456789abc", "x" * 12])
def test_a_name_that_is_no_redirect_path_makes_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        OwnKeys(tmp_path).of(name)
    assert not list(tmp_path.iterdir())
