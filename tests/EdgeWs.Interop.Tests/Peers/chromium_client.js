// The exchange with a page in Chromium as the client.
//
// usage: node chromium_client.js ws[s]://HOST:PORT
'use strict';

const { readFileSync } = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');
const { main, report } = require('./exchange');

const PAGE = '<!DOCTYPE html><script src="exchange.js"></script><script src="browser_exchange.js"></script>';

function serve() {
  const server = http.createServer(({ url }, response) => {
    if (url.endsWith('.js')) {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(readFileSync(path.join(__dirname, path.basename(url))));
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(url === '/' ? PAGE : '');
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve('http://127.0.0.1:' + server.address().port + '/')));
}

main(async (url) => {
  const origin = await serve();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      // Works as root, and without a network to call home to.
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // A wss server of a test has a certificate of an authority that nobody knows.
      '--ignore-certificate-errors',
    ],
  });
  try {
    const page = await browser.newPage();
    await page.exposeFunction('report', report);
    await page.goto(origin);
    await page.evaluate((target) => browserExchange.run(WebSocket, target, report), url);
  } finally {
    await browser.close();
  }
});
