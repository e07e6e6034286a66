// The exchange written against the WebSocket API of browsers. It can neither send fragments nor see pings.
'use strict';

(function (exports, exchange) {
  const { check, same } = exchange;

  function event(target, name) {
    return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
  }

  async function closed(socket, report) {
    const { code, reason, wasClean } = await event(socket, 'close');
    check(wasClean, 'a clean end');
    await report('close', { code, reason });
  }

  async function refused(WebSocket, url, report) {
    const socket = new WebSocket(url);
    let failed = false;
    socket.addEventListener('error', () => { failed = true; });
    const { code } = await event(socket, 'close');
    check(failed && code === 1006, 'a refusal');
    await report('refused');
  }

  // ping, where the API has one, sends a ping and resolves with the payload of the pong.
  exports.run = async function (WebSocket, url, report, ping) {
    async function open() {
      const socket = new WebSocket(url + '/chat', exchange.PROTOCOLS);
      socket.binaryType = 'arraybuffer';
      await event(socket, 'open');
      await report('open', { protocol: socket.protocol });
      return socket;
    }

    async function echoText(socket, text) {
      socket.send(text);
      const { data } = await event(socket, 'message');
      check(data === text, 'the text');
      await report('text', { bytes: new TextEncoder().encode(data).length });
    }

    async function echoBinary(socket, bytes) {
      socket.send(bytes);
      const { data } = await event(socket, 'message');
      check(data instanceof ArrayBuffer && same(new Uint8Array(data), bytes), 'the bytes');
      await report('binary', { bytes: data.byteLength });
    }

    async function echoBlob(socket, bytes) {
      socket.binaryType = 'blob';
      socket.send(new Blob([bytes]));
      const { data } = await event(socket, 'message');
      check(data instanceof Blob && same(new Uint8Array(await data.arrayBuffer()), bytes), 'the blob');
      await report('blob', { bytes: data.size });
      socket.binaryType = 'arraybuffer';
    }

    let socket = await open();
    await echoText(socket, exchange.TEXT);
    await echoBinary(socket, exchange.BINARY);
    await echoText(socket, '');
    await echoBinary(socket, new Uint8Array(0));
    await echoBlob(socket, exchange.BINARY);
    await echoBinary(socket, exchange.LARGE);

    if (ping) {
      check(await ping(socket) === exchange.PING, 'the payload of the pong');
      await report('pong');
    }

    socket.send(exchange.PING_ME);
    const { data } = await event(socket, 'message');
    check(data === exchange.PONG_RECEIVED, 'the answer to the pong');
    await report('text', { bytes: data.length });

    socket.close(exchange.CLIENT_CODE, exchange.CLIENT_REASON);
    await closed(socket, report);

    socket = await open();
    socket.send(exchange.CLOSE_ME);
    await closed(socket, report);

    await refused(WebSocket, url + '/nowhere', report);
    await refused(WebSocket, url + '/chat?refuse', report);
  };
})(
  typeof module === 'undefined' ? (globalThis.browserExchange = {}) : module.exports,
  typeof module === 'undefined' ? globalThis.exchange : require('./exchange'));
