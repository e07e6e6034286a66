// The exchange with undici as the client.
//
// usage: node undici_client.js ws://HOST:PORT
'use strict';

const { channel } = require('diagnostics_channel');
const { WebSocket, ping } = require('undici');
const { main, report, PING } = require('./exchange');
const { run } = require('./browser_exchange');

// Pongs show in undici's diagnostics only.

main((url) => run(WebSocket, url, report, (socket) => new Promise((resolve) => {
  channel('undici:websocket:pong').subscribe(({ payload }) => resolve(payload.toString()));
  ping(socket, Buffer.from(PING));
})));
