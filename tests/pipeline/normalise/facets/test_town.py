import pytest

from pipeline.normalise.facets.town import town


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "In het buurthuis in Zeist is koffie.", "Zeist"),
        ("Taalcafé Zeist", "Elke dinsdag in de bibliotheek.", "Zeist"),
        ("TAALCAFÉ ZEIST", "Elke dinsdag.", "Zeist"),
        ("", "Wandelen in Krimpen aan den IJssel.", "Krimpen aan den IJssel"),
        ("", "Koffie in BERGEN OP ZOOM.", "Bergen op Zoom"),
        ("", "Ontbijt in Amsterdam-Oost.", "Amsterdam"),
        ("", "We wandelen door de Amsterdamse Pijp.", "Amsterdam"),
        ("Taalcafé Kanaleneiland", "Elke dinsdag.", "Utrecht"),
        ("", "Volunteers meet in The Hague.", "Den Haag"),
        ("", "In ’s-Hertogenbosch of Den Bosch.", "'s-Hertogenbosch"),
        ("", "Dorpsstraat 12, 3991 BX Houten", "Houten"),
        ("", "Bibliotheek Soest, elke vrijdag.", "Soest"),
        ("", "Een bakker uit Zeist bakt in Utrecht-Overvecht.", "Utrecht"),
        ("", "In het dorpshuis van Spierdijkerbroek.", "Spierdijkerbroek"),
        ("", "Kom naar de kerk bij Doorn.", "Doorn"),
        ("Taalcafé Best", "Elke dinsdag.", "Best"),
        ("", "Wie pas in Nederland is, komt in De Wilg.", None),
        ("", "Koffie in Huis van de Wijk.", None),
        ("", "In de Rivierenwijk is elke dag koffie.", None),
        ("Houten speelgoed maken", "Best leuk!", None),
        ("", "Zaal De Vries, Echt gezellig.", None),
        ("", "De les is in Engels en Nederlands.", None),
        ("", "", None),
    ],
)
def test_a_town_is_told_by_its_name_and_where_that_stands(title: str, text: str, expected: str | None) -> None:
    assert town(title, text) == expected
