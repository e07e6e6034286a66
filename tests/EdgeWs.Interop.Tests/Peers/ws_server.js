// The exchange with ws as the server, which reports what it sees until it is ended.
//
// usage: node ws_server.js [CERTIFICATE KEY]   with files in PEM for TLS
'use strict';

const { readFileSync } = require('fs');
const http = require('http');
const https = require('https');
const { WebSocketServer } = require('ws');
const exchange = require('./exchange');
const { check, report } = exchange;

function echo(socket, data, binary) {
  let at = 0;
  do {
    const end = Math.min(at + exchange.PIECE, data.length);
    socket.send(data.subarray(at, end), { binary, fin: end === data.length });
    at = end;
  } while (at < data.length);
}

const [certificate, key] = process.argv.slice(2);
const listener = certificate
  ? https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) })
  : http.createServer();
const server = new WebSocketServer({
  server: listener,
  handleProtocols: (offered) => offered.has('edgews.echo') && 'edgews.echo',
  verifyClient: ({ req }, decide) => {
    const status = req.url === '/chat' ? 0 : req.url === '/chat?refuse' ? 403 : 404;
    decide(status === 0, status);
  },
});
server.on('listening', () => report('listening', { port: listener.address().port }));
server.on('connection', (socket) => {
  report('open', { protocol: socket.protocol });
  socket.on('pong', (payload) => {
    check(payload.toString() === exchange.PING, 'the payload of the pong');
    report('pong');
    socket.send(exchange.PONG_RECEIVED);
  });
  socket.on('close', (code, reason) => report('close', { code, reason: reason.toString() }));
  socket.on('message', (data, isBinary) => {
    report(isBinary ? 'binary' : 'text', { bytes: data.length });
    const text = isBinary ? '' : data.toString();
    if (text === exchange.PING_ME) {
      socket.ping(exchange.PING);
    } else if (text === exchange.CLOSE_ME) {
      socket.close(exchange.SERVER_CODE, exchange.SERVER_REASON);
    } else {
      echo(socket, data, isBinary);
    }
  });
});
listener.listen(0, '127.0.0.1');
