"""The words of time, per language, for whoever looks for them: readers and normalisers alike.

A row is a kind, a value, and the words for it, separated by `|`. Words may be several ("tot en met") and may hold
points ("a.s."); capitals do not matter. To teach a new word, add it to a row, or add a row; nothing else.
"""

from schemas.words_of_time.cues import CUES
from schemas.words_of_time.dutch import DUTCH
from schemas.words_of_time.english import ENGLISH
from schemas.words_of_time.other_languages import OTHER_LANGUAGES
from schemas.words_of_time.row import Row

ALL: tuple[Row, ...] = (*DUTCH, *ENGLISH, *OTHER_LANGUAGES, *CUES)

__all__ = ["ALL", "CUES", "DUTCH", "ENGLISH", "OTHER_LANGUAGES", "Row"]
