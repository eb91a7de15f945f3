// Goal: a teacher opens any step by link, drives it with a clicker, polls the class, shows set
// pieces with one key, and leaves without a trace in their own progress.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, goTo, openPage, startShell } from "./shell_page.mjs";
import {
  canvasAtRest,
  canvasLight,
  canvasOnce,
  checkDrawn,
  checkQuiet,
  screenshot,
} from "./support.mjs";

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

const kLesson = "desired-count";
const where = (page) => page.textContent("#page .kicker");

async function toPoll(page) {
  for (let steps = 0; steps < 12; steps++) {
    if (await page.locator("#page input[name=votes]").count()) return;
    await page.keyboard.press("PageDown");
  }
  assert.fail("no step has a poll");
}

test("presenter: clicker, poll, blank, set pieces, notes, end", async () => {
  const page = await openPage(browser, {
    path: `#present&lesson=${kLesson}`,
    viewport: { width: 1920, height: 1080 },
  });
  assert.match(await where(page), /1 of/);
  assert.ok(await page.isHidden(".topbar"));
  await checkAxe(page, "presenting");
  await screenshot(page, "presenter-step");
  await toPoll(page);
  await page.keyboard.press("v");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await page.keyboard.type("3");
  await page.keyboard.press("PageDown"); // the clicker reveals first
  await page.waitForSelector("#page .poll-choice.right");
  assert.match(await page.textContent("#page .poll-choice >> nth=0"), /12 hands/);
  assert.match(await page.textContent("#page .poll-choice >> nth=1"), /3 hands/);
  await checkAxe(page, "a revealed poll");
  await screenshot(page, "presenter-revealed");
  const at = await where(page);
  await page.keyboard.press("b");
  assert.ok(await page.isVisible("#blank"));
  await page.keyboard.press("b");
  assert.ok(await page.isHidden("#blank"));
  await page.keyboard.press("n");
  assert.ok(await page.isVisible("#page .teacher-notes"));
  await page.keyboard.press("n");
  assert.equal(await page.locator("#page .teacher-notes").count(), 0);
  await page.keyboard.press("PageDown");
  assert.notEqual(await where(page), at);
  await page.keyboard.press("PageUp");
  assert.equal(await where(page), at);
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#help"));
  await page.keyboard.press("Escape");
  await page.waitForSelector("#help", { state: "hidden" });
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.body.classList.contains("presenting"));
  await page.click(".tabs >> text=Learn");
  await page.waitForSelector("#page >> text=Start the first lesson");
  checkQuiet(page);
});

test("presenter: a link opens the last step in the world it needs", async () => {
  const page = await openPage(browser, { path: `#present&lesson=${kLesson}` });
  const total = Number(/of (\d+)/.exec(await where(page))[1]);
  for (let presses = 0; presses < total * 2; presses++) await page.keyboard.press("PageDown");
  assert.match(await where(page), new RegExp(`${total} of ${total}`));
  const link = await page.evaluate(() => location.hash);
  const other = await openPage(browser, { path: link });
  assert.equal(await where(other), await where(page));
  assert.match(await other.evaluate(() => window.taskyard.text()), /RUNNING/);
});

test("presenter: set pieces by one key", async () => {
  const page = await openPage(browser, { path: "#present&scenario=public-web" });
  await page.keyboard.press("1");
  await page.waitForFunction(() => window.taskyard.text().includes("the zone has failed"));
  await page.keyboard.press("2");
  await page.waitForFunction(() => window.taskyard.text().includes("does-not-exist"));
  await page.keyboard.press("3");
  await page.waitForFunction(() =>
    document.querySelector("#transcript").textContent.includes("flashCrowd"),
  );
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await screenshot(page, "presenter-yard");
  checkQuiet(page);
});

test("presenter: the spotlight dims the rest, and the next step takes it away", async () => {
  const page = await openPage(browser, {
    path: "#present&scenario=public-web",
    viewport: { width: 1280, height: 720 },
  });
  const opacity = () =>
    page.evaluate(() => getComputedStyle(document.querySelector("#page")).opacity);
  await checkDrawn(page);
  const bright = await canvasAtRest(page, canvasLight);
  // A sentence may be followed by the next before anybody looks, so all that is said is kept.
  await page.evaluate(() => {
    const live = document.getElementById("live");
    window.said = "";
    new MutationObserver(() => {
      window.said += `${live.textContent}\n`;
    }).observe(live, { childList: true });
  });
  await page.keyboard.press("1"); // a zone is lost
  await page.waitForFunction(() => window.taskyard.text().includes("the zone has failed"));
  await page.keyboard.press("p");
  await page.keyboard.press("d");
  await page.waitForFunction(() => document.body.dataset.spotlight === "");
  assert.ok(Number(await opacity()) < 0.5);
  await page.waitForFunction(() => window.said.includes("dimmed"));
  const dimmed = await canvasOnce(page, canvasLight, (light) => light < bright * 0.8);
  await screenshot(page, "presenter-spotlight");
  assert.ok(dimmed < bright * 0.8, `light ${bright} became ${dimmed}`);
  await page.keyboard.press("d");
  assert.equal(await opacity(), "1");
  checkQuiet(page);
});

test("presenter: what is typed into the text view's search is no key of a clicker", async () => {
  const page = await openPage(browser, { path: "#sandbox&panel=text" });
  await goTo(page, `#present&lesson=${kLesson}`);
  await page.waitForFunction(() => document.body.classList.contains("presenting"));
  await page.locator("#facts-filter").focus();
  await page.keyboard.type("band");
  assert.equal(await page.inputValue("#facts-filter"), "band");
  assert.ok(await page.isHidden("#blank"));
  checkQuiet(page);
});

test("presenter: a link that leads nowhere says so", async () => {
  const page = await openPage(browser, { path: "#present&lesson=none" });
  assert.match(await page.textContent("#messages"), /link/);
  assert.ok(await page.isVisible(".topbar"));
  checkQuiet(page);
});
