// What all peers exchange with EdgeWs.Nano: Exchanges/Exchange.cs and exchange.py say the same. Loaded by Node.js and by a page.
'use strict';

(function (exports) {
  exports.PROTOCOLS = ['other', 'edgews.echo'];
  exports.TEXT = 'Zürich, 東京, 🚀';
  exports.PING = 'from the peer';
  exports.PING_ME = 'ping me';
  exports.PONG_RECEIVED = 'pong received';
  exports.CLOSE_ME = 'close me';
  exports.CLIENT_CODE = 4321;
  exports.CLIENT_REASON = 'fertig – done';
  exports.SERVER_CODE = 4000;
  exports.SERVER_REASON = 'wie gewünscht – bye';
  exports.PIECE = 1 << 16;
  exports.BINARY = Uint8Array.from({ length: 256 }, (_, i) => i);
  exports.LARGE = Uint8Array.from({ length: 1 << 20 }, (_, i) => i * 31 + (i >> 8));

  exports.check = function (condition, what) {
    if (!condition) {
      throw new Error(what);
    }
  };

  exports.same = function (a, b) {
    return a.length === b.length && a.every((value, i) => value === b[i]);
  };

  // Prints one JSON object a step.
  exports.report = function (step, values) {
    console.log(JSON.stringify({ step, ...values }));
  };

  // Runs the script of a client, which exits 0 when every step succeeded.
  exports.main = function (run) {
    run(process.argv[2]).then(
      () => process.exit(0),
      (error) => {
        exports.report('error', { text: error.stack });
        process.exit(1);
      });
  };
})(typeof module === 'undefined' ? (globalThis.exchange = {}) : module.exports);
