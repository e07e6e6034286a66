"""Talks to the Esp32Server sample with python-websockets.

usage: websockets_sample.py URL CLOSE_CODE CLOSE_REASON

Prints one JSON object per step and exits 0 when every step succeeded.
"""

import asyncio
import json
import sys

import websockets

from exchange import report


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

        await ws.recv()
        report("greeting")

        text = "grüße from python"
        await ws.send(text)
        await receive(ws, lambda m: m.endswith(": " + text))
        report("echo")

        await receive(ws, is_telemetry)
        report("telemetry")

        pong = await ws.ping(b"tag")
        await pong
        report("pong")

        await ws.close(code, reason)
        report("close", code=ws.close_code)


url, code, reason = sys.argv[1:]
asyncio.run(run(url, int(code), reason))
