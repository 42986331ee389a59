"""Short addresses of filters. A code holds its filter, so it needs no store and works for ever, on any machine.

It is base64url of a checksum and the filter's query, deflated with a dictionary of what filters are made of.
"""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import crc_hqx

from output.service.filters import LONGEST_QUERY, BadQuery, Filter, pairs, parsed, rendered

# Never change this text: it would change the meaning of every address that people are subscribed to. A new vocabulary
# word works without standing in it. What is frequent stands last, where deflate reaches it cheapest.
_DICTIONARY = (
    b"&weekday=monday&weekday=tuesday&weekday=wednesday&weekday=thursday&weekday=friday&weekday=saturday&weekday=sunday"
    b"&category=celebration&category=faith_dialogue&category=games&category=nature&category=buddies&category=advice"
    b"&category=repair&category=crafts&category=family&category=course&category=culture&category=music&category=sport"
    b"&audience=volunteers&audience=internationals&audience=language_learners&audience=ukrainians&audience=migrants"
    b"&audience=young_people&audience=older_people&audience=families&audience=children&audience=women&audience=men"
    b"&audience=neighbours&audience=newcomers&audience=everyone&support=preparation&support=companion&support=travel"
    b"&support=children_welcome&support=childcare&languages=uk&languages=ar&languages=en&languages=nl&dutchLevel=B1"
    b"&dutchLevel=A2&dutchLevel=A1&dutchLevel=A0&cost=unknown&cost=donation&cost=paid&daypart=night&daypart=morning"
    b"&daypart=afternoon&daypart=evening&from=202&to=202&text=&postcode=&distance=1000&distance=5000&distance=3000"
    b"&category=meeting&category=food&category=language&online=true&online=false&walkIn=false&cost=free&walkIn=true"
    b"&area=GM0&area=WK0&area=BU0"
)


def code(wanted: Filter) -> str:
    """The code of a filter, from the alphabet of base64url."""
    query = rendered(wanted).encode("ascii")
    deflater = zlib.compressobj(level=9, wbits=-15, zdict=_DICTIONARY)
    packed = deflater.compress(query) + deflater.flush()
    return urlsafe_b64encode(crc_hqx(query, 0).to_bytes(2, "big") + packed).decode("ascii").rstrip("=")


def decoded(text: str) -> Filter:
    """The filter that stands in a code. Raises BadQuery for what is no code."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{6,2700}", text):
        raise BadQuery("this is no code of a filter")
    try:
        octets = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        inflater = zlib.decompressobj(wbits=-15, zdict=_DICTIONARY)
        query = inflater.decompress(octets[2:], LONGEST_QUERY)
    except (ValueError, zlib.error) as error:
        raise BadQuery("this is no code of a filter") from error
    if inflater.unused_data or crc_hqx(query, 0).to_bytes(2, "big") != octets[:2]:
        raise BadQuery("this is no code of a filter")
    return parsed(pairs(query))
