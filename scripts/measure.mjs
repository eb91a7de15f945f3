#!/usr/bin/env node
// Measures the built page in headless Chromium: what is transferred before a first visit sees a world
// move and after it, how soon something can be read and seen, what it costs while paused, and what
// building one frame of the instruments costs with many tasks in view. Prints figures; judges nothing.
// Usage: node scripts/measure.mjs      (after scripts/run --build-only and scripts/deps test)
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { kRoot, startBrowser, startTasks } from "../tests/browser/support.mjs";

if (process.argv.length > 2) {
  console.log(
    "Usage: node scripts/measure.mjs      (after scripts/run --build-only and scripts/deps test)",
  );
  process.exit(process.argv[2] === "--help" ? 0 : 2);
}

const kPausedMs = 5000;
const kRuns = 5;
const kFrames = 60;

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// What files add up to, by kind, in bytes after brotli.
function transfer(loaded) {
  const site = join(kRoot, "build/wasm/site");
  const sums = {};
  for (const path of loaded) {
    const file = join(site, path === "" ? "index.html" : path);
    if (!statSync(file).isFile()) continue;
    const kind = file.slice(file.lastIndexOf(".") + 1);
    sums[kind] = (sums[kind] ?? 0) + brotli(readFileSync(file));
  }
  sums.total = Object.values(sums).reduce((sum, value) => sum + value, 0);
  return sums;
}

// When a first visit sees its world, the files that it loads before that, and those after it.
async function firstVisit(browser) {
  const page = await browser.newPage({ path: "manifest.webmanifest" });
  const held = [];
  let holds = true;
  for (const later of ["**/taskyard-rest.wasm", "**/content.json"]) {
    await page.route(later, (route) => (holds ? held.push(route) : route.continue()));
  }
  await page.goto(browser.address);
  const moves = await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    while (!document.getElementById("loading").hidden) await frame();
    await frame();
    await frame();
    return performance.now();
  });
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry.responseEnd > 0)
        .map((entry) => new URL(entry.name).pathname.slice(1)),
    );
  const before = new Set(["", ...(await loaded())]);
  holds = false;
  for (const route of held) await route.continue();
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  const after = new Set((await loaded()).filter((path) => !before.has(path)));
  await page.context().close();
  return { moves, files: { before, after } };
}

async function visit(browser) {
  // Not the first page: there, a world moves by itself.
  const page = await browser.newPage({ path: "#sandbox" });
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  const times = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const instruments = performance.now();
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return { text: paint.startTime, instruments };
  });
  return { page, ...times };
}

// Share of one core that the page's renderer uses while the run is paused and nobody moves.
async function pausedCpu(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const taskSeconds = async () =>
    (await session.send("Performance.getMetrics")).metrics.find(
      (metric) => metric.name === "TaskDuration",
    ).value;
  await page.evaluate(() => window.taskyard.advance(1));
  await page.waitForTimeout(1500);
  const before = await taskSeconds();
  await page.waitForTimeout(kPausedMs);
  return ((await taskSeconds()) - before) / (kPausedMs / 1000);
}

// CPU of one frame's picture while the run plays, without the graphics card's part, with so many
// tasks in the Yard, or all of them zoomed in.
async function frameCost(page, tasks) {
  await startTasks(page, tasks);
  const cost = () => page.evaluate((frames) => window.taskyard.frameCost(frames), kFrames);
  await cost();
  const fit = await cost();
  await page.locator("#canvas").focus();
  for (let step = 0; step < 8; step++) await page.keyboard.press("+");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return { fit, zoomed: await cost() };
}

const browser = await startBrowser();
const visits = [];
for (let run = 0; run < kRuns; run++) visits.push(await visit(browser));
const firstVisits = [];
for (let run = 0; run < kRuns; run++) firstVisits.push(await firstVisit(browser));
for (const [when, files] of Object.entries(firstVisits[0].files)) {
  for (const [kind, bytes] of Object.entries(transfer(files))) {
    console.log(
      `transfer ${when.padEnd(6)} ${kind.padEnd(6)} ${(bytes / 1024).toFixed(1)} KB (brotli 11)`,
    );
  }
}
console.log(`first text             ${Math.round(median(visits.map((one) => one.text)))} ms`);
console.log(`first instrument frame ${Math.round(median(firstVisits.map((one) => one.moves)))} ms`);
console.log(
  `everything usable      ${Math.round(median(visits.map((one) => one.instruments)))} ms`,
);
console.log(
  `renderer while paused  ${((await pausedCpu(visits[0].page)) * 100).toFixed(2)} % of a core`,
);
for (const tasks of [3, 1000, 100_000]) {
  const page = await browser.newPage({ path: "#sandbox", viewport: { width: 1280, height: 800 } });
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  const { fit, zoomed } = await frameCost(page, tasks);
  console.log(
    `frame with ${String(tasks).padStart(6)} tasks ${fit.toFixed(2)} ms, zoomed ${zoomed.toFixed(2)} ms`,
  );
  await page.context().close();
}
console.log(`(median of ${kRuns} cold visits)`);
await browser.close();
