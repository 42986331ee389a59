"""Pages that say once more what other pages of the same visit said: a site that puts a session, a filter or a way of
sorting into its addresses has no end of them.
"""

import msgspec

from schemas.health import Problem
from schemas.listing import Listing
from schemas.staged import StagedPage

_A_LIST = 5  # listings; the page of one activity says what its list says, and is wanted for what it adds
_Gist = tuple[str, str]


class Repeats:
    """What one visit was told so far."""

    def __init__(self) -> None:
        self._told: set[_Gist] = set()

    def less(self, page: StagedPage, *, is_declared: bool) -> StagedPage:
        """`page` as it is; but where a linked page is a list that tells nothing new: without its links, and of its
        listings only those that stand at its own address.
        """
        gists = {_gist(listing) for listing in page.listings}
        if is_declared or len(gists) < _A_LIST or not gists <= self._told:
            self._told |= gists
            return page
        told = Problem(what="says what other pages of the site say; nothing is followed from there", where=page.url)
        return msgspec.structs.replace(
            page,
            listings=tuple(listing for listing in page.listings if listing.url in {None, page.url}),
            links=(),
            problems=(*page.problems, told),
        )


def _gist(listing: Listing) -> _Gist:
    slots = listing.schedule.slots if listing.schedule else ()
    return listing.title.casefold(), slots[0].dtstart if slots else listing.when_text or ""
