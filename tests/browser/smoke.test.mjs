// Goal: the page starts, and Dear ImGui draws on a WebGL2 canvas, without a word on the console.
import { after, before, test } from "node:test";
import { ready } from "./shell_page.mjs";
import { checkDrawn, checkQuiet, screenshot, startBrowser } from "./support.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("smoke: the page draws", async () => {
  const page = await browser.newPage();
  await ready(page);
  await checkDrawn(page);
  await screenshot(page, "smoke");
  checkQuiet(page);
});
