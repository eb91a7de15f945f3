// Goal: the page is readable before the simulation, a first visit starts a task and sees it run (how
// soon is told by tests/app/bridge_test.cpp, in simulated time), works by keyboard alone, on a phone and without graphics, and axe finds nothing serious.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, ready, startShell, tabTo } from "./shell_page.mjs";
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

test("shell: the text is there before any script has run", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  assert.match(await page.textContent("#page"), /desired count/);
  await page.click("#page a[href^='read/lessons/']");
  await page.waitForURL("**/read/lessons/**");
  assert.match(await page.textContent("main h1"), /\w/);
  assert.match(await page.textContent("main"), /Step 1/);
});

test("shell: a first visit starts a task and sees it run", async () => {
  const page = await openPage(browser);
  await page.click("text=Start a task now");
  await page.waitForFunction(() =>
    /[1-9] running/.test(document.getElementById("counts").textContent),
  );
  assert.match(await page.textContent("#transcript"), /aws ecs create-service/);
  assert.match(await page.evaluate(() => window.taskyard.text()), /Service web: ACTIVE, desired 3/);
  await screenshot(page, "shell-first-task");
  checkQuiet(page);
});

test("shell: axe finds nothing serious, dark and light", async () => {
  const page = await openPage(browser);
  await checkAxe(page, "the lessons");
  await page.click("text=Start a task now");
  await page.evaluate(() => window.taskyard.advance(60));
  await page.click("[data-action=text-view]");
  await checkAxe(page, "the sandbox and the text view");
  await page.click("[data-action=theme]");
  await checkAxe(page, "the same in light colours");
  await page.click(".tabs >> text=Practice");
  await page.waitForSelector("#page .practice");
  await checkAxe(page, "the questions");
  await page.click("[data-action=help]");
  await checkAxe(page, "the help");
  checkQuiet(page);
});

test("shell: a task is started, watched and broken by keyboard alone", async () => {
  const page = await openPage(browser);
  await page.keyboard.press("Tab"); // the skip link comes first
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "page");
  assert.equal(await page.textContent("#messages"), "");
  await tabTo(page, "[data-action=start-demo]");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("aws ecs list-services --clu");
  await page.keyboard.press("Tab"); // completes, does not leave
  await page.keyboard.type("demo");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() =>
    document
      .querySelector("#transcript .entry:last-child .out")
      ?.textContent.includes("service/demo/web"),
  );
  await page.keyboard.press("Tab"); // an empty line lets Tab go on
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "line");
  await tabTo(page, "#pane [data-action=run-command]", 120);
  await page.waitForFunction(
    () => document.querySelector("[aria-label='Run: Crash a container']") !== null,
  );
  await tabTo(page, "[aria-label='Run: Crash a container']", 120);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.taskyard.text().includes("exited with code 1"));
  checkQuiet(page);
});

test("shell: a message that is closed gives the focus back", async () => {
  const page = await openPage(browser);
  const at = () => page.evaluate(() => document.activeElement.id);
  const load = () =>
    page.setInputFiles("#file", {
      name: "picture.json",
      mimeType: "application/json",
      buffer: Buffer.from([0, 1, 2]), // no text
    });
  await page.focus("#line");
  await load();
  await page.focus("#messages .quiet");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#messages .message").count(), 0);
  assert.equal(await at(), "line");
  // Nothing had it, or what had it is gone: the text gets it.
  await page.evaluate(() => document.activeElement.blur());
  await load();
  await page.click("#messages .quiet");
  assert.equal(await at(), "page");
  checkQuiet(page);
});

test("shell: the help leads to the licences of what the page is made of", async () => {
  const page = await openPage(browser);
  await page.click("[data-action=help]");
  await page.click("#help a[href='licences.txt']");
  const text = await page.textContent("body");
  for (const name of ["Taskyard", "Dear ImGui", "SDL2", "nlohmann/json", "MD4C", "musl", "Inter"]) {
    assert.match(text, new RegExp(`-{80}\\n${name}\\n-{80}\\n\\n\\S`), name);
  }
  assert.match(text, /SIL OPEN FONT LICENSE|OFL-1\.1/);
});

