// A wrong answer offers to watch it fail: the scenario opens with what that option does, runs, and
// the question says which requirement broke.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, screenshot } from "./support.mjs";

const kQuestion = "self-healing-two-zones";

let browser;
before(async () => {
  browser = await startShell();
});
afterEach(() => browser.closePages());
after(() => browser.close());

const fileOf = (page, path) =>
  page.evaluate(async (name) => {
    const { files } = await (await fetch("content.json")).json();
    return JSON.parse(files[name]);
  }, path);

test("watch it fail: the chosen option plays in its scenario and shows what it breaks", async () => {
  const page = await openPage(browser, {
    path: `#question=${kQuestion}`,
    viewport: { width: 1280, height: 720 },
  });
  await page.waitForSelector("#page form.ask");
  const question = await fileOf(page, `lessons/quiz/${kQuestion}.json`);
  const scenario = await fileOf(page, `lessons/scenarios/${question.scenario}.json`);
  const wrong = question.options.findIndex((each) => each.violates?.length === 1);
  await page.locator(`#page [name=choice][value="${wrong}"]`).check();
  await page.click("#page form.ask button[type=submit]");
  await page.waitForSelector("#ask-verdict");
  assert.match(await page.textContent("#ask-verdict"), /Not this time/);

  const watch = page.locator("#page button:text-is('Watch it fail')");
  assert.equal(await watch.count(), 1);
  assert.equal(await watch.getAttribute("data-option"), String(wrong));
  await watch.click();
  await page.waitForSelector("#trial");
  assert.equal(await page.textContent("#scenario"), scenario.title);
  assert.match(await page.textContent("#play-words"), /Pause/);
  assert.match(await page.textContent("#trial"), /Running/);
  await page.evaluate(() => window.taskyard.advance(30));
  // The option's own commands were carried out in that world.
  const services = await page.evaluate(
    () => window.taskyard.api("ecs", "ListServices", { cluster: "demo" }).output.serviceArns,
  );
  const creates = question.options[wrong].run.some(({ aws }) => /create-service/.test(aws ?? ""));
  assert.equal(services.length > 0, creates);
  await page.evaluate((seconds) => window.taskyard.advance(seconds), question.runForSeconds);
  await page.waitForFunction(() => /It was run/.test(document.getElementById("trial").textContent));
  const broken = question.requirements.find(({ id }) => question.options[wrong].violates[0] === id);
  assert.match(await page.textContent("#trial"), /it broke 1 requirement/);
  assert.deepEqual(await page.locator("#trial li.broken").allTextContents(), [
    `✕Broken: ${broken.text}`,
  ]);
  await checkAxe(page, "an option that was watched");
  await screenshot(page, "watch-it-fail-1280");
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, "watch-it-fail-390");

  // The key beside it holds; the sandbox was left alone.
  const key = question.options.findIndex((each) => each.correct);
  await page.click(`#page [data-action=run-option][data-option="${key}"]`);
  await page.evaluate((seconds) => window.taskyard.advance(seconds), question.runForSeconds + 30);
  await page.waitForFunction(() =>
    /every requirement held/.test(document.getElementById("trial").textContent),
  );
  await page.goto(`${browser.address}#sandbox`);
  await page.waitForFunction(() =>
    /New account/.test(document.getElementById("scenario").textContent),
  );
  checkQuiet(page);
});

test("trap profile: the trap that caught is counted, and its cure is one click away", async () => {
  const page = await openPage(browser, { path: `#question=${kQuestion}` });
  await page.waitForSelector("#page form.ask");
  const question = await fileOf(page, `lessons/quiz/${kQuestion}.json`);
  const wrong = question.options.findIndex(({ ids }) => ids?.includes("trap.docker-run-by-hand"));
  await page.locator(`#page [name=choice][value="${wrong}"]`).check();
  await page.locator("#page [name=certainty][value=sure]").check();
  await page.click("#page form.ask button[type=submit]");
  await page.waitForSelector("#ask-verdict");
  await page.goto(`${browser.address}#review`);
  const row = page.locator(".profile tr", {
    has: page.locator("[data-tag='trap.docker-run-by-hand']"),
  });
  await row.waitFor();
  assert.match(await row.locator("td").first().textContent(), /1 of 1, sure 1/);
  assert.match(await page.textContent("#page"), /When sure: 0 of 1 right \(0 %\)/);
  await row.locator("a[href^='#scenario=']").click();
  await page.waitForFunction(
    () => !/New account/.test(document.getElementById("scenario").textContent),
  );
  await page.goBack();
  await page.waitForSelector("article.review");
  await row.locator("a[href^='#lesson=']").click();
  await page.waitForSelector("#page .lesson");
  await page.goBack();
  await page.waitForSelector("article.review");
  await row.locator("[data-action=drill-tag]").click();
  await page.waitForSelector("#page form.ask");
  checkQuiet(page);
});
