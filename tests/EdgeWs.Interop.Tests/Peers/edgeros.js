// Runs a script that was written for EdgerOS: what it requires is as much of EdgerOS's modules as docs/porting-from-edgeros.md uses,
// made of ws and node's own modules. As on EdgerOS, text arrives as a string and binary as a Buffer.
//
// usage: node edgeros.js SCRIPT PORT   where SCRIPT is its text, and PORT that of a web application, which EdgerOS assigns
'use strict';

const { EventEmitter } = require('events');
const http = require('http');
const vm = require('vm');
const WebSocket = require('ws');

const [script, appPort] = process.argv.slice(2);

// What send takes: objects become JSON, numbers and booleans their text.
function encode(data) {
  return typeof data === 'string' || Buffer.isBuffer(data) ? data : JSON.stringify(data);
}

// What channels and clients have in common.
class Connection extends EventEmitter {
  constructor(socket) {
    super();
    this.socket = socket;
    socket.on('open', () => this.emit('open'));
    socket.on('message', (data, isBinary) => this.emit('message', isBinary ? data : data.toString()));
    socket.on('ping', () => this.emit('ping'));
    socket.on('close', (code, reason) => this.emit('close', code, reason.toString()));

    // ws tells of a close, too, when an attempt to connect fails.
    socket.on('error', () => {});
  }

  send(data) {
    this.socket.send(encode(data));
  }

  close(code, reason) {
    this.socket.close(code, reason);
  }
}

class WsServerChannel extends Connection {
  constructor(id, socket, request) {
    super(socket);
    this.id = id;
    this.path = new URL(request.url, 'http://localhost').pathname;
    this.headers = request.headers;
  }
}

class WsServer extends EventEmitter {
  // saddr: a socket address for a port of its own, or an HttpServer or a WebApp for a path on theirs.
  static createServer(path, saddr) {
    return new WsServer(path, saddr);
  }

  constructor(path, saddr) {
    super();
    this.saddr = saddr;
    this.ownListener = saddr.listener ? null : http.createServer((request, response) => response.writeHead(404).end());
    this.channels = new Set();
    this.sockets = new WebSocket.WebSocketServer({ server: saddr.listener ?? this.ownListener, path });
    this.sockets.on('connection', (socket, request) => this.accept(socket, request));
    this.nextId = 1;
  }

  start() {
    this.ownListener.listen(this.saddr.port, this.saddr.addr, () => this.emit('start'));
  }

  stop() {
    this.channels.forEach((channel) => channel.close(1001, ''));
    this.sockets.close();
    this.ownListener.close();
    this.emit('stop');
  }

  port() {
    return this.ownListener.address()?.port;
  }

  broadcast(data) {
    this.channels.forEach((channel) => channel.send(data));
  }

  accept(socket, request) {
    const channel = new WsServerChannel(this.nextId++, socket, request);
    this.channels.add(channel);
    channel.on('close', () => this.channels.delete(channel));
    this.emit('connection', channel);
  }
}

class WsClient extends Connection {
  // A client, or with options.async a promise of one that is open.
  static createClient(url, options = {}) {
    const client = new WsClient(new WebSocket(url));
    return options.async
      ? new Promise((resolve, reject) => {
        client.on('open', () => {
          // A message that came together with the handshake's answer is for handlers that are set when the promise is fulfilled.
          client.socket.pause();
          resolve(client);
          setImmediate(() => client.socket.resume());
        });
        client.socket.on('error', reject);
      })
      : client;
  }

  // Calls back with the tag when the pong with it is there, drops the connection when it is not in time.
  ping(timeout = 30000, callback = () => {}) {
    const tag = Math.random().toString(36).slice(2);
    const timer = setTimeout(() => this.socket.terminate(), timeout);
    const settle = (payload) => {
      if (payload.toString() === tag) {
        clearTimeout(timer);
        this.socket.off('pong', settle);
        callback(tag);
      }
    };
    this.socket.on('pong', settle);
    this.socket.on('close', () => clearTimeout(timer));
    this.socket.ping(tag);
    return tag;
  }
}

class HttpServer {
  static createServer(group, handle, subs, subMode, saddr) {
    return new HttpServer(http.createServer(handle), saddr);
  }

  constructor(listener, saddr) {
    this.listener = listener;
    this.saddr = saddr;
  }

  start() {
    this.listener.listen(this.saddr.port, this.saddr.addr);
  }
}

class WebApp {
  static createApp() {
    return new WebApp();
  }

  constructor() {
    this.handlers = {};
    this.listener = http.createServer((request, response) => {
      response.send = (text) => response.end(text);
      const handle = this.handlers[request.url] ?? (() => response.writeHead(404).end());
      handle(request, response);
    });
  }

  get(path, handle) {
    this.handlers[path] = handle;
  }

  start() {
    this.listener.listen(appPort, '0.0.0.0');
  }
}

const modules = {
  http: { HttpServer },
  // The loop of node runs by itself.
  iosched: { forever() {} },
  socket: { INADDR_ANY: '0.0.0.0', sockaddr: (addr, port) => ({ addr, port }) },
  webapp: WebApp,
  websocket: { WsClient, WsServer },
};
vm.runInNewContext(script, { console, require: (name) => modules[name] });
