// Goal: after one visit the page works without a network, also from a sub-path; a browser that
// allows no service worker loses nothing else.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ready } from "./shell_page.mjs";
import { checkQuiet, kRoot, startBrowser } from "./support.mjs";

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "taskyard-"));
  const site = process.env.TASKYARD_SITE ?? join(kRoot, "build/wasm/site");
  cpSync(site, join(folder, "some/where"), { recursive: true });
  cpSync(site, join(folder, "other"), { recursive: true });
  cpSync(join(site, "index.html"), join(folder, "index.html"));
  browser = await startBrowser({ folder });
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test("offline: everything works without a network after the first visit", async () => {
  const page = await browser.newPage({ path: "some/where/", serviceWorkers: "allow" });
  await ready(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  await page.click("text=Start a task now");
  await page.evaluate(() => window.taskyard.advance(60));
  assert.match(await page.evaluate(() => window.taskyard.text()), /RUNNING/);
  await page.click(".tabs >> text=Scenarios");
  await page.waitForSelector("#page .gallery .picture");
  assert.ok(
    await page.evaluate(() => navigator.serviceWorker.controller.scriptURL.endsWith("/sw.js")),
  );
  const manifest = await page.evaluate(async () =>
    (await fetch(document.querySelector("link[rel=manifest]").href)).json(),
  );
  assert.equal(manifest.short_name, "Taskyard");
  checkQuiet(page);
  await page.context().close();
});

test("offline: two copies of the page on one host keep their work and their files apart", async () => {
  const page = await browser.newPage({ path: "some/where/", serviceWorkers: "allow" });
  await ready(page);
  await page.click("text=Start a task now");
  await page.waitForFunction(() =>
    localStorage.getItem("taskyard/some/where/save")?.includes("CreateService"),
  );
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.goto(`${browser.address}other/`);
  await ready(page);
  assert.equal(await page.evaluate(() => localStorage.getItem("taskyard/other/save")), null);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 2);
  checkQuiet(page);
  await page.context().close();
});

test("offline: without a service worker the page is as it was", async () => {
  const page = await browser.newPage({ path: "some/where/" });
  await ready(page);
  await page.click("text=Start a task now");
  assert.match(await page.evaluate(() => window.taskyard.text()), /Service web/);
  checkQuiet(page);
  await page.context().close();
});
