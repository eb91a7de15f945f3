// Goal: a newcomer sees something move, starts a task and sees it run; scenarios can be found,
// opened by link and solved by keyboard alone; the text view can be searched.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, goTo, openPage, ready, startShell, tabTo } from "./shell_page.mjs";
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

const clock = (page) => page.textContent("#clock");

test("first visit: a world moves, one button starts a task, and it is seen to run", async () => {
  const page = await openPage(browser);
  const before = await clock(page);
  await page.waitForFunction((text) => document.getElementById("clock").textContent > text, before);
  assert.equal(await page.locator("#page .start .primary").count(), 1);
  await page.click("#page .start .primary");
  // The show is put away: the account is the newcomer's own.
  assert.match(await page.evaluate(() => window.taskyard.text()), /Scenario: a new account/);
  await page.waitForFunction(() =>
    /[1-9] running/.test(document.getElementById("counts").textContent),
  );
  await screenshot(page, "first-visit-running");
  await page.click("[aria-label='Run: Crash a container']");
  await page.waitForFunction(() => window.taskyard.text().includes("exited with code 1"));
  checkQuiet(page);
});

test("first visit: nothing moves by itself where less motion is wanted, or on a later visit", async () => {
  const calm = await openPage(browser, { reducedMotion: "reduce" });
  assert.match(await calm.evaluate(() => window.taskyard.text()), /Scenario: a new account/);
  const page = await openPage(browser);
  await page.click("text=Start a task now");
  await page.keyboard.press("Control+Space");
  await page.waitForFunction(() =>
    localStorage.getItem("taskyard.save")?.includes("CreateService"),
  );
  await page.reload();
  await ready(page);
  assert.match(await page.evaluate(() => window.taskyard.text()), /Service web/);
});

test("gallery: every scenario has its picture, and one click plays it", async () => {
  const page = await openPage(browser, { path: "#scenarios" });
  const scenes = page.locator("#page .scene");
  assert.ok((await scenes.count()) >= 18);
  assert.equal(await page.locator("#page .scene .picture").count(), await scenes.count());
  await checkAxe(page, "the gallery");
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${width}: ${wide} pixels too wide`);
    await screenshot(page, `gallery-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.click("[aria-label='Play: A whole Availability Zone fails']");
  await page.waitForFunction(() =>
    document.getElementById("page-title").textContent.includes("Availability Zone"),
  );
  await page.waitForFunction(() => document.getElementById("play-words").textContent === "Pause");
  checkQuiet(page);
});

test("gallery: a scenario is opened and solved by keyboard alone", async () => {
  const page = await openPage(browser, { path: "#scenarios" });
  await tabTo(page, "[aria-label='Play: A first service on Fargate']", 150);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#scenario=first-fargate-service");
  await page.waitForFunction(() => /Cluster \S+/.test(window.taskyard.text()));
  const cluster = await page.evaluate(() => /Cluster (\S+)/.exec(window.taskyard.text())[1]);
  const definition = await page.evaluate(
    () => window.taskyard.api("ecs", "ListTaskDefinitions").output.taskDefinitionArns[0],
  );
  await page.keyboard.press("Control+k");
  await page.keyboard.type(
    `aws ecs create-service --cluster ${cluster} --service-name mine --task-definition ` +
      `${definition.split("/").at(-1)} --desired-count 2 --launch-type FARGATE ` +
      `--network-configuration "awsvpcConfiguration={subnets=[subnet-0a11,subnet-0b22],assignPublicIp=ENABLED}"`,
  );
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+.");
  await page.keyboard.press("Control+Space");
  await page.waitForFunction(() =>
    /Service mine: ACTIVE, desired 2, running 2/.test(window.taskyard.text()),
  );
  checkQuiet(page);
});

test("gallery: the way back and a reload lead to the run that was begun, not to another one", async () => {
  const page = await openPage(browser, { path: "#scenarios" });
  await page.click("[aria-label='Play: A first service on Fargate']");
  await page.waitForFunction(() => location.hash === "#scenario=first-fargate-service");
  await page.waitForSelector("#page .sandbox");
  await page.evaluate(() => window.taskyard.api("ecs", "CreateCluster", { clusterName: "mine" }));
  await page.click(".tools >> text=Time");
  await page.waitForSelector("#page .time-page");
  await page.goBack();
  await page.waitForSelector("#page .sandbox");
  assert.match(await page.evaluate(() => window.taskyard.text()), /Cluster mine/);
  await page.reload();
  await ready(page);
  assert.match(await page.evaluate(() => window.taskyard.text()), /Cluster mine/);
  checkQuiet(page);
});

test("links: scenario, panel and text view open as the address says", async () => {
  const page = await openPage(browser, { path: "#scenario=public-web&panel=text" });
  assert.ok(await page.isVisible("#text-view"));
  assert.match(await page.textContent("#facts"), /Load balancer /);
  assert.match(await page.textContent("#facts"), /Target group /);
  await page.fill("#facts-filter", "target group");
  await page.waitForFunction(() => document.getElementById("facts-found").textContent !== "");
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll("#facts li:not([hidden])")].map((line) => line.textContent),
  );
  assert.ok(shown.length > 0);
  for (const line of shown) assert.match(line.toLowerCase(), /target/);
  await checkAxe(page, "the text view");
  const console = await openPage(browser, { path: "#sandbox&panel=console" });
  assert.equal(await console.evaluate(() => document.activeElement.id), "line");
  checkQuiet(page);
});

test("400 % zoom: no page needs scrolling sideways", async () => {
  const page = await openPage(browser, {
    path: "#scenario=public-web",
    viewport: { width: 320, height: 256 },
  });
  for (const hash of ["learn", "scenarios", "sandbox", "time", "advisor"]) {
    await goTo(page, hash);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("#page *")]
        .filter(
          (each) => each.getBoundingClientRect().right > 321 && !each.closest(".table-scroll, pre"),
        )
        .map((each) => each.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(wide, [], hash);
  }
});
