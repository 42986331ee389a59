"""The very small things that decide whether someone comes. None: nobody states it."""

from typing import Annotated

from msgspec import Meta

from schemas.record import Record, Url
from schemas.vocabulary import (
    AgeGroup,
    Audience,
    Category,
    Childcare,
    ContactKind,
    CostKind,
    DutchLevel,
    Purpose,
    RegistrationKind,
)

LanguageTag = Annotated[str, Meta(pattern=r"^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="BCP 47")]
Cents = Annotated[int, Meta(ge=0, description="euro cents")]
Age = Annotated[int, Meta(ge=0, le=120, description="years, inclusive")]


class DutchLevels(Record):
    """How much Dutch is needed: CEFR from `min` to `max`, both inclusive; `note` as printed."""

    min: DutchLevel | None = None
    max: DutchLevel | None = None
    note: str | None = None


class Cost(Record):
    kind: CostKind
    amount_cents: Cents | None = None
    note: str | None = None


class Registration(Record):
    kind: RegistrationKind
    url: Url | None = None


class Support(Record):
    """Help to come: fare paid, help with preparation, someone who comes along, care for children."""

    travel: bool | None = None
    preparation: bool | None = None
    companion: bool | None = None
    childcare: Childcare | None = None


class AgeRange(Record):
    min: Age | None = None
    max: Age | None = None


class Facets(Record):
    """Facets as one source states them, or as an organisation's defaults."""

    category: Category | None = None
    audience: tuple[Audience, ...] | None = None
    contact_kind: ContactKind | None = None
    purpose: Purpose | None = None
    languages: tuple[LanguageTag, ...] | None = None
    dutch_level: DutchLevels | None = None
    cost: Cost | None = None
    registration: Registration | None = None
    support: Support | None = None
    women_only: bool | None = None
    men_only: bool | None = None
    age: AgeRange | None = None
    age_groups: tuple[AgeGroup, ...] | None = None
    accessibility: tuple[str, ...] | None = None
