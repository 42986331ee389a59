"""Bodies that were made lately, so that what many ask is made once per release; bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable

from output.service.bodies import Body


class Recent:
    """Bodies by what was asked, each with the name of the release that it was made of."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._size = 0
        self._bodies: OrderedDict[Hashable, tuple[object, Body]] = OrderedDict()

    def of(self, question: Hashable, origin: object) -> Body | None:
        """The body made for this question of that very origin."""
        entry = self._bodies.get(question)
        if entry is None or entry[0] is not origin:
            return None
        self._bodies.move_to_end(question)
        return entry[1]

    def last_good(self, question: Hashable) -> Body | None:
        """The body made for this question, of whichever origin."""
        entry = self._bodies.get(question)
        return entry[1] if entry else None

    def keep(self, question: Hashable, origin: object, body: Body) -> Body:
        if old := self._bodies.pop(question, None):
            self._size -= old[1].size
        self._bodies[question] = (origin, body)
        self._size += body.size
        while self._size > self._room and len(self._bodies) > 1:
            _, (_, oldest) = self._bodies.popitem(last=False)
            self._size -= oldest.size
        return body
