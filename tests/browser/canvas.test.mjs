// Goal: the picture in a real browser: sharp at any pixel ratio, still when nothing happens, keys only
// with the focus, and unharmed when the browser takes the graphics away. Method: Chromium on the
// built page; what is drawn is seen in screenshots, when it is drawn in calls of requestAnimationFrame.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ready } from "./shell_page.mjs";
import {
  canvasMark,
  checkDrawn,
  checkQuiet,
  screenshot,
  startBrowser,
  startTasks,
} from "./support.mjs";

let browser;

before(async () => {
  browser = await startBrowser({ folder: process.env.TASKYARD_SITE });
});

after(async () => {
  await browser?.close();
});

// Counts the frames that anybody asks for, and those of them that are still to come. Returns when the
// ones from before have come.
function countFrames() {
  const ask = window.requestAnimationFrame.bind(window);
  window.framesAsked = 0;
  window.framesDue = 0;
  window.requestAnimationFrame = (callback) => {
    window.framesAsked++;
    window.framesDue++;
    return ask((time) => {
      window.framesDue--;
      callback(time);
    });
  };
  return new Promise((resolve) => ask(() => resolve()));
}

async function open(options = {}) {
  const page = await ready(await browser.newPage({ path: "#sandbox", ...options }));
  await page.evaluate(countFrames);
  return page;
}

// Waits until no frame was asked for during ten polls in a row and none is to come: on a slow machine
// it may be longer than that on its way.
async function settle(page) {
  await page.evaluate(() => {
    window.quietPolls = 0;
  });
  await page.waitForFunction(
    () => {
      const quiet = window.framesDue === 0 && window.framesAsked === window.framesBefore;
      window.quietPolls = quiet ? window.quietPolls + 1 : 0;
      window.framesBefore = window.framesAsked;
      return window.quietPolls >= 10;
    },
    null,
    { polling: 50 },
  );
}

const isPlaying = (page) =>
  page.evaluate(() => document.getElementById("play-words").textContent === "Pause");
const waitPlaying = (page, on) =>
  page.waitForFunction(
    (word) => document.getElementById("play-words").textContent === word,
    on ? "Pause" : "Play",
  );

test("canvas: one pixel of its buffer is one of the screen", async () => {
  for (const ratio of [1, 1.5, 2, 3]) {
    const page = await open({ deviceScaleFactor: ratio });
    await page.waitForFunction(
      (expected) => {
        const canvas = document.getElementById("canvas");
        return Math.abs(canvas.width - canvas.clientWidth * expected) <= 2;
      },
      ratio,
      { polling: 50 },
    );
    await page.setViewportSize({ width: 1001, height: 643 });
    await page.waitForFunction(
      (expected) => {
        const canvas = document.getElementById("canvas");
        const close = (a, b) => Math.abs(a - b) <= 2;
        return (
          close(canvas.width, canvas.clientWidth * expected) &&
          close(canvas.height, canvas.clientHeight * expected)
        );
      },
      ratio,
      { polling: 50 },
    );
    checkQuiet(page);
    await page.context().close();
  }
});

test("canvas: nothing is drawn while paused and idle, and a request wakes it", async () => {
  const page = await open();
  await startTasks(page, 3);
  await settle(page);
  const before = await page.evaluate(() => window.framesAsked);
  await page.evaluate(() => window.taskyard.advance(5));
  await page.waitForFunction((count) => window.framesAsked > count, before);
  await settle(page);
  checkQuiet(page);
  await page.context().close();
});

