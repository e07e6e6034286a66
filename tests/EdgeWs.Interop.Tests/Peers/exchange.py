"""What all peers exchange with EdgeWs.Nano: Exchanges/Exchange.cs and exchange.js say the same."""

import json

PROTOCOL = "edgews.echo"
PROTOCOLS = ["other", PROTOCOL]
TEXT = "Zürich, 東京, 🚀"
PING = "from the peer"
PING_ME = "ping me"
PONG_RECEIVED = "pong received"
CLOSE_ME = "close me"
CLIENT_CODE = 4321
CLIENT_REASON = "fertig – done"
SERVER_CODE = 4000
SERVER_REASON = "wie gewünscht – bye"
PIECE = 1 << 16
BINARY = bytes(range(256))
LARGE = bytes((i * 31 + (i >> 8)) & 255 for i in range(1 << 20))


def report(step, **values):
    """Prints one JSON object a step."""
    print(json.dumps({"step": step, **values}), flush=True)


def report_message(message):
    if isinstance(message, str):
        report("text", bytes=len(message.encode()))
    else:
        report("binary", bytes=len(message))


def pieces(data, size):
    """Cuts a string or bytes. What is empty is one piece."""
    return [data[i : i + size] for i in range(0, len(data), size)] or [data]


def refusal(path):
    """The status with which a server refuses a path; None when it accepts."""
    return {"/chat": None, "/chat?refuse": 403}.get(path, 404)


def check(condition, what):
    if not condition:
        raise AssertionError(what)
