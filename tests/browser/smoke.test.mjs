// Goal: the page starts, and Dear ImGui draws on a WebGL2 canvas, without a word on the console.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canvasColours, checkQuiet, screenshot, startBrowser } from "./support.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("smoke: the page draws", async () => {
  const page = await browser.newPage();
  await page.waitForFunction(() => document.querySelector("canvas")?.width > 0);
  let colours = 0;
  for (let attempt = 0; attempt < 50 && colours < 10; attempt++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    colours = await canvasColours(page);
  }
  await screenshot(page, "smoke");
  assert.ok(colours >= 10, `the canvas shows only ${colours} colours`);
  checkQuiet(page);
});
