"""A text without the pieces that must go, and without the words that only led to them."""

import re
from collections.abc import Sequence

from spiders.privacy.channels import NAME, Cut

_CHANNEL_HOLE, _NAME_HOLE = "\x00", "\x01"
# Words that lead to a channel and say nothing without it: "tel.", "bel naar", "via", "op" (not of "neem contact op").
_LEADS = (
    r"(?:tel(?:efoon)?(?:nummer)?|telefonisch|mob(?:iel)?|mobiele?|gsm|whats-?app(?:je)?|app(?:en|je)?|sms(?:en|'?je)?|"
    r"bel(?:len)?|mail(?:en|tje)?|e-?mail(?:adres|en)?|nummer|nr|call|phone|text|mobile|тел|https?://wa\.me/|mailto|"
    r"(?<!contact )op|via|of|en|per|at|on|by|or|and|naar)"
)
_LED_TO = rf"(?:(?<![\w.]){_LEADS}[.:]{{0,2}}[ \t]*)"
_CHANNEL = r"(?=(?:[\w.+-]{1,64}@|\(?0\d|\+\d|https?:|www\.))"
_JOINT = r"(?:,|/|\||&|\bof\b|\ben\b|\bor\b|\band\b)"
_REPAIRS = tuple(
    (re.compile(pattern, re.IGNORECASE), by)
    for pattern, by in (
        # "06-… of via mail: jan@…": one gap; "06-… of info@…": what stays is led to by what led to the first
        (rf"\x00[ \t]*(?:{_JOINT}[ \t]*)?(?:\b{_LEADS}[.:]?[ \t]*){{0,3}}(?=\x00)", ""),
        (rf"{_LED_TO}{{0,4}}\x00[ \t]*{_JOINT}[ \t]*(?={_LEADS}[.:]?[ \t]+(?:naar )?{_CHANNEL})", ""),
        (rf"\x00[ \t]*{_JOINT}[ \t]*{_CHANNEL}", ""),
        (r"[(\[<][ \t]*[\x00\x01][ \t,;:]*[)\]>]", ""),
        (rf"{_LED_TO}{{1,6}}\x00", "\x00"),
        (r"[ \t]*[,:–—-]?[ \t]*[\x00\x01]+(?=[ \t]*(?:[.,;!?()\n]|\Z))", ""),
        (r"(?<=[^\s–—-])[ \t]*[\x00\x01]+[ \t]+([–—-])[ \t]+(?=[^\s\x00\x01])", r" \1 "),
        (r"[\x00\x01][ \t]*[,;:–—-][ \t]*", " "),
        (r"[\x00\x01]", ""),
        (r"\([ \t]*[,;:]?[ \t]*\)", ""),
        (r"(?:^|(?<=\n))[ \t]*\|[ \t]*|[ \t]*\|[ \t]*(?=\n|\Z)", ""),
        (r"[ \t]{2,}", " "),
        (r"[ \t]+(?=[.,;!?)](?:\s|\Z))", ""),
        (r"(?:(?<=[.!?])|^)[ \t]*[.,;:!?)]+(?=\s|\Z)", ""),
        (r"(?<=\w)[ \t]*[,–—-]?[ \t]*[,:–—-][ \t]*(?=\Z)", ""),
    )
)


def without(text: str, cuts: Sequence[Cut]) -> str:
    """`text` without `cuts`, which are in order and may overlap, mended so that it still reads as sentences."""
    pieces: list[str] = []
    end = 0
    for cut in cuts:
        hole = cut.instead or (_NAME_HOLE if cut.rule == NAME else _CHANNEL_HOLE)
        pieces += (_solid(text[end : max(end, cut.start)]), hole)
        end = max(end, cut.end)
    mended = "".join([*pieces, _solid(text[end:])])
    for pattern, by in _REPAIRS:
        mended = pattern.sub(by, mended)
    lines = (line.strip() for line in mended.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _solid(text: str) -> str:
    return text.replace(_CHANNEL_HOLE, "").replace(_NAME_HOLE, "")
