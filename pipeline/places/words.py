"""The words by which the parts of a written address are told apart. A new word is a new row here."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Stand before a place and say only that one follows: "Locatie: De Wilg".
LEAD_INS = _words("locatie lokatie locatieadres adres bezoekadres plaats waar where location address venue")
COUNTRIES = frozenset({"nederland", "netherlands", "the netherlands", "holland", "nl", "pays-bas", "niederlande"})
# Mean online by themselves.
SURELY_ONLINE = frozenset(
    _words(
        """online on-line zoom teams jitsi skype webinar livestream digitaal virtueel virtual webex videobellen remote
    discord youtube whatsapp meet"""
    )
)
# May stand beside those; a segment with any other word is a place that also has a screen ("Zaal Online").
BESIDE_ONLINE = frozenset(
    _words(
        """microsoft ms google thuis gather vergadering meeting bijeenkomst link call videocall event evenement
    via en de het een per met op in volgt or and the a"""
    )
)
# What a street's name ends in.
STREET_ENDINGS = _words(
    """straat str laan weg plein gracht kade singel steeg dijk plantsoen dreef pad hof markt wal allee boulevard park
    dam haven baan brink ring erf hage weide zoom kamp veld akker burg es hoek oord stede gang poort werf diep sloot
    vaart wetering streek berg bos horst land donk eind einde rade tuin street road avenue lane square stege strjitte
    wei loane buorren"""
)
# Begin a street whose ending does not tell: "Plein 1944", "Laan van Meerdervoort", "Achter de Dom".
STREET_BEGINNINGS = frozenset(_words("plein laan weg markt achter aan op kade hof oude nieuwe het"))
# The endings that make a street also of a name without a number, where a venue stands beside it.
SURE_ENDINGS = _words("straat laan weg plein gracht kade singel steeg plantsoen dreef markt")
# What bears a number without being a street.
NUMBERED_THINGS = frozenset(
    _words(
        """zaal studio atelier lokaal gebouw hal sporthal sportzaal gymzaal perron halte bus lijn kamer unit hangar
    loods veld baan team groep club formule area pier ingang blok route ruimte room hall etage verdieping niveau deel
    week dag tafel stand kavel vak poort deur basisschool cafe café bar villa fase les klas floor building level gate
    nummer nr tel telefoon postbus antwoordnummer knooppunt paal strandpaal bankje afslag afrit"""
    )
)
_NUMBERED_ROOMS = (
    "zaal|zalen|lokaal|lokalen|kamer|ruimte|room|leslokaal|cursusruimte|vergaderzaal|vergaderruimte|gymzaal|hal"
    "|vleugel|unit|blok"
)
_ROOM_NUMBER = r"\d{1,3}(?:\.\d{1,3})?(?: ?(?:en|\+|&|/|-|t/m) ?\d{1,3})?[a-z]?|[a-z]|[ivx]{1,4}"
_SORTS_OF_ROOMS = (
    "grote|kleine|oude|nieuwe|blauwe|rode|groene|gele|witte|boven|beneden|theater|concert|feest|bovenste|achter|voor"
    "|mooie|raad|expositie"
)
_NAMED_ROOMS = "foyer|kelder|zolder|keuken|kantine|huiskamer|aula|bijzaal|bovenzaal|hal|serre|atrium|tuin"
_ORDINALS = r"\d{1,2}(?:e|de|ste)|eerste|tweede|derde|vierde|vijfde|bovenste"
# Rooms within a venue: regular expressions that match the whole part.
ROOMS = (
    rf"(?:de )?(?:{_NUMBERED_ROOMS}) (?:nr\.? ?)?(?:{_ROOM_NUMBER})",
    rf"(?:de |het )?(?:{_SORTS_OF_ROOMS}) ?(?:zaal|kamer|ruimte)",
    rf"(?:op de |op )?(?:{_ORDINALS}) (?:verdieping|etage)",
    r"(?:verdieping|etage|niveau|floor|level) -?\d{1,2}",
    r"(?:op de |op )?(?:begane grond|bovenverdieping)|\d(?:st|nd|rd|th) floor|ground floor",
    rf"(?:in )?(?:de |het )?(?:{_NAMED_ROOMS})",
)
# Rooms right behind the name of their venue, with no sign between: "Theater De Tuin" is no garden of a theatre.
ROOMS_AFTER_A_NAME = (*ROOMS[:-1], rf"in (?:de |het )?(?:{_NAMED_ROOMS})")

# How addresses in other countries are told: regular expressions, looked for anywhere in a text.
_STREET_WORDS = (
    "St|Street|Ave|Avenue|Av|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Pl|Place|Ct|Court|Way|Hwy|Highway|Pkwy|Parkway"
    "|Pike|Terrace|Ter|Circle|Cir|Square|Sq|Row|Close|Crescent|Gardens|Broadway"
)
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
FOREIGN = (
    rf"\b(?:{_STATES}),? {{1,2}}\d{{5}}(?:-\d{{4}})?\b",  # IL 62701
    r"\b(?:NSW|VIC|Vic|QLD|Qld|TAS|Tas|ACT|SA|WA|NT) \d{4}\b",  # VIC 3000
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",  # OX1 2AQ
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b",  # K1A 0B1
    # 1600 NW First St
    rf"\b\d{{1,5}}(?:-\d{{1,5}})? (?:[NSEW]|[NS][EW])\.? (?:[\w.'-]{{1,20}} ){{1,3}}(?:{_STREET_WORDS})\b",
    rf"\b\d{{1,5}} (?:[A-Z][\w.'-]{{1,20}} ){{1,3}}(?:{_STREET_WORDS})\b(?!\s*\d)",  # 40 George Street
)
