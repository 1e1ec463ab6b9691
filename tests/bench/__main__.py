"""`make bench`: one JSON object a line."""

import json

from tests.bench.figures import FULL, figures

if __name__ == "__main__":
    for figure in figures(FULL):
        print(json.dumps(figure), flush=True)
