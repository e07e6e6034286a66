// What the visitors of the samples' pages have in common.
'use strict';

const { chromium } = require('playwright-core');
const { main, report } = require('./exchange');

// The smallest phone.
const PHONE = { viewport: { width: 320, height: 640 } };

exports.state = (page, text) => page.locator('#state', { hasText: text }).waitFor();
exports.said = (page, text) => page.locator('#log', { hasText: text }).waitFor();

exports.say = async (page, text) => {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
};

exports.visit = async (browser, url, options) => {
  const context = await browser.newContext({ ...PHONE, ...options, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.on('pageerror', (error) => report('error', { message: error.message }));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
      report('outside', { url: request.url() });
    }
  });
  await page.goto(url);
  return page;
};

// A phone must not have to scroll sideways.
exports.reportWidth = async (page) => {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  report('width', { overflow: Math.max(0, overflow) });
};

exports.run = (steps) => main(async (url) => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  try {
    await steps(browser, url);
  } finally {
    await browser.close();
  }
});
