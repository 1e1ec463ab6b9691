"""A country's figures."""

from collections.abc import Sequence
from itertools import groupby

from sqlmodel import col, select

from server.foundation.database import Db
from server.group.indicators.models import Indicator


def indicators_of(db: Db, country: str) -> list[tuple[str, Sequence[Indicator]]]:
    """(kind, its figures, the newest first), the fullest kinds first."""
    wanted = (
        select(Indicator)
        .where(Indicator.country == country)
        .order_by(col(Indicator.kind), col(Indicator.year).desc(), col(Indicator.as_of).desc())
    )
    found = db.exec(wanted).all()
    series = [(kind, list(figures)) for kind, figures in groupby(found, lambda f: f.kind)]
    return sorted(series, key=lambda one: -len(one[1]))
