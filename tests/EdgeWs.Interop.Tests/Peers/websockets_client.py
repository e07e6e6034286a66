"""The exchange with python-websockets as the client.

usage: websockets_client.py ws://HOST:PORT
"""

import asyncio
import sys

from websockets.exceptions import ConnectionClosed, InvalidStatusCode
from websockets.legacy.client import connect

import exchange
from exchange import check, report, report_message


async def open_socket(url):
    socket = await connect(url, subprotocols=exchange.PROTOCOLS, max_size=None)
    report("open", protocol=socket.subprotocol)
    return socket


async def echo(socket, data):
    """Sends a message, in pieces where it is a list, and expects the same back."""
    await socket.send(data)
    whole = data if isinstance(data, (str, bytes)) else data[0][:0].join(data)
    received = await socket.recv()
    check(received == whole, "another message came back")
    report_message(received)


async def closed(socket):
    try:
        await socket.recv()
    except ConnectionClosed:
        pass
    report("close", code=socket.close_code, reason=socket.close_reason)


async def refused(url):
    try:
        await connect(url)
    except InvalidStatusCode as error:
        report("refused", status=error.status_code)


async def run(url):
    socket = await open_socket(url + "/chat")
    await echo(socket, exchange.TEXT)
    await echo(socket, exchange.BINARY)
    await echo(socket, "")
    await echo(socket, b"")
    await echo(socket, exchange.pieces(exchange.TEXT, 3))
    await echo(socket, exchange.pieces(exchange.LARGE, exchange.PIECE))

    pong = await socket.ping(exchange.PING.encode())
    await pong
    report("pong")

    await socket.send(exchange.PING_ME)
    answer = await socket.recv()
    check(answer == exchange.PONG_RECEIVED, "the answer to the pong")
    report_message(answer)

    await socket.close(exchange.CLIENT_CODE, exchange.CLIENT_REASON)
    report("close", code=socket.close_code, reason=socket.close_reason)

    socket = await open_socket(url + "/chat")
    await socket.send(exchange.CLOSE_ME)
    await closed(socket)

    # More pieces than a message may have.
    socket = await open_socket(url + "/chat")
    await socket.send([b"x"] * 32)
    await closed(socket)

    await refused(url + "/nowhere")
    await refused(url + "/chat?refuse")


asyncio.run(run(sys.argv[1]))
