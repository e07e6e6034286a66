// A visitor with a phone of the fleet's dashboard, opened as a file.
//
// usage: node page_fleet.js BROKER,... DEVICES [SCREENSHOT]
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const { main, report } = require('./exchange');

main(async (brokers) => {
  const devices = process.argv[3];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    page.setDefaultTimeout(60000);
    page.on('pageerror', (error) => report('error', { message: error.message }));
    const file = pathToFileURL(path.join(__dirname, '../../../samples/Fleet/dashboard.html'));
    await page.goto(file + '?brokers=' + encodeURIComponent(brokers));
    await page.locator('#count', { hasText: `${devices} of ${devices} online` }).waitFor();
    report('online');

    async function ask(target, answers) {
      await page.selectOption('#target', target);
      await page.click('#form button');
      await page.locator(`#answers[data-count="${answers}"]`).waitFor();
      await report('answers', { target });
    }

    await ask('all', devices);
    await ask('group/group-1', 1);
    await page.click('#devices button:has-text("device-2")');
    await ask(await page.inputValue('#target'), 1);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    report('width', { overflow: Math.max(0, width) });
    if (process.argv[4]) {
      await page.screenshot({ path: process.argv[4] });
    }
  } finally {
    await browser.close();
  }
});
