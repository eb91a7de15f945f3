// Goal: files people bring are explained or refused with a sentence, and can be run; nothing in them
// becomes markup and nothing that was there is lost.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, dropFile, kTaskDefinition, openPage, startShell } from "./shell_page.mjs";
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

test("drop: a task definition is explained and run as a service", async () => {
  const page = await openPage(browser);
  await dropFile(page, "shop.json", kTaskDefinition);
  await page.waitForSelector("#dropped .verdict.good");
  await checkAxe(page, "a dropped task definition");
  await screenshot(page, "drop-accepted");
  await page.click("[data-action=run-dropped]");
  await page.waitForFunction(() =>
    window.taskyard.text().includes("Service shop: ACTIVE, desired 3"),
  );
  assert.equal((await page.textContent("#dropped")).trim(), "");
  assert.match(await page.textContent("#transcript"), /aws ecs register-task-definition/);
  checkQuiet(page);
});

test("drop: a name as long as AWS allows makes nothing wider than the page", async () => {
  const page = await openPage(browser);
  const family = "a".repeat(255);
  await dropFile(page, "long.json", kTaskDefinition.replace('"shop"', `"${family}"`));
  await page.waitForSelector("#dropped .rows");
  assert.match(await page.textContent("#dropped .rows"), new RegExp(family));
  const beyond = await page.evaluate(() => {
    const pane = document.getElementById("pane");
    return pane.scrollWidth - pane.clientWidth;
  });
  assert.equal(beyond, 0);
});

test("drop: pasted into the command line, a task definition is explained", async () => {
  const page = await openPage(browser);
  await page.fill("#line", kTaskDefinition);
  await page.press("#line", "Enter");
  await page.waitForSelector("#dropped .verdict.good");
  await page.click("[data-action=close-dropped]");
  assert.equal((await page.textContent("#dropped")).trim(), "");
});

test("drop: what ECS refuses is listed with its place, and markup stays text", async () => {
  const page = await openPage(browser);
  await page.evaluate(() => {
    window.hacked = false;
  });
  await dropFile(
    page,
    "<img src=x onerror=window.hacked=true>.json",
    '{"family":"<img src=x onerror=window.hacked=true>",\n"containerDefinitions":[{"name":"a"}]}',
  );
  await page.waitForSelector("#dropped .verdict.bad");
  assert.match(await page.textContent("#dropped"), /\/family, line 1/);
  assert.equal(await page.locator("#dropped img").count(), 0);
  assert.equal(await page.locator("[data-action=run-dropped]").count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), false);
  await screenshot(page, "drop-refused");
});

test("drop: huge, binary and broken files are a sentence, and the run goes on", async () => {
  const page = await openPage(browser);
  await page.click("text=Start a task now");
  await page.evaluate(() => window.taskyard.advance(60));
  const before = await page.evaluate(() => window.taskyard.text().includes("Service web"));
  assert.ok(before);
  await page.setInputFiles("#file", {
    name: "huge.json",
    mimeType: "application/json",
    buffer: Buffer.alloc(10 * 1024 * 1024, 32),
  });
  await page.waitForFunction(() =>
    document.getElementById("messages").textContent.includes("huge.json"),
  );
  assert.match(await page.textContent("#messages"), /10\.0 MB/);
  await dropFile(
    page,
    "photo.png",
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]),
    "image/png",
  );
  await page.waitForFunction(() =>
    document.getElementById("messages").textContent.includes("not a text file"),
  );
  await dropFile(page, "broken.json", '{"family": "a",');
  await page.waitForSelector("#dropped .verdict.bad");
  assert.ok(await page.evaluate(() => window.taskyard.text().includes("Service web")));
  checkQuiet(page);
});
