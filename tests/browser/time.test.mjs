// Goal: a person branches, goes on, compares, asks why and whether it would have happened anyway;
// nothing is lost on the way.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, screenshot } from "./support.mjs";

let browser;

before(async () => {
  browser = await startShell();
});

afterEach(async () => {
  await browser?.closePages();
});

after(async () => {
  await browser?.close();
});

async function world(page) {
  await page.click("text=Start a task now");
  await page.keyboard.press("Control+Space");
  await page.evaluate(() => window.taskyard.advance(60));
}

test("time: branch here, go on, compare, go back", async () => {
  const page = await openPage(browser);
  await world(page);
  await page.click(".tools >> text=Time");
  await page.click("[data-action=branch-here]");
  const there = await page.evaluate(() => window.taskyard.hash());
  await page.evaluate(() => {
    window.taskyard.api("ecs", "UpdateService", {
      cluster: "demo",
      service: "web",
      desiredCount: 5,
    });
    window.taskyard.advance(120);
  });
  await page.click("[data-action=compare-branch]");
  const text = await page.textContent("#page .comparison");
  assert.match(text, /They part at/);
  assert.match(text, /UpdateService/);
  await checkAxe(page, "the comparison");
  await screenshot(page, "time-compare");
  await page.click("[data-action=take-branch]");
  assert.equal(await page.evaluate(() => window.taskyard.hash()), there);
  checkQuiet(page);
});

test("time: why, and would it have happened without this", async () => {
  const page = await openPage(browser);
  await world(page);
  await page.evaluate(() => {
    window.taskyard.api("ecs", "UpdateService", {
      cluster: "demo",
      service: "web",
      desiredCount: 1,
    });
    window.taskyard.advance(60);
  });
  await page.click(".tools >> text=Time");
  await page.click(
    "#page .event-list li:has-text('deprovisioning') [data-action=why], #page .event-list li:nth-child(1) [data-action=why]",
  );
  await page.waitForSelector("#why-title");
  await page.click("[data-action=without]");
  assert.match(await page.textContent("#what-if"), /Without it|all the same|another of its kind/);
  await checkAxe(page, "the causes");
  await screenshot(page, "time-why");
  checkQuiet(page);
});

test("time: an hour in the background is no catch-up, and a sentence says so", async () => {
  const page = await openPage(browser);
  await page.click("text=Start a task now");
  await page.waitForFunction(() =>
    /[1-9] running/.test(document.getElementById("counts").textContent),
  );
  const minutes = (text) => Number(text.split(":")[0]);
  const before = minutes(await page.textContent("#clock"));
  await page.evaluate(() => {
    let away = true;
    Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
    document.dispatchEvent(new Event("visibilitychange"));
    const now = Date.now;
    Date.now = () => now() + 3600_000;
    away = false;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.match(await page.textContent("#messages"), /stood still/);
  const after = minutes(await page.textContent("#clock"));
  assert.ok(after - before < 10, `the clock went from minute ${before} to ${after}`);
  checkQuiet(page);
});
