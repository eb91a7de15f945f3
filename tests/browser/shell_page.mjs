// What the tests of the shell share: the built page (or the one in TASKYARD_SITE) once it is ready.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kRoot, startBrowser } from "./support.mjs";

// As startBrowser, with closePages() for afterEach: pages that are left open go on drawing.
export async function startShell(options = {}) {
  const browser = await startBrowser({
    ...(process.env.TASKYARD_SITE ? { folder: process.env.TASKYARD_SITE } : {}),
    ...options,
  });
  const pages = [];
  return {
    ...browser,
    newPage: async (pageOptions) => {
      const page = await browser.newPage(pageOptions);
      pages.push(page);
      return page;
    },
    closePages: async () => {
      for (const page of pages.splice(0)) await page.context().close();
    },
  };
}

// A limit for what hangs. While a run plays, a frame takes it on by a second at most (100 ms at 10x):
// the minute until a task runs is sixty frames, and one that is drawn in software may take half a second.
const kWaitMs = 60_000;

export async function ready(page) {
  page.setDefaultTimeout(kWaitMs);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  return page;
}

export const openPage = async (browser, options) => ready(await browser.newPage(options));

// Goes to an address of the page. The page hears of it only after it has changed; when it has, what is
// there is shown.
export const goTo = (page, hash) =>
  page.evaluate(
    (to) =>
      new Promise((resolve) => {
        window.addEventListener("hashchange", () => resolve(), { once: true });
        location.hash = to;
      }),
    hash,
  );

// Nothing serious or critical; what axe finds otherwise is printed.
export async function checkAxe(page, where) {
  const source = readFileSync(join(kRoot, "tests/node_modules/axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return result.violations
      .filter((each) => each.impact === "serious" || each.impact === "critical")
      .map(
        (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
      );
  });
  assert.deepEqual(violations, [], `axe on ${where}`);
}

// Where the focus is, in words a person would use.
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.id || at?.dataset?.action || at?.getAttribute("href") || at?.tagName;
  });

// Presses Tab until the element has the focus; fails after `most` presses.
export async function tabTo(page, selector, most = 80) {
  for (let presses = 0; presses < most; presses++) {
    if (await page.evaluate((each) => document.activeElement?.matches(each), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${selector}; the focus is at ${await focused(page)}`);
}

// A task definition as people have it in files.
export const kTaskDefinition = JSON.stringify({
  family: "shop",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "512",
  memory: "1024",
  containerDefinitions: [
    { name: "shop", image: "shop:1.0", essential: true, portMappings: [{ containerPort: 8080 }] },
  ],
});

// Drops a file on the page as a person does.
export async function dropFile(page, name, bytes, type = "application/json") {
  await page.evaluate(
    ({ name, bytes, type }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(
          new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }),
        );
      }
    },
    { name, bytes: [...Buffer.from(bytes)], type },
  );
}
