"""The exchange with wsproto as the client.

usage: wsproto_client.py ws://HOST:PORT
"""

import socket
import sys
from urllib.parse import urlsplit

from wsproto import ConnectionType
from wsproto.events import AcceptConnection, CloseConnection, Ping, Pong, RejectConnection, Request

import exchange
from exchange import check, report
from wsproto_endpoint import Endpoint


def request(url, target):
    endpoint = Endpoint(socket.create_connection((url.hostname, url.port)), ConnectionType.CLIENT)
    endpoint.send(Request(host=url.netloc, target=target, subprotocols=exchange.PROTOCOLS))
    return endpoint, endpoint.receive()


def open_endpoint(url):
    endpoint, answer = request(url, "/chat")
    check(isinstance(answer, AcceptConnection), answer)
    report("open", protocol=answer.subprotocol)
    return endpoint


def refused(url, target):
    _, answer = request(url, target)
    check(isinstance(answer, RejectConnection), answer)
    report("refused", status=answer.status_code)


def echo(endpoint, data, size):
    endpoint.send_message(data, size)
    check(endpoint.receive().data == data, "another message came back")


def closed(endpoint):
    event = endpoint.receive()
    check(isinstance(event, CloseConnection), event)
    endpoint.end(event)
    check(endpoint.receive() is None, "the server ends the connection")


def run(url):
    endpoint = open_endpoint(url)
    echo(endpoint, exchange.TEXT, 100)
    echo(endpoint, exchange.BINARY, 1000)
    echo(endpoint, "", 1)
    echo(endpoint, b"", 1)
    echo(endpoint, exchange.TEXT, 3)
    echo(endpoint, exchange.LARGE, exchange.PIECE)

    endpoint.send(Ping(payload=exchange.PING.encode()))
    pong = endpoint.receive()
    check(isinstance(pong, Pong) and pong.payload.decode() == exchange.PING, pong)
    report("pong")

    endpoint.send_message(exchange.PING_ME, 100)
    check(isinstance(endpoint.receive(), Ping), "a ping")
    check(endpoint.receive().data == exchange.PONG_RECEIVED, "the answer to the pong")

    endpoint.send(CloseConnection(code=exchange.CLIENT_CODE, reason=exchange.CLIENT_REASON))
    closed(endpoint)

    endpoint = open_endpoint(url)
    endpoint.send_message(exchange.CLOSE_ME, 100)
    closed(endpoint)

    # More pieces than a message may have.
    endpoint = open_endpoint(url)
    endpoint.send_message(bytes(32), 1)
    closed(endpoint)

    refused(url, "/nowhere")
    refused(url, "/chat?refuse")


run(urlsplit(sys.argv[1]))
