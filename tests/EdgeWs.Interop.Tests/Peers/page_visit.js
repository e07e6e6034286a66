// Two visitors of the sample's page, one of them on a phone: they chat, and see the device's values move.
//
// usage: node page_visit.js http[s]://HOST:PORT/ [FOLDER FOR SCREENSHOTS]
'use strict';

const path = require('path');
const { chromium, devices } = require('playwright-core');
const { main, report } = require('./exchange');

const state = (page, text) => page.locator('#state', { hasText: text }).waitFor();
const said = (page, text) => page.locator('#log li', { hasText: text }).first().waitFor();
const chart = (page) => page.locator('#chart').evaluate((canvas) => canvas.toDataURL());

async function say(page, text) {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
}

async function visit(browser, url, options) {
  const context = await browser.newContext({ ...options, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.on('pageerror', (error) => report('error', { message: error.message }));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
      report('outside', { url: request.url() });
    }
  });
  await page.goto(url);
  await state(page, 'connected');
  return page;
}

main(async (url) => {
  const folder = process.argv[3];
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  try {
    const desk = await visit(browser, url, { viewport: { width: 1000, height: 760 } });
    const phone = await visit(browser, url, { ...devices['Pixel 7'], colorScheme: 'dark' });
    await said(desk, 'welcome ');
    report('open');

    await say(desk, 'hello from the desk <b>&');
    await said(phone, 'hello from the desk <b>&');
    await say(phone, 'hello from the phone');
    await said(desk, 'hello from the phone');
    report('chat');

    await desk.waitForFunction(() => document.getElementById('clients').textContent === '2');
    const before = await chart(desk);
    await desk.waitForFunction((old) => document.getElementById('chart').toDataURL() !== old, before);
    report('chart');

    // A phone must not have to scroll sideways.
    const width = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    report('width', { overflow: Math.max(0, width) });

    await phone.click('#link');
    await state(phone, 'disconnected');
    await phone.click('#link');
    await state(phone, 'connected');
    report('reconnect');

    // Its socket ends with the page, which itself may be kept to go back to.
    await desk.goto('about:blank');
    await phone.waitForFunction(() => document.getElementById('clients').textContent === '1');
    await desk.goBack();
    await state(desk, 'connected');
    report('back');

    if (folder) {
      await desk.waitForTimeout(20000);
      await desk.screenshot({ path: path.join(folder, 'desk.png') });
      await phone.screenshot({ path: path.join(folder, 'phone.png') });
    }
  } finally {
    await browser.close();
  }
});
