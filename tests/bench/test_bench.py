"""The bench in its short form: every figure appears and everything arrives; no duration counts."""

import json
import shutil
from pathlib import Path

import pytest

from tests.bench.figures import Figure, Scale, figures
from tests.bench.programs import build

SHORT = Scale(members=25, posts=10, pace=40, requests=10, batches=1)
METRICS = ["session_page_cpu_ms", "delivery_times_limit_paced", "member_kib"]


def measured(folder: Path) -> list[Figure]:
    """Where no compiler is, the bench says what it wants; figures need one."""
    if shutil.which("cc") is None:
        with pytest.raises(SystemExit, match="install cc"):
            build(folder)
        return []
    return list(figures(SHORT))


def test_every_figure_is_one_line_with_a_number_and_the_work_behind_it(tmp_path: Path) -> None:
    lines = [json.loads(json.dumps(figure)) for figure in measured(tmp_path)]
    assert [line["metric"] for line in lines] in ([], METRICS)
    for line in lines:
        assert line.keys() == {"metric", "value", "unit", "work"}
        assert isinstance(line["value"], float)
    # That every remark reached every member is asserted while it is measured.
    assert all("500 deliveries" in line["work"] for line in lines[1:2])
