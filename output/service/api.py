"""The questions under `/v1/`: NL API Design Rules 2.2. One answer is made of one release, whatever is switched."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from http import HTTPStatus

from starlette.requests import Request
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from output.service.answers import Answer, keep_yours, problem
from output.service.bodies import Body
from output.service.calendars import CONTENT_TYPE, filter_calendar
from output.service.changes import MOST_ITEMS, position
from output.service.codes import code, decoded
from output.service.filters import BadQuery, Filter, pairs, parsed
from output.service.index import Index
from output.service.library import Library
from output.service.lines import StaleRelease
from output.service.openapi import document
from output.service.pages import Paging, activities_page, occurrences_page, paging
from output.service.recent import Recent
from schemas.dataset import Publisher

_PAGING = ("limit", "cursor")
_AT_ONCE = 1  # slow questions that are worked on; more would only share the processor
_ROOM_FOR_PAGES, _ROOM_FOR_CALENDARS = 24_000_000, 48_000_000  # bytes; pages never push out last good calendars
_NOT_READY = "no release can be searched yet; try again in a minute"
_Endpoint = Callable[[Request], Awaitable[ASGIApp]]
_Page = Callable[[Index, int, Filter, Paging], Body]


class Api:
    """The endpoints, over the indexes of a library."""

    def __init__(self, library: Library, *, base_url: str | None, publisher: Publisher | None = None) -> None:
        self._base_url = base_url
        self._library = library
        self._pages, self._calendars = Recent(_ROOM_FOR_PAGES), Recent(_ROOM_FOR_CALENDARS)
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._document = Body(document(publisher), "application/json")

    def router(self) -> Router:
        """The ASGI app that answers GET and HEAD of whatever begins with `/v1/`."""
        endpoints: dict[str, _Endpoint] = {
            "/v1/activities": partial(self._page, activities_page),
            "/v1/activities/{activity_id}": self._activity,
            "/v1/changes": self._changes,
            "/v1/occurrences": partial(self._page, occurrences_page),
            "/v1/feed.ics": partial(self._feed, is_simple=False),
            "/v1/feed.simple.ics": partial(self._feed, is_simple=True),
            "/v1/feeds/{code}.simple.ics": partial(self._coded_feed, is_simple=True),
            "/v1/feeds/{code}.ics": partial(self._coded_feed, is_simple=False),
            "/v1/openapi.json": self._openapi,
        }
        routes = [Route(path, _answering(endpoint)) for path, endpoint in endpoints.items()]
        return Router(routes, redirect_slashes=False, default=_nothing_here)

    async def _openapi(self, request: Request) -> ASGIApp:
        _expect_no_query(request)
        return Answer(self._document)

    async def _page(self, page: _Page, request: Request) -> ASGIApp:
        found = pairs(request.scope["query_string"])
        wanted = parsed(found, beside=_PAGING)
        asked = paging(found)
        index = await self._library.current()
        if index is None:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY)
        middle = index.middle(wanted.postcode, self._library.postcodes)

        def made() -> Body:
            return page(index, index.selected(wanted, middle), wanted, asked)

        question = (page, wanted, asked)
        return Answer(await self._made(self._pages, question, index, made, is_slow=wanted.text is not None))

    async def _activity(self, request: Request) -> ASGIApp:
        _expect_no_query(request)
        activity_id = request.path_params["activity_id"]
        index = await self._library.current()
        if index is None:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY)
        number = index.number(activity_id)
        if number is not None:
            return Answer(Body(index.activities.read([number])[0] + b"\n", "application/json"))
        if known_as := index.aliases.get(activity_id):
            location = (b"location", f"/v1/activities/{known_as}".encode())
            return problem(HTTPStatus.PERMANENT_REDIRECT, f"it is one with the activity {known_as}", [location])
        return problem(HTTPStatus.NOT_FOUND, "no activity of the visible release has this id")

    async def _changes(self, request: Request) -> ASGIApp:
        """RPDE wants whole addresses: the one that the operator names, or the one that was asked, which is not kept."""
        after = position(pairs(request.scope["query_string"]))
        index = await self._library.current()
        if index is None:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY)
        address = f"{self._base_url or str(request.base_url).rstrip('/')}/v1/changes"

        def made() -> Body:
            return index.changes.page(after, most=MOST_ITEMS, address=address)

        return Answer(await self._made(self._pages, ("changes", after), index, made) if self._base_url else made())

    async def _feed(self, request: Request, *, is_simple: bool) -> ASGIApp:
        wanted = parsed(pairs(request.scope["query_string"]))
        return await self._calendar(request, wanted, is_simple=is_simple)

    async def _coded_feed(self, request: Request, *, is_simple: bool) -> ASGIApp:
        """Whatever stands behind the `?` is left aside: website plugins put a moment there, to get round caches."""
        try:
            wanted = decoded(request.path_params["code"])
        except BadQuery as error:
            return problem(HTTPStatus.NOT_FOUND, str(error))
        try:
            return await self._calendar(request, wanted, is_simple=is_simple)
        except BadQuery:
            return self._without_index(request, (is_simple, wanted))

    async def _calendar(self, request: Request, wanted: Filter, *, is_simple: bool) -> ASGIApp:
        index = await self._library.current()
        question = (is_simple, wanted)
        if index is None:
            return self._without_index(request, question)
        try:
            middle = index.middle(wanted.postcode, self._library.postcodes)
        except BadQuery:
            if body := self._calendars.last_good(question):
                return Answer(body)
            raise

        def made() -> Body:
            text = filter_calendar(index, index.selected(wanted, middle), wanted, is_simple=is_simple)
            ending = ".simple.ics" if is_simple else ".ics"
            link = f'</v1/feeds/{code(wanted)}{ending}>; rel="canonical"'
            return Body(text, CONTENT_TYPE, more=[(b"link", link.encode())])

        try:
            return Answer(await self._made(self._calendars, question, index, made, is_slow=wanted.text is not None))
        except StaleRelease:
            return self._without_index(request, question)

    def _without_index(self, request: Request, question: Hashable) -> ASGIApp:
        """A subscribed calendar never sees a 5xx: its last good bytes, here or at the client's."""
        body = self._calendars.last_good(question)
        return Answer(body) if body else keep_yours(request.scope["headers"])

    async def _made(
        self, kept: Recent, question: Hashable, index: Index, make: Callable[[], Body], *, is_slow: bool = False
    ) -> Body:
        """Most questions take a millisecond, less than handing them to a thread and back; words take some tens."""
        if body := kept.of(question, index):
            return body
        if not is_slow:
            return kept.keep(question, index, make())
        async with self._turn:
            if body := kept.of(question, index):
                return body
            return kept.keep(question, index, await asyncio.to_thread(make))


def _answering(endpoint: _Endpoint) -> _Endpoint:
    async def answered(request: Request) -> ASGIApp:
        try:
            return await endpoint(request)
        except BadQuery as error:
            return problem(HTTPStatus.BAD_REQUEST, str(error))
        except StaleRelease:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY)

    return answered


def _expect_no_query(request: Request) -> None:
    if request.scope["query_string"]:
        raise BadQuery("a query stands behind this address, expected none")


async def _nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    reply = problem(HTTPStatus.NOT_FOUND, "nothing stands at this address; see /v1/openapi.json")
    await reply(scope, receive, send)
