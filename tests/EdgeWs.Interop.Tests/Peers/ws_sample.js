// Talks to the Esp32Server sample with ws.
//
// usage: node ws_sample.js URL CLOSE_CODE CLOSE_REASON
//
// Prints one JSON object per step and exits 0 when every step succeeded.
'use strict';

const { once } = require('events');
const WebSocket = require('ws');
const { main, report } = require('./exchange');

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
    socket.on('message', (data) => {
      this.#messages.push(data.toString());
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

main(async (url) => {
  const [, , , code, reason] = process.argv;
  const socket = new WebSocket(url);
  const inbox = new Inbox(socket);
  await once(socket, 'open');
  report('open');

  await inbox.next(() => true);
  report('greeting');

  const text = 'grüße from node';
  socket.send(text);
  await inbox.next((m) => m.endsWith(': ' + text));
  report('echo');

  await inbox.next(isTelemetry);
  report('telemetry');

  socket.ping('tag');
  await once(socket, 'pong');
  report('pong');

  socket.close(Number(code), reason);
  const [closeCode] = await once(socket, 'close');
  report('close', { code: closeCode });
});
