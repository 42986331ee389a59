"""Places as organisers write them, taken apart; the expected parts were written by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.places.address import WrittenPlace, line, written_place

TOWNS = {"wilgenmonde", "utrecht", "den haag", "hengelo (gld)", "'s-hertogenbosch", "ons dorp", "bergen (nh)"}
# text | venue | room | street | postcode | town; nothing where none is said
WRITTEN = """
Wilgenlaan 12, 7276 AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276 ab Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276ab wilgenmonde | | | Wilgenlaan 12 | 7276 AB | wilgenmonde
Wilgenlaan 12 7276 AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, NL-7276 AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12\\n7276 AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, Wilgenmonde, 7276 AB | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276 AB, Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276 AB  WILGENMONDE | | | Wilgenlaan 12 | 7276 AB | WILGENMONDE
Wilgenlaan 12, 7276 AB Wilgenmonde, Nederland | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276 AB Wilgenmonde, The Netherlands | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Wilgenlaan 12, 7276 AB Wilgenmonde, NL | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
7276 AB Wilgenmonde | | | | 7276 AB | Wilgenmonde
7276 AB | | | | 7276 AB |
De Wilg, 7276 AB Wilgenmonde | De Wilg | | | 7276 AB | Wilgenmonde
Wilgenlaan 12a, Wilgenmonde | | | Wilgenlaan 12a | | Wilgenmonde
Wilgenlaan 12 a, Wilgenmonde | | | Wilgenlaan 12 a | | Wilgenmonde
Wilgenlaan 12-a, Wilgenmonde | | | Wilgenlaan 12-a | | Wilgenmonde
Wilgenlaan 12A, Wilgenmonde | | | Wilgenlaan 12A | | Wilgenmonde
Wilgenlaan 12-II, Wilgenmonde | | | Wilgenlaan 12-II | | Wilgenmonde
Wilgenlaan 12 II, Wilgenmonde | | | Wilgenlaan 12 II | | Wilgenmonde
Wilgenlaan 12-2, Wilgenmonde | | | Wilgenlaan 12-2 | | Wilgenmonde
Wilgenlaan 12/3, Wilgenmonde | | | Wilgenlaan 12/3 | | Wilgenmonde
Wilgenlaan 12 hs, Wilgenmonde | | | Wilgenlaan 12 hs | | Wilgenmonde
Wilgenlaan 12-hs, Wilgenmonde | | | Wilgenlaan 12-hs | | Wilgenmonde
Wilgenlaan 12 huis, Wilgenmonde | | | Wilgenlaan 12 huis | | Wilgenmonde
Wilgenlaan 12 bis, Wilgenmonde | | | Wilgenlaan 12 bis | | Wilgenmonde
Wilgenlaan 12bis, Wilgenmonde | | | Wilgenlaan 12bis | | Wilgenmonde
Wilgenlaan 12 bis A, Wilgenmonde | | | Wilgenlaan 12 bis A | | Wilgenmonde
Wilgenlaan 12 rood, Wilgenmonde | | | Wilgenlaan 12 rood | | Wilgenmonde
Wilgenlaan 12 zwart, Wilgenmonde | | | Wilgenlaan 12 zwart | | Wilgenmonde
Wilgenlaan 12 1 hoog, Wilgenmonde | | | Wilgenlaan 12 1 hoog | | Wilgenmonde
Wilgenlaan 12 A-2, Wilgenmonde | | | Wilgenlaan 12 A-2 | | Wilgenmonde
Wilgenlaan 12-14, Wilgenmonde | | | Wilgenlaan 12-14 | | Wilgenmonde
Wilgenlaan 12 t/m 16, Wilgenmonde | | | Wilgenlaan 12 t/m 16 | | Wilgenmonde
Wilgenlaan 12 & 14, Wilgenmonde | | | Wilgenlaan 12 & 14 | | Wilgenmonde
Wilgenlaan t/o 5, Wilgenmonde | | | Wilgenlaan t/o 5 | | Wilgenmonde
Wilgenlaan tegenover 5, Wilgenmonde | | | Wilgenlaan tegenover 5 | | Wilgenmonde
Wilgenlaan naast 5, Wilgenmonde | | | Wilgenlaan naast 5 | | Wilgenmonde
Wilgenlaan nr. 12, Wilgenmonde | | | Wilgenlaan nr. 12 | | Wilgenmonde
Wilgenlaan nummer 12, Wilgenmonde | | | Wilgenlaan nummer 12 | | Wilgenmonde
Wilgenlaan 12 Wilgenmonde | | | Wilgenlaan 12 | | Wilgenmonde
Wilgenlaan 12-II Utrecht | | | Wilgenlaan 12-II | | Utrecht
Kerkplein 1 Hengelo (Gld) | | | Kerkplein 1 | | Hengelo (Gld)
Kerkplein 1 's-Hertogenbosch | | | Kerkplein 1 | | 's-Hertogenbosch
Kerkplein 1, Bergen (NH) | | | Kerkplein 1 | | Bergen (NH)
Plein 1944 nr. 3, 6511 JL Nijmegen | | | Plein 1944 nr. 3 | 6511 JL | Nijmegen
Plein 1944 3, 6511 JL Nijmegen | | | Plein 1944 3 | 6511 JL | Nijmegen
2e Wilgendwarsstraat 14 hs, 1073 VM Utrecht | | | 2e Wilgendwarsstraat 14 hs | 1073 VM | Utrecht
1e Parkweg 3, Utrecht | | | 1e Parkweg 3 | | Utrecht
Laan van de Vrijheid 100, Den Haag | | | Laan van de Vrijheid 100 | | Den Haag
Achter de Kerk 4, Utrecht | | | Achter de Kerk 4 | | Utrecht
Nieuwe Markt 1 | | | Nieuwe Markt 1 | |
Burg. Wilgstraat 8 | | | Burg. Wilgstraat 8 | |
Kerkstr. 5, Utrecht | | | Kerkstr. 5 | | Utrecht
De Wilg, Wilgenlaan 12 | De Wilg | | Wilgenlaan 12 | |
De Wilg, Wilgenlaan 12, Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg, Wilgenlaan 12, 7276 AB Wilgenmonde | De Wilg | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
De Wilg - Wilgenlaan 12 - Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg – Wilgenlaan 12, Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg | De Wilg | | | |
De Wilg; Wilgenlaan 12 | De Wilg | | Wilgenlaan 12 | |
De Wilg\\nWilgenlaan 12\\n7276 AB Wilgenmonde | De Wilg | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
De Wilg (Wilgenlaan 12) | De Wilg | | Wilgenlaan 12 | |
De Wilg (Wilgenlaan 12), Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg • Wilgenlaan 12 • Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg<br>Wilgenlaan 12<br/>Wilgenmonde | De Wilg | | Wilgenlaan 12 | | Wilgenmonde
De Wilg, Dorpsplein, Wilgenmonde | De Wilg | | Dorpsplein | | Wilgenmonde
De Wilg, Kerkstraat, 7276 AB Wilgenmonde | De Wilg | | Kerkstraat | 7276 AB | Wilgenmonde
De 2 Linden, Wilgenlaan 12, Wilgenmonde | De 2 Linden | | Wilgenlaan 12 | | Wilgenmonde
Stichting De Wilg, buurthuis, Wilgenlaan 12 | Stichting De Wilg, buurthuis | | Wilgenlaan 12 | |
Locatie: De Wilg | De Wilg | | | |
Locatie: De Wilg; Adres: Wilgenlaan 12 | De Wilg | | Wilgenlaan 12 | |
Adres: Wilgenlaan 12, 7276 AB Wilgenmonde | | | Wilgenlaan 12 | 7276 AB | Wilgenmonde
Waar: De Wilg, Wilgenlaan 12 | De Wilg | | Wilgenlaan 12 | |
Where: De Wilg | De Wilg | | | |
@ De Wilg | De Wilg | | | |
De Wilg, zaal 2 | De Wilg | zaal 2 | | |
De Wilg zaal 2 | De Wilg | zaal 2 | | |
De Wilg (zaal 2) | De Wilg | zaal 2 | | |
De Wilg, zaal A, Wilgenlaan 12 | De Wilg | zaal A | Wilgenlaan 12 | |
De Wilg: zaal 2 | De Wilg | zaal 2 | | |
zaal 2, De Wilg | De Wilg | zaal 2 | | |
Zaal 2 van De Wilg | De Wilg | Zaal 2 | | |
Grote zaal van het Wijkhuis | Wijkhuis | Grote zaal | | |
De Wilg, 1e etage | De Wilg | 1e etage | | |
De Wilg, eerste verdieping | De Wilg | eerste verdieping | | |
De Wilg, 2e verdieping, Wilgenlaan 12 | De Wilg | 2e verdieping | Wilgenlaan 12 | |
De Wilg, begane grond | De Wilg | begane grond | | |
De Wilg, lokaal 3 | De Wilg | lokaal 3 | | |
De Wilg, ruimte 2.14 | De Wilg | ruimte 2.14 | | |
De Wilg, kamer 12b | De Wilg | kamer 12b | | |
De Wilg, zaal 1 en 2 | De Wilg | zaal 1 en 2 | | |
De Wilg, room 4 | De Wilg | room 4 | | |
De Wilg, keuken | De Wilg | keuken | | |
De Wilg, in de foyer | De Wilg | in de foyer | | |
De Wilg, theaterzaal | De Wilg | theaterzaal | | |
Bibliotheek Utrecht, 2nd floor | Bibliotheek Utrecht | 2nd floor | | |
zaal 2 | | zaal 2 | | |
Muziekzaal, Schoolstraat 21, 7276 AD Wilgenmonde | Muziekzaal | | Schoolstraat 21 | 7276 AD | Wilgenmonde
De Wilg in Utrecht | De Wilg | | | | Utrecht
De Wilg te Utrecht | De Wilg | | | | Utrecht
De Wilg, Utrecht | De Wilg | | | | Utrecht
De Wilg, Hengelo (Gld) | De Wilg | | | | Hengelo (Gld)
De Wilg (Utrecht) | De Wilg (Utrecht) | | | |
Utrecht | | | | | Utrecht
Bibliotheek Utrecht | Bibliotheek Utrecht | | | |
Dorpsplein | Dorpsplein | | | |
Markt | Markt | | | |
Studio 54 | Studio 54 | | | |
Sporthal 2 | Sporthal 2 | | | |
Gebouw 12 | Gebouw 12 | | | |
Postbus 12, 7276 AB Wilgenmonde | Postbus 12 | | | 7276 AB | Wilgenmonde
achter de kerk | achter de kerk | | | |
in het park bij de vijver | in het park bij de vijver | | | |
zie website | zie website | | | |
0123 AB is no postcode | 0123 AB is no postcode | | | |
sinds 1950 in dit gebouw | sinds 1950 in dit gebouw | | | |
van 1000 en een nacht | van 1000 en een nacht | | | |
1234 SS Utrecht | 1234 SS Utrecht | | | |
Voor 2500 euro | Voor 2500 euro | | | |
"""
CASES = [[part.strip() or None for part in row.split(" |")] for row in WRITTEN.strip().splitlines()]
ONLINE = ("Online", "online via Zoom", "Zoom", "Microsoft Teams", "via Google Meet", "Digitaal", "https://meet.example/x",
          "Online (link volgt)", "Online - Zoom", "Virtual event", "webinar", "Jitsi")  # fmt: skip


def is_town(name: str) -> bool:
    return name.casefold() in TOWNS


@pytest.mark.parametrize("case", CASES, ids=[str(case[0]) for case in CASES])
def test_a_written_place_is_taken_apart(case: list[str | None]) -> None:
    place = written_place((case[0] or "").replace("\\n", "\n"), is_town)
    assert [place.name, place.room, place.street, place.postcode, place.city] == case[1:]


def test_the_table_holds_at_least_120_texts() -> None:
    assert len(CASES) + len(ONLINE) >= 120


@pytest.mark.parametrize("text", ONLINE)
def test_online_is_no_place(text: str) -> None:
    assert written_place(text) == WrittenPlace(is_online=True)


@pytest.mark.parametrize("text", ["Zaal Online", "Café Zoom", "De Wilg en het park"])
def test_a_venue_is_not_online_for_a_word_in_its_name(text: str) -> None:
    assert written_place(text) == WrittenPlace(name=text)


def test_a_place_may_be_here_and_online() -> None:
    place = written_place("De Wilg, Wilgenlaan 12, ook online")
    assert place.street == "Wilgenlaan 12"


@settings(deadline=1_000, derandomize=True, max_examples=300)
@given(st.text(max_size=400) | st.text(alphabet="Aa1 ,()-/.t0o\n", max_size=400))
def test_no_text_raises(text: str) -> None:
    assert isinstance(written_place(text, is_town), WrittenPlace)


@pytest.mark.parametrize(
    "text", ["a 1" * 50_000, "(" * 100_000, "1234 AB " * 20_000, "Zaal 2 " * 30_000, " - " * 50_000]
)
def test_a_long_text_costs_no_more_than_its_beginning(text: str) -> None:
    assert written_place(text, is_town) == written_place(text[:300], is_town)


VENUES = st.sampled_from(["De Wilg", "Buurthuis Het Anker", "Café De Kat", "'t Hoekje", None])
PLACES = st.builds(
    WrittenPlace,
    name=VENUES,
    room=st.sampled_from(["zaal 2", "1e etage", "Grote zaal", "ruimte 2.14", None]),
    street_name=st.sampled_from(["Wilgenlaan", "Laan van de Vrijheid", "2e Parkstraat", "Plein 1944", "Oude Gracht"]),
    before_number=st.sampled_from(["t/o", "nr.", None]),
    number=st.integers(1, 99_999).map(str),
    addition=st.sampled_from(["a", "-II", " hs", "/3", "-14", " bis", " A-2", None]),
    postcode=st.from_regex(r"[1-9][0-9]{3} [A-EGHJ-NPRTV-Z]{2}", fullmatch=True) | st.none(),
    city=st.sampled_from(["Wilgenmonde", "Hengelo (Gld)", "'s-Hertogenbosch", None]),
)


@settings(deadline=1_000, derandomize=True, max_examples=200)
@given(PLACES)
def test_an_address_that_is_written_down_reads_back_the_same(place: WrittenPlace) -> None:
    assert written_place(line(place)) == place
