// A visitor of the pin sample's page, who tries a wrong token and the right one, and switches the pin.
//
// usage: node page_pin.js http://HOST:PORT/
'use strict';

const { report } = require('./exchange');
const { reportWidth, run, state, visit } = require('./visitor');

const level = (page, text) => page.locator('#level', { hasText: text }).waitFor();

async function use(page, token) {
  await page.fill('#token', token);
  await page.press('#token', 'Enter');
}

run(async (browser, url) => {
  const page = await visit(browser, url);
  for (const token of ['guess', 'a b']) {
    await use(page, token);
    await state(page, 'wrong token');
  }
  report('refused');

  await use(page, 'secret');
  await state(page, 'connected');
  await level(page, 'low');
  await page.click('#toggle');
  await level(page, 'high');
  report('switched');
  await reportWidth(page);

  await page.reload();
  await level(page, 'high');
  report('remembered');
});
