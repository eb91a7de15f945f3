#!/usr/bin/env node
// Takes the picture at the top of the README, assets/taskyard.png, from the built page: the scenario
// "Three tasks that come back", a moment after a crash.
// Usage: node scripts/picture.mjs      (after scripts/run --build-only and scripts/deps test)
import { join } from "node:path";
import { kRoot, startBrowser } from "../tests/browser/support.mjs";

if (process.argv.length > 2) {
  console.log(
    "Usage: node scripts/picture.mjs      (after scripts/run --build-only and scripts/deps test)",
  );
  process.exit(process.argv[2] === "--help" ? 0 : 2);
}

const kSecondsToTheCrash = 300;
const kSecondsAfter = 14;

const browser = await startBrowser();
const page = await browser.newPage({
  path: "#scenario=self-healing",
  viewport: { width: 1440, height: 810 },
});
await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
await page.waitForFunction(() => window.taskyard.text().includes("Service web"));
const [minutes, seconds] = (await page.locator("#clock").textContent()).split(":").map(Number);
const now = minutes * 60 + seconds;
const target = kSecondsToTheCrash + kSecondsAfter;
await page.evaluate((seconds) => window.taskyard.advance(seconds), Math.ceil(target - now));
// Tiles glide to their places before the picture is taken.
for (let frame = 0; frame < 90; frame++) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}
await page.screenshot({ path: join(kRoot, "assets/taskyard.png") });
console.log("assets/taskyard.png");
await browser.close();
