"""The words of time, per language, for whoever looks for them: readers and normalisers alike.

A row is a kind, a value, and the words for it, separated by `|`. Words may be several ("tot en met") and may hold
points ("a.s."); capitals do not matter. Of two rows with the same words the first holds, of two phrases that begin
alike the longer. To teach a new word, add it to a row, or add a row; nothing else. What the values mean:

| kind | value |
|---|---|
| `weekday`, `short_weekday` | 0 (Monday) to 6; a short one counts beside a number, an hour or another day only |
| `month`, `doubtful_month` | 1 to 12; a doubtful one ("may") is a word of its own elsewhere |
| `ordinal`, `number_word` | the number; -1 is the last, -2 the last but one |
| `daypart`, `short_daypart` | the value of `schemas.schedule.Daypart` |
| `weekly`, `monthly`, `alternate` | every how many weeks or months |
| `period`, `year_word` | of how many months: "de eerste maandag van het kwartaal" (3) |
| `per_period`, `seldom` | the frequency of RFC 5545 |
| `season` | its months, separated by commas |
| `parity` | 0 even weeks, 1 odd weeks |
| `workdays` | 1 where the words say that it is every one of them |
| `relative_day` | days from today |
| `feast` | its day, as month-day |
| `school_holidays` | the name in `pipeline/normalise/school_holidays.csv`, or "" for all |
| `noon`, `midnight`, `quarter`, `half_past` | minutes |
| `am`, `pm` | hours to be added |
| `edge` | begin or end of a month |
| `cue` | what it makes of the sentence, see `cues.py` |

All other kinds are words of grammar, and their value says nothing; the patterns in `pipeline/normalise/schedules` use
them by their kind.
"""

from schemas.words_of_time.cues import CUES
from schemas.words_of_time.dutch import DUTCH
from schemas.words_of_time.english import ENGLISH
from schemas.words_of_time.other_languages import OTHER_LANGUAGES
from schemas.words_of_time.row import Row

ALL: tuple[Row, ...] = (*DUTCH, *ENGLISH, *OTHER_LANGUAGES, *CUES)

__all__ = ["ALL", "CUES", "DUTCH", "ENGLISH", "OTHER_LANGUAGES", "Row"]
