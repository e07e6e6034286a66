// Runs a script of a document in a page of Chromium, and prints what it writes to the console, until it is ended.
//
// usage: node page_script.js SCRIPT
'use strict';

const { chromium } = require('playwright-core');
const { main } = require('./exchange');

main(async (script) => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => console.log(error.message));
  await page.addScriptTag({ content: script });
  await new Promise((resolve) => browser.on('disconnected', resolve));
});
