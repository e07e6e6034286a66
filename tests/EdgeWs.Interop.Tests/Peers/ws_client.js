// The exchange with ws as the client.
//
// usage: node ws_client.js ws://HOST:PORT
'use strict';

const { on, once } = require('events');
const WebSocket = require('ws');
const exchange = require('./exchange');
const { check, report } = exchange;

// The listener for messages is there from the start: the first can arrive together with the handshake's response.
async function open(url) {
  const socket = new WebSocket(url, exchange.PROTOCOLS);
  const messages = on(socket, 'message');
  await once(socket, 'open');
  report('open', { protocol: socket.protocol });
  return [socket, async () => (await messages.next()).value];
}

async function echo(socket, receive, data) {
  socket.send(data);
  await expect(receive, data);
}

async function expect(receive, data) {
  const [received, isBinary] = await receive();
  const isText = typeof data === 'string';
  check(isBinary !== isText, 'the type');
  check(received.equals(Buffer.from(data)), 'the content');
  report(isText ? 'text' : 'binary', { bytes: received.length });
}

function sendInPieces(socket, data, size, binary) {
  for (let at = 0; at < data.length; at += size) {
    socket.send(data.subarray(at, at + size), { binary, fin: at + size >= data.length });
  }
}

async function closed(socket) {
  const [code, reason] = await once(socket, 'close');
  report('close', { code, reason: reason.toString() });
}

async function refused(url) {
  const socket = new WebSocket(url);
  const [, response] = await once(socket, 'unexpected-response');
  report('refused', { status: response.statusCode });
  response.destroy();
}

exchange.main(async (url) => {
  let [socket, receive] = await open(url + '/chat');
  await echo(socket, receive, exchange.TEXT);
  await echo(socket, receive, exchange.BINARY);
  await echo(socket, receive, '');
  await echo(socket, receive, new Uint8Array(0));

  // Pieces of three bytes cut the characters.
  sendInPieces(socket, Buffer.from(exchange.TEXT), 3, false);
  await expect(receive, exchange.TEXT);
  sendInPieces(socket, exchange.LARGE, exchange.PIECE, true);
  await expect(receive, exchange.LARGE);

  socket.ping(exchange.PING);
  check((await once(socket, 'pong')).toString() === exchange.PING, 'the payload of the pong');
  report('pong');

  const pinged = once(socket, 'ping');
  socket.send(exchange.PING_ME);
  await pinged;
  await expect(receive, exchange.PONG_RECEIVED);

  socket.close(exchange.CLIENT_CODE, exchange.CLIENT_REASON);
  await closed(socket);

  [socket] = await open(url + '/chat');
  socket.send(exchange.CLOSE_ME);
  await closed(socket);

  // More pieces than a message may have.
  [socket] = await open(url + '/chat');
  sendInPieces(socket, new Uint8Array(32), 1, true);
  await closed(socket);

  await refused(url + '/nowhere');
  await refused(url + '/chat?refuse');
});
