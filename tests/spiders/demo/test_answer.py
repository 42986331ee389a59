from datetime import UTC, datetime

import pytest

from spiders.demo.answer import Answer

PAGE = Answer(
    b"tekst",
    content_type="text/html",
    etag='"abc"',
    last_modified=datetime(2026, 11, 24, 4, tzinfo=UTC),
)


def test_the_bytes_on_the_wire_are_those_of_http() -> None:
    assert PAGE.whole == (
        b"HTTP/1.1 200 OK\r\n"
        b'ETag: "abc"\r\n'
        b"Last-Modified: Tue, 24 Nov 2026 04:00:00 GMT\r\n"
        b"Content-Length: 5\r\n"
        b"Content-Type: text/html\r\n"
        b"\r\n"
        b"tekst"
    )


@pytest.mark.parametrize(
    ("none_match", "modified_since", "expected"),
    [
        ('"abc"', None, True),
        ('W/"abc"', None, True),
        ('"x", "abc"', None, True),
        ("*", None, True),
        ('"other"', None, False),
        (None, "Tue, 24 Nov 2026 04:00:00 GMT", True),
        (None, "Tue, 24 Nov 2026 03:59:59 GMT", False),
        (None, "yesterday", False),
        ('"other"', "Tue, 24 Nov 2026 04:00:00 GMT", False),
        (None, None, False),
    ],
)
def test_a_page_is_known_by_its_tag_and_else_by_its_date(
    none_match: str | None, modified_since: str | None, expected: bool
) -> None:
    assert PAGE.is_known(none_match, modified_since) is expected


def test_a_rewritten_page_is_not_known_by_its_old_validators() -> None:
    rewritten = PAGE.rewritten(b"andere tekst")
    assert not rewritten.is_known('"abc"', None)
    assert not rewritten.is_known(None, "Tue, 24 Nov 2026 04:00:00 GMT")


def test_a_page_without_validators_gets_none_by_being_rewritten() -> None:
    rewritten = Answer(b"a").rewritten(b"b")
    assert (rewritten.etag, rewritten.last_modified) == (None, None)
