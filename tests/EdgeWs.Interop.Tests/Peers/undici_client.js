// The exchange with undici as the client.
//
// usage: node undici_client.js ws://HOST:PORT
'use strict';

const { channel } = require('diagnostics_channel');
const { WebSocket, ping } = require('undici');
const { main, report } = require('./exchange');
const { run } = require('./browser_exchange');

// Pings and pongs show in undici's diagnostics only.
channel('undici:websocket:ping').subscribe(({ payload }) => report('ping', { bytes: payload.length }));

main((url) => run(WebSocket, url, report, (socket) => new Promise((resolve) => {
  channel('undici:websocket:pong').subscribe(({ payload }) => resolve(payload.toString()));
  ping(socket, Buffer.from('from undici'));
})));
