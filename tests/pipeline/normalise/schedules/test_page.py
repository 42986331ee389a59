"""docs/schedules.md says what the tables say, and its worked example works."""

import json
import subprocess
import sys

from tests.pipeline.normalise.schedules.page import PAGE, examples, unread

_TEACH = """
import json
import schemas.words_of_time as words
words.ALL = (*words.ALL, words.Row("period", 4, "trimester"))
from pipeline.cli.when import answer
print(json.dumps(answer({"text": "Elke laatste woensdag van het trimester om 20.00 uur", "reference": None})["slots"]))
"""


def test_the_examples_on_the_page_are_those_of_the_tables() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert examples() in text, "run `make docs`"
    assert unread() in text, "run `make docs`"


def test_a_row_is_all_that_a_new_period_takes() -> None:
    done = subprocess.run([sys.executable, "-c", _TEACH], check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [
        {"rrule": "FREQ=MONTHLY;BYDAY=-1WE;BYMONTH=4,8,12", "start_time": "20:00", "end_time": None}
    ]
