"""The exchange with python-websockets as the server, which reports what it sees until it is ended.

usage: websockets_server.py
"""

import asyncio
from http import HTTPStatus

from websockets.exceptions import ConnectionClosed
from websockets.legacy.server import serve

import exchange
from exchange import report, report_message


async def refuse(path, headers):
    status = exchange.refusal(path)
    return status and (HTTPStatus(status), [], b"refused\n")


async def echo(socket, message):
    cut = exchange.pieces(message, exchange.PIECE)
    await socket.send(message if len(cut) == 1 else cut)


async def talk(socket):
    async for message in socket:
        report_message(message)
        if message == exchange.PING_ME:
            pong = await socket.ping(exchange.PING.encode())
            await pong
            report("pong")
            await socket.send(exchange.PONG_RECEIVED)
        elif message == exchange.CLOSE_ME:
            await socket.close(exchange.SERVER_CODE, exchange.SERVER_REASON)
        else:
            await echo(socket, message)


async def handle(socket):
    report("open", protocol=socket.subprotocol)
    try:
        await talk(socket)
    except ConnectionClosed:
        # The client ended it while an echo was under way.
        pass
    report("close", code=socket.close_code, reason=socket.close_reason)


async def run():
    async with serve(
        handle, "127.0.0.1", 0, subprotocols=[exchange.PROTOCOL], process_request=refuse, max_size=None
    ) as server:
        report("listening", port=server.sockets[0].getsockname()[1])
        await asyncio.Future()


asyncio.run(run())
