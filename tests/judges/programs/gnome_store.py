"""Run by /usr/bin/python3: lines of JSON (addresses, first, last) in, how many occurrences each holds out."""

import json
import sys
import time
from contextlib import suppress

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, GLib, ICalGLib  # noqa: E402 after the versions

registry = EDataServer.SourceRegistry.new_sync(None)
clients = {}


def subscribed(url: str) -> ECal.Client:
    address = GLib.Uri.parse(url, GLib.UriFlags.NONE)
    source = EDataServer.Source.new(None, None)
    source.set_parent("webcal-stub")
    source.set_display_name(url)
    source.get_extension("Calendar").set_backend_name("webcal")
    source.get_extension("WebDAV Backend").set_resource_path(address.get_path())
    source.get_extension("Authentication").set_host(address.get_host())
    source.get_extension("Authentication").set_port(address.get_port())
    source.get_extension("Security").set_method("none")
    registry.commit_source_sync(source, None)
    time.sleep(0.2)  # until the registry has heard of it
    known = registry.ref_source(source.get_uid())
    return ECal.Client.connect_sync(known, ECal.ClientSourceType.EVENTS, 1, None)


def count(client: ECal.Client, first: str, last: str) -> int:
    found = []
    window = [int(ICalGLib.Time.new_from_string(when).as_timet()) for when in (first, last)]
    client.generate_instances_sync(*window, None, lambda *_: found.append(1) or True)
    return len(found)


for line in sys.stdin:
    urls, first, last = json.loads(line)
    for url in urls:
        clients[url] = clients.get(url) or subscribed(url)
        with suppress(GLib.Error):  # what it holds all the same is what counts
            clients[url].refresh_sync(None)
    time.sleep(5)
    sys.stdout.write(json.dumps({url: count(clients[url], first, last) for url in urls}) + "\n")
    sys.stdout.flush()
