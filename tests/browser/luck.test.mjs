// Goal: the luck meter measures in a worker and shows how the goal is spread over seeds; it can be
// cancelled; a worker that is missing, broken or killed costs a sentence and no result. Method: the
// built page; workers are taken away or stopped from outside.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, screenshot, startTasks } from "./support.mjs";

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

const text = (page) => page.textContent("#page");

const openLuck = (options = {}) => openPage(browser, { path: "#sandbox", ...options });

async function measure(page, seeds) {
  await page.evaluate(() => {
    location.hash = "#luck";
  });
  await page.waitForSelector("#luck-form");
  await page.selectOption("#luck-seeds", String(seeds));
  await page.click("#luck-form button[type=submit]");
}

test("luck: without a service there is nothing to measure, and the page says so", async () => {
  const page = await openLuck();
  await page.evaluate(() => {
    location.hash = "#luck";
  });
  await page.waitForFunction(() => document.querySelector("#page").textContent.includes("nothing"));
  await checkAxe(page, "luck without a service");
  checkQuiet(page);
});

test("luck: a worker plays the seeds and the run on screen stays as it was", async () => {
  const page = await openLuck();
  await startTasks(page, 3);
  const hash = await page.evaluate(() => window.taskyard.hash());
  await measure(page, 20);
  await page.waitForFunction(() =>
    /20 of 20 plays/.test(document.querySelector("#page").textContent),
  );
  assert.match(await text(page), /Wilson/);
  assert.match(await text(page), /at best/);
  assert.equal(await page.evaluate(() => window.taskyard.hash()), hash);
  await checkAxe(page, "luck, measured");
  await screenshot(page, "luck-measured");
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(wide, 0);
  checkQuiet(page);
});

test("luck: cancel keeps what was played", async () => {
  const page = await openLuck();
  await startTasks(page, 3);
  await measure(page, 200);
  await page.click("[data-action=luck-cancel]");
  await page.waitForFunction(() =>
    document.querySelector("#page").textContent.includes("Cancelled"),
  );
  assert.ok(await page.isEnabled("#luck-form button[type=submit]"));
  checkQuiet(page);
});

test("luck: no worker, a broken one, a killed one: a sentence and every result", async () => {
  const breakers = {
    none: () => {
      window.Worker = undefined;
    },
    broken: () => {
      const RealWorker = window.Worker;
      window.Worker = class extends RealWorker {
        constructor() {
          super(URL.createObjectURL(new Blob(["throw new Error('broken')"])));
        }
      };
    },
    killed: () => {
      const RealWorker = window.Worker;
      window.Worker = class extends RealWorker {
        constructor(...rest) {
          super(...rest);
          this.addEventListener("message", () => {
            this.terminate();
            this.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
          });
        }
      };
    },
  };
  for (const [name, breakIt] of Object.entries(breakers)) {
    const page = await openLuck();
    await startTasks(page, 3);
    await page.evaluate(breakIt);
    await page.evaluate(() => {
      window.notes = new Set();
      new MutationObserver(() => {
        window.notes.add(document.querySelector("#page .notice")?.textContent);
      }).observe(document.getElementById("page"), { childList: true, subtree: true });
    });
    await measure(page, 20);
    await page.waitForFunction(() =>
      /20 of 20 plays/.test(document.querySelector("#page").textContent),
    );
    const notes = await page.evaluate(() => [...window.notes].join(" "));
    assert.match(notes, /worker.*The page plays the seeds itself.*Cancel ends it/, name);
    if (name === "none") checkQuiet(page);
  }
});
