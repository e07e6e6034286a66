// Talks to the Esp32Server sample with ws.
//
// usage: node sample_client.js URL CLOSE_CODE CLOSE_REASON
//
// Prints one JSON object per step and exits 0 when every step succeeded.
'use strict';

const { once } = require('events');
const WebSocket = require('ws');

const TIMEOUT = 15000;

function report(step, values) {
  console.log(JSON.stringify({ step, ...values }));
}

function isTelemetry(message) {
  try {
    const value = JSON.parse(message);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

// Messages are queued from the start: the greeting can arrive together with the handshake's response.
class Inbox {
  #messages = [];
  #wake = () => {};

  constructor(socket) {
    socket.on('message', (data, isBinary) => {
      this.#messages.push(isBinary ? data : data.toString());
      this.#wake();
    });
  }

  // Skips what other steps wait for: telemetry can come between any two messages.
  async next(wanted) {
    for (;;) {
      while (this.#messages.length > 0) {
        const message = this.#messages.shift();
        if (wanted(message)) {
          return message;
        }
      }
      await new Promise((resolve) => { this.#wake = resolve; });
    }
  }
}

function withTimeout(promise, what) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} in time`)), TIMEOUT);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

async function run(url, code, reason) {
  const socket = new WebSocket(url);
  const inbox = new Inbox(socket);
  await withTimeout(once(socket, 'open'), 'open');
  report('open');

  report('greeting', { text: await withTimeout(inbox.next(() => true), 'greeting') });

  const text = 'grüße from node';
  socket.send(text);
  report('echo', { text: await withTimeout(inbox.next((m) => m === text), 'echo') });

  const data = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  socket.send(data);
  const binary = await withTimeout(inbox.next((m) => Buffer.isBuffer(m) && m.equals(data)), 'binary');
  report('binary', { length: binary.length });

  report('telemetry', { text: await withTimeout(inbox.next(isTelemetry), 'telemetry') });

  socket.ping('tag');
  await withTimeout(once(socket, 'pong'), 'pong');
  report('pong');

  socket.close(code, reason);
  const [closeCode, closeReason] = await withTimeout(once(socket, 'close'), 'close');
  report('close', { code: closeCode, reason: closeReason.toString() });
}

const [url, code, reason] = process.argv.slice(2);
run(url, Number(code), reason).then(
  () => process.exit(0),
  (error) => {
    report('error', { text: String(error) });
    process.exit(1);
  });
