"""The closed vocabularies, as published. A value that stands in none of them is an error, not a new value."""

from enum import StrEnum


class Category(StrEnum):
    LANGUAGE = "language"
    MEETING = "meeting"
    FOOD = "food"
    SPORT = "sport"
    FAMILY = "family"
    CELEBRATION = "celebration"
    BUDDIES = "buddies"
    ADVICE = "advice"
    CULTURE = "culture"
    MUSIC = "music"
    REPAIR = "repair"
    NATURE = "nature"
    FAITH_DIALOGUE = "faith_dialogue"
    GAMES = "games"
    COURSE = "course"
    CRAFTS = "crafts"


class Audience(StrEnum):
    EVERYONE = "everyone"
    NEWCOMERS = "newcomers"
    UKRAINIANS = "ukrainians"
    LANGUAGE_LEARNERS = "language_learners"
    INTERNATIONALS = "internationals"
    MIGRANTS = "migrants"
    NEIGHBOURS = "neighbours"
    WOMEN = "women"
    MEN = "men"
    OLDER_PEOPLE = "older_people"
    YOUNG_PEOPLE = "young_people"
    CHILDREN = "children"
    FAMILIES = "families"
    VOLUNTEERS = "volunteers"


class ContactKind(StrEnum):
    OWN_COMMUNITY = "own_community"
    LOCAL_COMMUNITY = "local_community"
    MIXED = "mixed"


class Purpose(StrEnum):
    SOCIAL = "social"
    FUNCTIONAL = "functional"
    BOTH = "both"


class CostKind(StrEnum):
    FREE = "free"
    PAID = "paid"
    DONATION = "donation"
    UNKNOWN = "unknown"


class RegistrationKind(StrEnum):
    DROP_IN = "drop_in"
    REQUESTED = "requested"
    REQUIRED = "required"
    REFERRAL = "referral"
    UNKNOWN = "unknown"


class AttendanceMode(StrEnum):
    OFFLINE = "offline"
    ONLINE = "online"
    MIXED = "mixed"


class DutchLevel(StrEnum):
    """CEFR, with A0 for no Dutch at all."""

    A0 = "A0"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"


class Childcare(StrEnum):
    PROVIDED = "provided"
    CHILDREN_WELCOME = "children_welcome"
    NONE = "none"


class AgeGroup(StrEnum):
    CHILDREN = "children"
    TEENAGERS = "teenagers"
    ADULTS = "adults"
    OLDER_PEOPLE = "older_people"


class Accessibility(StrEnum):
    """What makes it possible to come with a limitation. A source may add words of its own."""

    WHEELCHAIR = "wheelchair"
    WALKING_AID = "walking_aid"
    LIFT = "lift"
    TOILET = "toilet"
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    INTERPRETER = "interpreter"
    LOW_STIMULUS = "low_stimulus"
    SHORT_ROUTE = "short_route"
    SEATED = "seated"


class Basis(StrEnum):
    """Where a facet's value comes from."""

    STATED = "stated"
    ORGANISATION_DEFAULT = "organisation_default"
    CONFIRMED = "confirmed"
    INFERRED = "inferred"


class Rights(StrEnum):
    """What of a source's text may be published."""

    FACTS = "facts"
    FULL = "full"
