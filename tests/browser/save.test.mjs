// Goal: work is kept in the browser, taken along in a file and brought back; a broken file or a
// browser that keeps nothing is a sentence, and nothing is lost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { openPage, ready, startShell } from "./shell_page.mjs";
import { checkQuiet } from "./support.mjs";

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

const hash = (page) => page.evaluate(() => window.taskyard.hash());

async function startAndPause(page, seconds) {
  await page.click("text=Start a task now");
  await page.keyboard.press("Control+Space"); // pause
  await page.evaluate((each) => window.taskyard.advance(each), seconds);
}

test("save: to a file and back in another browser", async () => {
  const page = await openPage(browser);
  await startAndPause(page, 95);
  const before = await hash(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click("[data-action=save]"),
  ]);
  const bytes = readFileSync(await download.path());
  const other = await openPage(browser);
  assert.notEqual(await hash(other), before);
  await other.setInputFiles("#file", {
    name: "taskyard-save.json",
    mimeType: "application/json",
    buffer: bytes,
  });
  await other.waitForFunction(() =>
    document.getElementById("messages").textContent.includes("was loaded"),
  );
  assert.equal(await hash(other), before);
  checkQuiet(page);
  checkQuiet(other);
});

test("save: branches are there after a reload and in a file", async () => {
  const page = await openPage(browser);
  await startAndPause(page, 40);
  await page.click(".tools >> text=Time");
  await page.click("[data-action=branch-here]");
  await page.waitForSelector("#page .branches li");
  const name = await page.textContent("#page .branches h3");
  await page.evaluate(() => window.taskyard.advance(30));
  await page.reload();
  await ready(page);
  await page.waitForSelector("#page .branches li");
  assert.equal(await page.textContent("#page .branches h3"), name);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click("[data-action=save]"),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(
    file.branches.map((branch) => branch.name),
    [name],
  );
  checkQuiet(page);
});

test("save: the session and the lesson's progress are there after a reload", async () => {
  const page = await openPage(browser);
  await startAndPause(page, 40);
  const before = await hash(page);
  await page.evaluate(() => {
    location.hash = "#learn";
  });
  await page.click("text=Start the first lesson");
  await page.click("#page [data-action=next-step]");
  await page.waitForFunction(() => location.hash.includes("step="));
  await page.reload();
  await ready(page);
  assert.match(await page.textContent("#page .kicker"), /Step 2/);
  await page.click(".tabs >> text=Sandbox");
  await page.waitForSelector("#page .sandbox");
  assert.equal(await hash(page), before);
  await page.click(".tabs >> text=Learn");
  await page.waitForSelector("#page .lessons");
  assert.match(await page.textContent("#page"), /1 of \d+ steps/);
  checkQuiet(page);
});

test("save: corrupt files are refused with a reason and change nothing", async () => {
  const page = await openPage(browser);
  await startAndPause(page, 40);
  const before = await hash(page);
  for (const text of [
    '{"taskyardSave":1,"sandbox":{"taskyard":1,"scenario":"<img src=x>","seed":1,"atMs":0,"requests":[]}}',
    '{"taskyardSave":1,"sandbox":{"taskyard":1,"scenario":"","seed":1,"atMs":0,"requests":[{"atMs":0,"service":"ecs","operation":"Nope","input":{}}]}}',
    '{"taskyardSave":7}',
    '{"taskyardProgress":"x"}',
  ]) {
    await page.evaluate(() => document.getElementById("messages").replaceChildren());
    await page.setInputFiles("#file", {
      name: "broken.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    await page.waitForSelector("#messages .message.bad");
    assert.equal(await page.locator("#messages img").count(), 0);
    assert.equal(await hash(page), before, text);
  }
  checkQuiet(page);
});

test("save: a broken kept session is set aside, not thrown away", async () => {
  const page = await openPage(browser);
  await page.evaluate(() => localStorage.setItem("taskyard.save", "{broken"));
  // Leaving the page keeps the present session; put the broken one back for the next visit.
  await page.addInitScript(() => {
    if (!localStorage.getItem("tested")) localStorage.setItem("taskyard.save", "{broken");
    localStorage.setItem("tested", "yes");
  });
  await page.reload();
  await ready(page);
  assert.match(await page.textContent("#messages"), /could not be read/);
  assert.equal(
    await page.evaluate(() => localStorage.getItem("taskyard.save.unreadable")),
    "{broken",
  );
  await page.click("text=Start a task now");
  assert.match(await page.evaluate(() => window.taskyard.text()), /Service web/);
});

test("save: a broken kept session for which there is no room beside it is not written over", async () => {
  const page = await openPage(browser);
  await page.addInitScript(() => {
    if (!sessionStorage.getItem("tested")) localStorage.setItem("taskyard.save", "{broken");
    sessionStorage.setItem("tested", "yes");
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key.endsWith("unreadable")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, key, value);
    };
  });
  await page.reload();
  await ready(page);
  assert.match(await page.textContent("#messages"), /There is no room to set it aside/);
  await page.click("text=Start a task now");
  await page.reload();
  await ready(page);
  const kept = () => page.evaluate(() => localStorage.getItem("taskyard.save"));
  assert.equal(await kept(), "{broken");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click("#messages button:text-is('Download it')"),
  ]);
  assert.equal(readFileSync(await download.path(), "utf8"), "{broken");
  await page.click("text=Start a task now");
  await page.waitForFunction(() => localStorage.getItem("taskyard.save").includes("CreateService"));
});

test("save: a visit on which the lessons cannot be fetched leaves what is kept as it is", async () => {
  const page = await openPage(browser, { path: "#scenario=public-web" });
  await page.evaluate(() => window.taskyard.api("ecs", "CreateCluster", { clusterName: "mine" }));
  await page.waitForFunction(() => localStorage.getItem("taskyard.save")?.includes('"mine"'));
  await page.route("**/content.json", (route) => route.abort());
  await page.reload();
  await page.waitForSelector("#messages .message");
  assert.match(await page.textContent("#messages"), /could not be started/);
  await page.unroute("**/content.json");
  await page.reload();
  await ready(page);
  assert.match(await page.evaluate(() => window.taskyard.text()), /Cluster mine/);
});

for (const [name, code] of [
  [
    "denied",
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });",
  ],
  [
    "full",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
  ],
]) {
  test(`save: storage that is ${name} is one sentence and no loss`, async () => {
    const page = await browser.newPage();
    await page.addInitScript(code);
    await page.reload();
    await ready(page);
    await page.click("text=Start a task now");
    await page.waitForFunction(
      () =>
        document.getElementById("messages").textContent.includes("storage") ||
        document.getElementById("messages").textContent.includes("keep anything"),
    );
    assert.equal(await page.locator("#messages .message").count(), 1);
    await page.click("[data-action=theme]");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
    await page.evaluate(() => window.taskyard.advance(60));
    assert.match(await page.evaluate(() => window.taskyard.text()), /RUNNING/);
    checkQuiet(page);
  });
}
