// Goal: the command line behaves as a person at a shell expects: completion, history, paste, help,
// errors, and nothing that is typed becomes markup.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
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

const last = (page) => page.locator("#transcript .entry").last();
async function type(page, text) {
  await page.fill("#line", text);
  await page.press("#line", "Enter");
}

test("console: answers look as the AWS CLI prints them", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await type(page, "aws ecs create-cluster --cluster-name demo");
  await type(page, "aws ecs list-clusters");
  assert.equal(
    await last(page).locator(".out").textContent(),
    '{\n    "clusterArns": [\n        "arn:aws:ecs:us-east-1:123456789012:cluster/demo"\n    ]\n}',
  );
  await type(page, "aws ecs help");
  assert.match(await last(page).textContent(), /create-service/);
  await type(page, "aws ecs describe-services --services web");
  assert.match(await last(page).locator(".err").textContent(), /ClusterNotFoundException|cluster/i);
  await type(page, "clear");
  assert.equal(await page.locator("#transcript .entry").count(), 0);
  checkQuiet(page);
});

test("console: Tab completes with a list, Escape and Tab leave", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await page.fill("#line", "aws ecs create-cl");
  await page.press("#line", "Tab");
  assert.equal(await page.inputValue("#line"), "aws ecs create-cluster ");
  await page.fill("#line", "aws ecs create-service --");
  await page.press("#line", "Tab");
  assert.ok((await page.locator("#completions [role=option]").count()) > 5);
  const lastAt = (await page.locator("#completions [role=option]").count()) - 1;
  await page.press("#line", "ArrowUp"); // backwards from none is the last
  assert.equal(await page.getAttribute("#line", "aria-activedescendant"), `completion-${lastAt}`);
  await page.press("#line", "Tab");
  assert.equal(await page.getAttribute("#line", "aria-activedescendant"), "completion-0");
  assert.equal(await page.locator("#completions [aria-selected=true]").count(), 1);
  await checkAxe(page, "the list of completions");
  await page.press("#line", "Enter");
  assert.match(await page.inputValue("#line"), /^aws ecs create-service --[a-z-]+ $/);
  assert.ok(await page.locator("#completions").isHidden());
  await page.press("#line", "Escape");
  await page.press("#line", "Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "line");
  checkQuiet(page);
});

test("console: earlier commands come back, also after a reload", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await type(page, "aws ecs list-clusters");
  await type(page, "aws ecs list-task-definitions");
  await page.fill("#line", "half");
  await page.press("#line", "ArrowUp");
  await page.press("#line", "ArrowUp");
  assert.equal(await page.inputValue("#line"), "aws ecs list-clusters");
  await page.press("#line", "ArrowDown");
  await page.press("#line", "ArrowDown");
  assert.equal(await page.inputValue("#line"), "half");
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  await page.press("#line", "ArrowUp");
  assert.equal(await page.inputValue("#line"), "aws ecs list-task-definitions");
});

test("console: several pasted lines run one after the other and stop at the first that fails", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await type(
    page,
    "# a script\naws ecs create-cluster \\\n  --cluster-name demo\naws ecs oops\naws ecs list-clusters",
  );
  assert.equal(await page.locator("#transcript .entry").count(), 2);
  assert.match(await last(page).locator(".err").textContent(), /oops/);
});

test("console: markup in a command stays text", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await page.evaluate(() => {
    window.hacked = false;
  });
  await type(
    page,
    "aws ecs create-cluster --cluster-name '<img src=x onerror=window.hacked=true>'",
  );
  await type(page, "<script>window.hacked=true</script>");
  assert.equal(await page.locator("#transcript img, #transcript script").count(), 0);
  assert.match(await page.textContent("#transcript"), /<img src=x/);
  assert.equal(await page.evaluate(() => window.hacked), false);
});

test("console: a copy is told, and a refused clipboard is a sentence", async () => {
  const page = await openPage(browser, { path: "#sandbox" });
  await type(page, "aws ecs list-clusters");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.resolve();
  });
  await last(page).locator("[data-action=copy-command]").click();
  await page.waitForFunction(() => document.getElementById("live").textContent === "Copied.");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
  });
  await last(page).locator("[data-action=copy-command]").click();
  await page.waitForSelector("#messages .message");
  assert.match(await page.textContent("#messages"), /refused to copy/);
  // The help does not cover it.
  await page.click(".tools [data-action=help]");
  await page.click("#help [data-action=copy-script]");
  await page.waitForSelector("#help", { state: "hidden" });
  assert.match(await page.textContent("#messages"), /refused to copy/);
});

test("console: a press on the page reaches what it is meant for, although the commands make room", async () => {
  const page = await openPage(browser, { path: "#learn", viewport: { width: 1280, height: 720 } });
  await page.waitForSelector("#page > .lessons");
  await type(page, "aws ecs help");
  await page.locator("#transcript .entry").waitFor();
  const lesson = page.locator('#page a[href^="#lesson="]').last();
  await lesson.scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    const pane = document.getElementById("page");
    for (let at = pane; at; at = at.parentElement) at.scrollTop = at.scrollHeight;
  });
  const box = await lesson.boundingBox();
  const wanted = await lesson.getAttribute("href");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 60 });
  await page.waitForSelector("#page > .lesson");
  assert.equal(new URL(page.url()).hash.split("/")[0], wanted);
  await page.locator("#transcript").waitFor();
  checkQuiet(page);
});
