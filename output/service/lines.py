"""Records of a dataset file by number, read from disk when they are asked for: each stands on a line of its own."""

import os
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from schemas.errors import BruggenError


class StaleRelease(BruggenError):
    """A file of a release is not what it was when it was indexed: pruned, or damaged."""


class Head(msgspec.Struct):
    """What stands before the records of a dataset file."""

    as_of: str
    count: int


class Lines:
    """Where the records of a file stand."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starts = array("Q")
        self._lengths = array("I")

    def __len__(self) -> int:
        return len(self._starts)

    def scan(self) -> Iterator[bytes]:
        """Every record in the order of the file, numbered on the way. Raises BruggenError at a wrong count."""
        with self._path.open("rb") as file:
            first = file.readline()
            start = len(first)
            for line in file:
                if line.startswith(b"{"):
                    record = line.rstrip(b",\r\n")
                    self._starts.append(start)
                    self._lengths.append(len(record))
                    yield record
                start += len(line)
        if len(self) != (expected := _head(first, self._path).count):
            raise BruggenError(f"{self._path}: {len(self)} records on lines of their own, expected {expected}")

    def read(self, numbers: Iterable[int]) -> list[bytes]:
        """The records with these numbers. Raises StaleRelease when the file is not there as it was."""
        spans = [(self._starts[number], self._lengths[number]) for number in numbers]
        return slices(self._path, spans, first=b"{", last=b"}")


def head(path: Path) -> Head:
    """Raises BruggenError when `path` is no file of the dataset."""
    try:
        with path.open("rb") as file:
            return _head(file.readline(), path)
    except OSError as error:
        raise BruggenError(f"{path}: {error}") from error


def _head(line: bytes, path: Path) -> Head:
    try:
        return msgspec.json.decode(line.rstrip() + b"]}", type=Head)
    except msgspec.MsgspecError as error:
        raise BruggenError(f"{path}: its first line is no head of a dataset file: {error}") from error


def slices(path: Path, spans: Iterable[tuple[int, int]], *, first: bytes, last: bytes) -> list[bytes]:
    """The pieces of a file at these starts with these lengths. Raises StaleRelease where one is not as expected."""
    try:
        with path.open("rb") as file:
            found = [os.pread(file.fileno(), length, start) for start, length in spans]
    except OSError as error:
        raise StaleRelease(f"{path}: {error}") from error
    if not all(piece.startswith(first) and piece.endswith(last) for piece in found):
        raise StaleRelease(f"{path}: its bytes moved, expected a release to stay as it was published")
    return found