test("canvas: keys act only while it has the focus, and Tab leaves it", async () => {
  const page = await open();
  await startTasks(page, 3);
  await page.locator("#line").focus();
  await page.keyboard.type("aws ecs list-clusters . [ ]");
  assert.equal(await page.locator("#line").inputValue(), "aws ecs list-clusters . [ ]");
  assert.equal(await isPlaying(page), false);
  await page.locator("#canvas").focus();
  await page.keyboard.press("Space");
  await waitPlaying(page, true);
  await page.keyboard.press("Space");
  await waitPlaying(page, false);
  const at = await page.evaluate(() => document.activeElement.id);
  assert.equal(at, "canvas");
  await page.keyboard.press("Shift+Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "canvas");
  checkQuiet(page);
  await page.context().close();
});

test("canvas: the play button plays", async () => {
  const page = await open();
  const box = await page.locator("#canvas").boundingBox();
  await page.mouse.click(box.x + 32, box.y + 26);
  await waitPlaying(page, true);
  await page.waitForFunction(() => document.getElementById("clock").textContent > "00:02");
  checkQuiet(page);
  await page.context().close();
});

test("canvas: arrow keys pick a task, C crashes its container, Control+Z takes it back", async () => {
  const page = await open();
  await startTasks(page, 3);
  await settle(page); // the tasks are drawn, so that there is one to pick
  const steady = await page.evaluate(() => window.taskyard.hash());
  await page.locator("#canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("c");
  await page.waitForFunction((hash) => window.taskyard.hash() !== hash, steady);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((hash) => window.taskyard.hash() === hash, steady);
  await screenshot(page, "canvas-task");
  checkQuiet(page);
  await page.context().close();
});

test("canvas: the wheel zooms about the pointer, a drag pans, 0 shows everything again", async () => {
  const page = await open();
  await startTasks(page, 40);
  await settle(page);
  const fit = await canvasMark(page);
  const hash = await page.evaluate(() => window.taskyard.hash());
  const box = await page.locator("#canvas").boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.4 };
  await page.mouse.move(middle.x, middle.y);
  for (let notch = 0; notch < 4; notch++) {
    await page.mouse.wheel(0, -100);
    await settle(page);
  }
  const zoomed = await canvasMark(page);
  assert.notEqual(zoomed, fit);
  await screenshot(page, "canvas-zoomed");
  await page.mouse.down();
  await page.mouse.move(middle.x - 90, middle.y - 60, { steps: 4 });
  await page.mouse.up();
  await settle(page);
  assert.notEqual(await canvasMark(page), zoomed);
  await page.mouse.move(5, 5);
  await page.locator("#canvas").focus();
  await page.keyboard.press("0");
  await settle(page);
  assert.equal(await canvasMark(page), fit);
  await page.keyboard.press("+");
  await page.keyboard.press("Shift+ArrowRight");
  await settle(page);
  assert.notEqual(await canvasMark(page), fit);
  assert.equal(await page.evaluate(() => window.taskyard.hash()), hash);
  checkQuiet(page);
  await page.context().close();
});

test("canvas: two fingers zoom the Yard", async () => {
  const page = await open({ hasTouch: true, viewport: { width: 1280, height: 800 } });
  await startTasks(page, 3);
  const box = await page.locator("#canvas").boundingBox();
  const x = box.x + box.width / 2;
  const y = box.y + box.height * 0.35;
  const client = await page.context().newCDPSession(page);
  const touch = (type, apart) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: apart
        ? [
            { x: x - apart, y, id: 1 },
            { x: x + apart, y, id: 2 },
          ]
        : [],
    });
  await page.waitForFunction(() => window.taskyard.text().includes("RUNNING"));
  await settle(page);
  const before = await canvasMark(page);
  await touch("touchStart", 40);
  for (const apart of [60, 90, 120]) {
    await touch("touchMove", apart);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await touch("touchEnd", 0);
  await settle(page);
  await screenshot(page, "canvas-pinched");
  assert.notEqual(await canvasMark(page), before);
  checkQuiet(page);
  await page.context().close();
});

test("canvas: taken graphics come back, and the run is still there", async () => {
  const page = await open();
  await startTasks(page, 3);
  const hash = await page.evaluate(() => window.taskyard.hash());
  await page.click("[data-action=text-view]");
  await page.evaluate(() => {
    const context = document.getElementById("canvas").getContext("webgl2");
    window.loseContext = context.getExtension("WEBGL_lose_context");
    window.loseContext.loseContext();
  });
  await page.waitForFunction(() => document.getElementById("canvas").dataset.problem);
  await page.evaluate(() => window.taskyard.advance(1));
  await page.evaluate(() => window.loseContext.restoreContext());
  await page.waitForFunction(() => !document.getElementById("canvas").dataset.problem);
  // Who has chosen the text view keeps it.
  assert.equal(await page.getAttribute("[data-action=text-view]", "aria-pressed"), "true");
  await page.evaluate(() => {
    for (const button of document.querySelectorAll("[data-action=text-view][aria-pressed=true]"))
      button.click();
  });
  await checkDrawn(page);
  await screenshot(page, "canvas-restored");
  assert.notEqual(await page.evaluate(() => window.taskyard.hash()), hash);
  await page.context().close();
});
