"""Forms with a star, found for a word without trying each of them."""

from collections.abc import Iterable, Iterator


class WildForms:
    """`taal*`, `*cafe` and `*taal*`: beginnings and ends by their lengths, what may stand anywhere one by one."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._within: list[str] = []
        self._beginnings: set[str] = set()
        self._ends: set[str] = set()
        for form in forms:
            if form.startswith("*") and form.endswith("*"):
                self._within.append(form.strip("*"))
            elif form.startswith("*"):
                self._ends.add(form[1:])
            else:
                self._beginnings.add(form[:-1])
        self._lengths = sorted({*map(len, self._beginnings), *map(len, self._ends)})

    def of(self, word: str) -> Iterator[str]:
        """The forms that `word` has.

        >>> sorted(WildForms({"taal*", "*cafe", "*lc*", "*huis"}).of("taalcafe"))
        ['*cafe', '*lc*', 'taal*']
        """
        for length in self._lengths:
            if length > len(word):
                break
            if word[:length] in self._beginnings:
                yield f"{word[:length]}*"
            if word[-length:] in self._ends:
                yield f"*{word[-length:]}"
        yield from (f"*{core}*" for core in self._within if core in word)
