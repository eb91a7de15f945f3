// Goal: on a first visit a world moves before the rest of the page has come, nothing calls the rest
// before that, and a call that does all the same is answered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ready } from "./shell_page.mjs";
import { checkDrawn, checkQuiet, startBrowser } from "./support.mjs";

const kRest = "**/taskyard-rest.wasm";
let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

// A first visit on which answer(route) says when and whether the rest comes.
async function visit(answer) {
  const page = await browser.newPage({ path: "licences.txt" });
  await page.route(kRest, answer);
  await page.goto(browser.address);
  page.problems.length = 0; // a plain text has no icon
  return page;
}

const moves = (page) => page.waitForSelector("#loading", { state: "hidden" });
const early = (page) => page.evaluate(() => performance.getEntriesByType("mark").length);

test("first visit: the world moves without the rest", async () => {
  let letRestCome;
  const page = await visit((route) => {
    letRestCome = () => route.continue();
  });
  await moves(page);
  await checkDrawn(page);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 120; frame++) await new Promise(requestAnimationFrame);
  });
  assert.equal(
    await early(page),
    0,
    "the rest was called early: run scripts/find_deferred.mjs and build again",
  );
  assert.equal(await page.locator("#play").isDisabled(), true);
  letRestCome();
  await ready(page);
  assert.equal(await page.locator("#play").isDisabled(), false);
  assert.match(await page.evaluate(() => window.taskyard.text()), /RUNNING/);
  checkQuiet(page);
  await page.context().close();
});

test("first visit: what needs the rest early gets it", async () => {
  let asked = 0;
  let letRestCome;
  const page = await visit((route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    letRestCome = () => route.continue();
    return undefined;
  });
  await moves(page);
  const answer = await page.evaluate(async () => (await import("./js/bridge.js")).ask("text"));
  assert.equal(answer.ok, true);
  assert.match(answer.text, /Service web/);
  assert.equal(await early(page), 1);
  letRestCome();
  await ready(page);
  checkQuiet(page);
  await page.context().close();
});

test("first visit: a rest that does not come is a sentence", async () => {
  const page = await visit((route) => route.abort());
  await page.waitForSelector("#messages .message");
  assert.match(await page.textContent("#messages"), /could not be started/);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.unroute(kRest);
  await page.click('#messages button:text("Reload")');
  await ready(page);
  await page.context().close();
});
