"""What was packed comes out whole or not at all, and never larger than we read."""

import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from spiders.crawl.decompression import Broken, unpacked

TEXT = b"BEGIN:VCALENDAR\r\n" * 20_000
PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_every_coding_is_undone(coding: str) -> None:
    assert unpacked(PACKERS[coding](TEXT), [coding], most_bytes=len(TEXT)) == TEXT
    assert unpacked(PACKERS[coding](b""), [coding], most_bytes=0) == b""


@pytest.mark.parametrize("coding", PACKERS)
def test_a_byte_too_much_is_too_much(coding: str) -> None:
    with pytest.raises(OverflowError):
        unpacked(PACKERS[coding](TEXT), [coding], most_bytes=len(TEXT) - 1)


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("kept", [1, 5, -1, -9])
def test_what_ends_too_soon_is_broken(coding: str, kept: int) -> None:
    with pytest.raises(Broken):
        unpacked(PACKERS[coding](TEXT)[:kept], [coding], most_bytes=len(TEXT))


def test_codings_are_undone_in_turn_and_no_more_than_two() -> None:
    twice = gzip.compress(brotli.compress(TEXT))
    assert unpacked(twice, ["br", "gzip"], most_bytes=len(TEXT)) == TEXT
    with pytest.raises(Broken, match="3 codings"):
        unpacked(twice, ["br", "gzip", "gzip"], most_bytes=len(TEXT))


def test_members_and_frames_follow_each_other() -> None:
    assert unpacked(gzip.compress(b"een") + gzip.compress(b"twee") + bytes(9), ["gzip"], most_bytes=9) == b"eentwee"
    assert unpacked(zstd.compress(b"een") + zstd.compress(b"twee"), ["zstd"], most_bytes=9) == b"eentwee"


def test_deflate_without_its_wrapper_is_read() -> None:
    assert unpacked(zlib.compress(TEXT, wbits=-15), ["deflate"], most_bytes=len(TEXT)) == TEXT


@given(st.sampled_from(sorted(PACKERS)), st.binary(min_size=1, max_size=300))
def test_noise_is_broken_or_unpacked_and_nothing_else_happens(coding: str, noise: bytes) -> None:
    with suppress(Broken, OverflowError):
        assert len(unpacked(noise, [coding], most_bytes=1_000)) <= 1_000
