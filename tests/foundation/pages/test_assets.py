"""Static files: joined, compressed, named after their content, and exactly what was vendored."""

import base64
import gzip
import hashlib
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server.foundation.pages.assets import FOREVER, Assets
from server.settings import WEB

STATIC = WEB / "static"
KIB = 1024


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(STATIC)


@pytest.fixture(scope="module")
def files(assets: Assets) -> TestClient:
    return TestClient(assets.respond)


def test_what_is_vendored_is_exactly_what_was_taken() -> None:
    entries = json.loads((STATIC / "vendor" / "vendor.json").read_text())
    for entry in entries:
        content = (STATIC / "vendor" / entry["file"]).read_bytes()
        digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
        assert entry["sha384"] == f"sha384-{digest}", entry["file"]
    scripts = {file.name for file in (STATIC / "vendor").glob("*.js")}
    assert scripts == {entry["file"] for entry in entries}


def test_one_sheet_and_at_most_three_scripts_within_the_budget(
    assets: Assets, files: TestClient
) -> None:
    css = files.get(assets.css_url).content
    scripts = [files.get(url).content for url in assets.script_urls]
    assert len(scripts) <= 3
    assert len(gzip.compress(css)) <= 10 * KIB
    assert sum(len(gzip.compress(script)) for script in scripts) <= 21 * KIB


def test_tokens_come_first_and_paper_last(assets: Assets, files: TestClient) -> None:
    css = files.get(assets.css_url).text
    assert css.index(":root") < css.index(".top {") < css.index("@media print")


def test_a_file_may_be_kept_for_ever(assets: Assets, files: TestClient) -> None:
    answer = files.get(assets.url("img/icons.svg"))
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["content-type"] == "image/svg+xml"


def test_a_browser_that_has_it_is_told_so_without_a_body(assets: Assets, files: TestClient) -> None:
    url = assets.css_url
    tag = files.get(url).headers["etag"]
    again = files.get(url, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert files.get(url, headers={"if-none-match": '"another"'}).status_code == 200


def test_it_is_compressed_for_whoever_can_read_that(assets: Assets, files: TestClient) -> None:
    url = assets.css_url
    packed = files.get(url, headers={"accept-encoding": "gzip"})
    plain = files.get(url, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/static/site.css", "/static/../settings.py", "/static/img/"])
def test_only_what_was_taken_at_start_is_there(files: TestClient, path: str) -> None:
    assert files.get(path).status_code == 404


def test_another_content_has_another_name(tmp_path: Path) -> None:
    for folder in ("css", "js", "img", "vendor"):
        (tmp_path / folder).mkdir()
    for file in (STATIC / "vendor").glob("*.js"):
        (tmp_path / "vendor" / file.name).write_text("")
    (tmp_path / "css" / "print.css").write_text("")
    (tmp_path / "css" / "base.css").write_text("a {}")
    before = Assets(tmp_path).css_url
    (tmp_path / "css" / "base.css").write_text("b {}")
    assert Assets(tmp_path).css_url != before
