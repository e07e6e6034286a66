"""Judges requests, each a line of hex that ends with the connection: prints what h11 reads, or "refused"."""

import sys

import h11


def text(data):
    """As our library reads header fields: UTF-8 if it is that, else Latin-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read(stream):
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=65536)
    connection.receive_data(stream)
    connection.receive_data(b"")
    request = connection.next_event()
    if not isinstance(request, h11.Request):
        raise h11.RemoteProtocolError("nothing")
    body = b""
    while isinstance(event := connection.next_event(), h11.Data):
        body += event.data
    fields = [part for name, value in request.headers for part in (name, value)]
    version = b"HTTP/" + request.http_version
    return [text(part) for part in (request.method, request.target, version, *fields)] + [body.decode("latin-1")]


for line in sys.stdin:
    try:
        print(" ".join(part.encode().hex() or "-" for part in read(bytes.fromhex(line))))
    except h11.RemoteProtocolError:
        print("refused")
