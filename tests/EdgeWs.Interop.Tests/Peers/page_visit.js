// Two visitors of the server sample's page, one of them on a phone: they chat, and see the device's values move.
//
// usage: node page_visit.js http[s]://HOST:PORT/ [FOLDER FOR SCREENSHOTS]
'use strict';

const path = require('path');
const { report } = require('./exchange');
const { reportWidth, run, said, say, state, visit } = require('./visitor');

const FORGED = '{"name":"Forged","unit":"x","value":99,"uptime":1,"clients":1,"places":1,"freeHeap":1}';

const chart = (page) => page.locator('#chart').evaluate((canvas) => canvas.toDataURL());

run(async (browser, url) => {
  const desk = await visit(browser, url, { viewport: { width: 1000, height: 760 } });
  await said(desk, 'connected as client 1');
  const phone = await visit(browser, url, { colorScheme: 'dark' });
  await said(phone, 'connected as client 2');
  report('open');

  await say(desk, 'hello from the desk <b>&');
  await said(desk, 'youhello from the desk <b>&');
  await said(phone, 'client 1hello from the desk <b>&');
  await say(phone, 'hello from the phone');
  await said(desk, 'client 2hello from the phone');
  report('chat');

  await desk.waitForFunction(() => document.getElementById('clients').textContent === '2 of 5');
  await desk.locator('#name', { hasText: 'Temperature' }).waitFor();
  await desk.waitForFunction(() => / °C$/.test(document.getElementById('value').textContent));
  const before = await chart(desk);
  await desk.waitForFunction((old) => document.getElementById('chart').toDataURL() !== old, before);
  report('chart');

  await say(phone, FORGED);
  await said(desk, 'client 2' + FORGED);
  await say(phone, '1: not me');
  await said(desk, 'client 21: not me');
  if (await desk.locator('#name', { hasText: 'Forged' }).count() === 0) {
    report('forged');
  }

  const others = await Promise.all([3, 4, 5].map(() => visit(browser, url)));
  await Promise.all(others.map((page) => state(page, 'connected')));
  const late = await visit(browser, url);
  await state(late, 'full');
  report('full');
  await Promise.all([late, ...others].map((page) => page.context().close()));

  await reportWidth(phone);
  await phone.click('#link');
  await state(phone, 'disconnected');
  await phone.click('#link');
  await state(phone, 'connected');
  report('reconnect');

  // Its socket ends with the page, which itself may be kept to go back to.
  await desk.goto('about:blank');
  await phone.waitForFunction(() => document.getElementById('clients').textContent === '1 of 5');
  await desk.goBack();
  await state(desk, 'connected');
  report('back');

  const folder = process.argv[3];
  if (folder) {
    await desk.waitForTimeout(20000);
    await desk.screenshot({ path: path.join(folder, 'desk.png') });
    await phone.screenshot({ path: path.join(folder, 'phone.png') });
  }
});
