// A visitor of the bridge's page, who talks to the simulated device.
//
// usage: node page_uart.js http://HOST:PORT/
'use strict';

const { report } = require('./exchange');
const { reportWidth, run, said, say, state, visit } = require('./visitor');

run(async (browser, url) => {
  const page = await visit(browser, url);
  await state(page, 'connected');
  await say(page, 'hello <b>');
  await said(page, 'HELLO <B>');
  report('heard');
  await reportWidth(page);
});
