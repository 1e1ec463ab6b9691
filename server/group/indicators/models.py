"""One figure."""

from sqlmodel import Field, UniqueConstraint

from server.foundation.database import Row


class Indicator(Row, table=True):
    """A figure as a source states it. Figures of several countries are not comparable."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("country", "year", "kind", "as_of", "source"),)

    country: str = Field(max_length=2)
    year: int
    kind: str = Field(max_length=60)
    value: float
    unit: str = Field(max_length=40)
    source: str = Field(max_length=500)
    as_of: str = Field(max_length=20)
    confidence: str = Field(max_length=10)
    note: str = Field(default="", max_length=500)
