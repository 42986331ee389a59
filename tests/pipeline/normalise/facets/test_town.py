import pytest

from pipeline.normalise.facets.town import town


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "In het buurthuis in Zeist is koffie.", "Zeist"),
        ("Taalcafé Zeist", "Elke dinsdag in de bibliotheek.", "Zeist"),
        ("", "Wandelen in Krimpen aan den IJssel.", "Krimpen aan den IJssel"),
        ("", "Ontbijt in Amsterdam-Oost.", "Amsterdam"),
        ("", "Volunteers meet in The Hague.", "Den Haag"),
        ("", "Wie pas in Nederland is, komt in De Wilg.", None),
        ("", "Koffie in Huis van de Wijk.", None),
        ("", "", None),
    ],
)
def test_a_town_is_told_by_where_its_name_stands(title: str, text: str, expected: str | None) -> None:
    assert town(title, text) == expected