test("shell: without WebGL everything works as text", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) {
      return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest);
    };
  });
  await page.reload();
  await ready(page);
  assert.match(await page.textContent("#text-view-reason"), /WebGL/);
  await page.click("text=Start a task now");
  await page.waitForFunction(() =>
    document.getElementById("facts").textContent.includes("RUNNING"),
  );
  await screenshot(page, "shell-no-webgl");
  checkQuiet(page);
});

test("shell: on a phone the text comes first and everything is one tab away", async () => {
  const page = await openPage(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const visible = (selector) =>
    page.evaluate((each) => {
      const box = document.querySelector(each).getBoundingClientRect();
      return box.left >= -1 && box.right <= innerWidth + 1;
    }, selector);
  assert.ok(await visible("#pane"));
  await page.tap(".panel-tabs [data-panel=console]");
  await page.waitForFunction(
    () => Math.abs(document.getElementById("console").getBoundingClientRect().left) < 2,
  );
  await page.fill("#line", "aws ecs list-clusters");
  await page.tap("#prompt button[type=submit]");
  await page.waitForSelector("#transcript .out:has-text('clusterArns')");
  await page.tap(".panel-tabs [data-panel=stage]");
  await page.waitForFunction(
    () => Math.abs(document.getElementById("stage").getBoundingClientRect().left) < 2,
  );
  await checkAxe(page, "a phone");
  checkQuiet(page);
});

test("shell: on a phone whoever starts a task sees it run", async () => {
  const page = await openPage(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.tap("text=Start a task now");
  // The tab follows the panel in view a frame later, so both are waited for.
  await page.waitForFunction(
    () => Math.abs(document.getElementById("stage").getBoundingClientRect().left) < 2,
  );
  await page.waitForSelector(".panel-tabs [data-panel=stage][aria-pressed=true]");
  checkQuiet(page);
});

test("shell: 320 pixels (400 % zoom) need no scrolling sideways", async () => {
  const page = await openPage(browser, { viewport: { width: 320, height: 256 } });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 320, `the page is ${width} wide`);
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("#page *")]
      .filter(
        (each) => each.getBoundingClientRect().right > 321 && !each.closest(".table-scroll, pre"),
      )
      .map((each) => each.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(wide, []);
});

test("shell: links that lead nowhere end in a sentence and the list of lessons", async () => {
  for (const hash of [
    "#lesson=none",
    "#question=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "#scenario=none",
    "#what=%E0%A4%A",
  ]) {
    const page = await openPage(browser, { path: hash });
    assert.match(await page.textContent("#messages"), /lead|link/, hash);
    assert.equal(await page.locator("#messages img").count(), 0);
    assert.ok((await page.textContent("#page")).length > 50, hash);
    checkQuiet(page);
    await browser.closePages();
  }
});

test("shell: a page that cannot load the simulation says so and stays readable", async () => {
  const page = await browser.newPage();
  await page.route("**/taskyard.wasm", (route) => route.abort());
  await page.reload();
  await page.waitForSelector("#messages .message");
  assert.match(await page.textContent("#messages"), /could not be started/);
  assert.match(await page.textContent("#page"), /desired count/);
});

test("shell: the policy forbids what is not ours, and nothing asks for it", async () => {
  const page = await browser.newPage();
  const foreign = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(browser.address) && !url.startsWith("blob:") && !url.startsWith("data:"))
      foreign.push(url);
  });
  await page.reload();
  await ready(page);
  await page.click("text=Start a task now");
  assert.deepEqual(foreign, []);
  const blocked = await page.evaluate(async () => {
    try {
      await fetch("https://example.com/");
      return false;
    } catch {
      return true;
    }
  });
  assert.ok(blocked);
});
