"""The exchange with wsproto as the server, which reports what it sees until it is ended.

usage: wsproto_server.py
"""

import socket

from wsproto import ConnectionType
from wsproto.events import AcceptConnection, CloseConnection, Message, Ping, Pong, RejectConnection

import exchange
from exchange import report
from wsproto_endpoint import Endpoint


def answer(endpoint):
    """Accepts or refuses a client. Returns whether it is connected."""
    request = endpoint.receive()
    status = exchange.refusal(request.target)
    if status:
        endpoint.send(RejectConnection(status_code=status))
        return False
    endpoint.send(AcceptConnection(subprotocol=exchange.PROTOCOL))
    report("open", protocol=exchange.PROTOCOL)
    return True


def handle_message(endpoint, data):
    if data == exchange.PING_ME:
        endpoint.send(Ping(payload=exchange.PING.encode()))
    elif data == exchange.CLOSE_ME:
        endpoint.send(CloseConnection(code=exchange.SERVER_CODE, reason=exchange.SERVER_REASON))
    else:
        endpoint.send_message(data, exchange.PIECE)


def talk(endpoint):
    while (event := endpoint.receive()) is not None:
        if isinstance(event, Message):
            handle_message(endpoint, event.data)
        elif isinstance(event, Pong):
            exchange.check(event.payload.decode() == exchange.PING, event)
            report("pong")
            endpoint.send_message(exchange.PONG_RECEIVED, 100)
        elif isinstance(event, CloseConnection):
            endpoint.end(event)
            return


def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        report("listening", port=listener.getsockname()[1])
        while True:
            connection, _ = listener.accept()
            with connection:
                endpoint = Endpoint(connection, ConnectionType.SERVER)
                if answer(endpoint):
                    talk(endpoint)


main()
