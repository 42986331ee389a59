"""No published file of the demo town holds a person whom its pages name, a mobile number or a private address."""

import gzip
import re
from pathlib import Path

import pytest

from spiders.privacy.channels import is_personal
from tests.test_whole_line import Operator, operator

__all__ = ["operator"]  # a fixture

SITES = Path(__file__).parent.parent / "spiders" / "demo" / "sites"
# Read by hand from the pages and calendars of the town.
PERSONS = ("Jannie Voorbeeld", "Kees Verzonnen", "jannie.voorbeeld")
# Not a number inside a longer one: hashes and coordinates hold any row of digits.
MOBILE = re.compile(r"(?<![\w.])(?:06|\+31 ?6|00316)[- ]?(?:\d[- ]?){8}(?![\w])")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")


def _texts(operator: Operator) -> dict[str, str]:
    """Every text file of the visible release; of compressed ones, what is in them.

    Parquet holds the rows of the JSON, packed.
    """
    return {
        path: (gzip.decompress(body) if path.endswith(".gz") else body).decode(errors="replace")
        for path, body in operator.release().items()
    }


@pytest.mark.parametrize("person", PERSONS)
def test_the_pages_of_the_town_name_the_persons_looked_for(person: str) -> None:
    pages = (path.read_text(encoding="utf-8") for path in SITES.rglob("*") if path.suffix in {".html", ".ics", ".xml"})
    assert any(person in page.replace("\n ", "") for page in pages)


def test_nothing_published_holds_a_person_a_mobile_number_or_a_private_address(operator: Operator) -> None:
    operator.run()
    texts = _texts(operator)
    assert len(texts) > 20
    for path, text in texts.items():
        unfolded = re.sub(r"\r?\n[ \t]", "", text)
        assert [person for person in PERSONS if person.split()[0] in unfolded] == [], path
        if not path.endswith(".parquet"):
            assert MOBILE.findall(unfolded) == [], path
            assert [mail for mail in MAIL.findall(unfolded) if is_personal(*mail.split("@"))] == [], path
