"""Talks to the Esp32Server sample with python-websockets.

usage: sample_client.py URL CLOSE_CODE CLOSE_REASON

Prints one JSON object per step and exits 0 when every step succeeded.
"""

import asyncio
import json
import sys

import websockets

TIMEOUT = 15


def report(step, **values):
    print(json.dumps({"step": step, **values}), flush=True)


def is_telemetry(message):
    try:
        return isinstance(json.loads(message), dict)
    except ValueError:
        return False


async def receive(ws, wanted):
    """Skips what other steps wait for: telemetry can come between any two messages."""
    while True:
        message = await ws.recv()
        if wanted(message):
            return message


async def run(url, code, reason):
    async with websockets.connect(url) as ws:
        report("open")

        report("greeting", text=await asyncio.wait_for(ws.recv(), TIMEOUT))

        text = "grüße from python"
        await ws.send(text)
        echo = await asyncio.wait_for(receive(ws, lambda m: m == text), TIMEOUT)
        report("echo", text=echo)

        data = bytes(range(256))
        await ws.send(data)
        echo = await asyncio.wait_for(receive(ws, lambda m: m == data), TIMEOUT)
        report("binary", length=len(echo))

        telemetry = await asyncio.wait_for(receive(ws, is_telemetry), TIMEOUT)
        report("telemetry", text=telemetry)

        pong = await ws.ping(b"tag")
        await asyncio.wait_for(pong, TIMEOUT)
        report("pong")

        await asyncio.wait_for(ws.close(code, reason), TIMEOUT)
        report("close", code=ws.close_code, reason=ws.close_reason)


def main():
    url, code, reason = sys.argv[1:]
    try:
        asyncio.run(run(url, int(code), reason))
    except Exception as error:
        report("error", text=repr(error))
        sys.exit(1)


main()
