"""What a text is cut into: words, numbers of all kinds, and marks."""

import re

_CLOCK = (
    r"(?<![\d.,:])[012]?\d[:.][0-5]\d(?::00)?(?!\d|:\d)|\b[012]?\d\s?[uUhH][0-5]\d\b"
    r"|\b[012]\d[0-5]\d(?=(?:\s?[-–]\s?[012]\d[0-5]\d)?\s?(?:uur|u|h)\b)|\b[012]?\d[0-5]\d(?=\s?[ap]\.?m\b)"
)
_MONTH_FOLLOWS = r"\s?(?i:jan|feb|maa|mrt|mar|apr|mei|may|ju[nl]|aug|sep|o[kc]t|nov|dec)"

# The order matters, first for what a piece is, then for speed: most pieces are words. Numbers that are no time (prices,
# telephone numbers, postcodes) are one piece. Every repetition is bounded, or ends where the next piece begins.
_OF_DIGITS = (
    r"(?P<isodate>\b(?:19|20)\d\d(?P<mark_within>[-/.])\d\d(?P=mark_within)\d\d(?!\d)(?:T(?=\d))?)"
    r"|(?P<isoclock>(?<=\d\dT)[0-2]\d:[0-5]\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z\b|[+-]\d\d:?\d\d\b)?)"
    r"|(?P<seconds>\b\d\d?:\d\d:(?!00)\d\d\b)"
    r"|(?P<numdate>(?<=\d-)\d{1,2}/\d{1,2}/(?:(?:19|20)\d\d|\d\d)(?![\d/-])|(?<![\d./-])\d{1,2}(?P<mark_between>[-/.])\d{1,2}(?P=mark_between)(?:(?:19|20)\d\d|\d\d)(?![\d/]|-\d(?!\d?:)))"
    r"|(?P<price>\d{1,6},-|\d{1,6}(?:[.,]\d{2})?\s?(?:euro|EUR|€))"
    r"|(?P<phone>\b00\d{1,3}[\s(-]*\d[\d\s()-]{5,20}\d|\b0\d{1,3}[\s-]{1,3}\d[\d\s]{4,12}\d|\b\d{5,40})"
    r"|(?P<postcode>\b[1-9]\d{3}\s?(?!AM|PM|EN|OM|OP|TM|IN|UU)[A-Z]{2}\b)"
    rf"|(?P<clock>{_CLOCK})"
    rf"|(?P<shortdate>(?<![\d/])[0-3]?\d/[0-3]?\d(?![\d/])(?!{_MONTH_FOLLOWS}))"
    r"|(?P<decimal>(?!\d\d?,20\d\d\b)\d{1,6},\d{1,6}|\d{1,6}\.\d{3}|\d{1,6}\.\d\b)"
    r"|(?P<ordinal>\b\d{1,2}\s?(?:e|de|ste|th|st|nd|rd)\b(?!\s*\d))"
    r"|(?P<year>(?<!\d)(?:1[89]|20)\d\d\b)"
    r"|(?P<number>\d{1,4})"
)
PIECE = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    rf"|(?=\d)(?:{_OF_DIGITS})"
    r"|(?P<money>[€$£]\s?\d{1,6}(?:[.,]\d{1,2})?(?:,-|,–)?)"
    r"|(?P<abroad>\+\d{1,3}[\s(-]*\d[\d\s()-]{5,20}\d)"
    r"|(?P<short_year>['’]\d\d\b)"
    r"|(?P<line>\n\s*)"
    r"|(?P<dash>[-–—−]+|>)"
    r"|(?P<mark>[,.:|•·/(\[)\]&+@!?;'’])"
)
