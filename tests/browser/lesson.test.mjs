// Goal: a learner goes through the first lesson with clicks and typed commands to its end, and
// answers a question and runs its options.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
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

// Whether its beginning is inside the pane, where it can be read without scrolling.
const inPane = (page, selector) =>
  page.waitForFunction((each) => {
    const pane = document.getElementById("pane").getBoundingClientRect();
    const box = document.querySelector(each).getBoundingClientRect();
    return box.top >= pane.top && box.top < pane.bottom - 24;
  }, selector);

const stepText = (page) => page.textContent("#page .kicker");

async function answer(page) {
  const number = page.locator("#page input[name=number]");
  if (await number.count()) await number.fill("3");
  else await page.locator("#page label.choice").first().click();
  await page.locator("#page .certainty label").nth(1).click();
  await page.click("#page form.ask button[type=submit]");
  await page.waitForSelector("#ask-verdict");
}

async function solve(page) {
  await page.click("#page [data-action=hint]");
  assert.match(await page.textContent("#hints"), /Hint 1/);
  await page.click("#page [data-action=solution]");
  for (let rounds = 0; rounds < 60; rounds++) {
    await page.evaluate(() => window.taskyard.advance(30));
    if (await page.locator("#page [data-action=next-step]:not([disabled])").count()) return;
    if (/Goal reached/.test(await page.textContent("#page"))) return;
  }
  assert.fail(`the solution of ${await stepText(page)} does not reach its goal`);
}

test("lesson: from the first page to the debrief", async () => {
  const page = await openPage(browser);
  await page.click("text=Start the first lesson");
  await page.waitForSelector("#page .lesson");
  const total = Number(/of (\d+)/.exec(await stepText(page))[1]);
  for (let step = 1; step <= total; step++) {
    assert.match(await stepText(page), new RegExp(`Step ${step} of ${total}`));
    if (await page.locator("#page form.ask").count()) {
      await page.click("#page form.ask button[type=submit]");
      assert.match(await page.textContent("#page [role=alert]"), /answer|number|Choose/i);
      await answer(page);
    }
    if (await page.locator("#page [data-action=solution]").count()) {
      assert.ok(await page.locator("#page [data-action=next-step]").isDisabled());
      await solve(page);
    }
    if (step === 2) await checkAxe(page, "a lesson's exercise");
    if (step < total) await page.click("#page [data-action=next-step]");
  }
  assert.match(await page.textContent("#page"), /Lesson finished/);
  await checkAxe(page, "the end of a lesson");
  await screenshot(page, "lesson-end");
  checkQuiet(page);
});

test("lesson: the wrong way is answered, and a typed command solves it", async () => {
  const page = await openPage(browser, { path: "#lesson=desired-count" });
  await page.click("#page [data-action=next-step]");
  await page.fill(
    "#line",
    "aws ecs create-service --cluster demo --service-name web --task-definition web --desired-count 3 --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a11],assignPublicIp=DISABLED}'",
  );
  await page.press("#line", "Enter");
  await page.evaluate(() => window.taskyard.advance(240));
  await page.waitForFunction(() =>
    document.getElementById("feedback").textContent.includes("cannot fetch their image"),
  );
  await inPane(page, "#feedback .notice");
  assert.ok(await page.locator("#page [data-action=next-step]").isDisabled());
  await page.click("#page [data-action=restart-step]");
  await page.locator("#step-title").scrollIntoViewIfNeeded();
  await page.fill(
    "#line",
    "aws ecs create-service --cluster demo --service-name web --task-definition web --desired-count 3 --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a11,subnet-0b22,subnet-0c33],assignPublicIp=ENABLED}'",
  );
  await page.press("#line", "Enter");
  await page.evaluate(() => window.taskyard.advance(240));
  await page.waitForFunction(() =>
    document.getElementById("page").textContent.includes("Goal reached"),
  );
  await inPane(page, "#goal-title");
  await inPane(page, "#page .after");
  await page.click("#page [data-action=next-step]");
  assert.match(await page.evaluate(() => location.hash), /lesson=desired-count&step=/);
  await page.goBack();
  await page.waitForFunction(() =>
    document.querySelector("#page .kicker").textContent.includes("Step 2"),
  );
  checkQuiet(page);
});

test("lesson: on a phone a mark leads back to the words", async () => {
  const page = await openPage(browser, {
    path: "#lesson=desired-count",
    viewport: { width: 390, height: 844 },
  });
  await page.click("#page [data-action=next-step]");
  await page.click(".panel-tabs [data-panel=console]");
  await page.fill(
    "#line",
    "aws ecs run-task --cluster demo --task-definition web --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a11],assignPublicIp=ENABLED}'",
  );
  await page.press("#line", "Enter");
  await page.click(".panel-tabs [data-panel=stage]");
  await page.waitForFunction(
    () => document.getElementById("pane").getBoundingClientRect().right <= 0,
  );
  const tab = page.locator(".panel-tabs [data-panel=read]");
  assert.equal(await tab.getAttribute("data-news"), null);
  await page.evaluate(() => window.taskyard.advance(120));
  await page.waitForSelector(".panel-tabs [data-news]");
  await tab.click();
  await inPane(page, "#feedback .notice");
  await page.waitForSelector(".panel-tabs [data-panel=read]:not([data-news])");
  checkQuiet(page);
});

test("lesson: the service form makes the command and sends it", async () => {
  const page = await openPage(browser, { path: "#lesson=desired-count" });
  await page.click("#page [data-action=next-step]");
  await page.click("#page [data-target=service]");
  await page.fill("#dropped [name=serviceName]", "web");
  await page.fill("#dropped [name=desiredCount]", "3");
  for (const box of await page.locator("#dropped [name=subnet]").all()) await box.check();
  await page.check("#dropped [name=assignPublicIp]");
  assert.match(await page.textContent("#service-command"), /^aws ecs create-service .*ENABLED/);
  await checkAxe(page, "the service form");
  await page.click("#dropped [type=submit]");
  await page.evaluate(() => window.taskyard.advance(240));
  await page.waitForFunction(() =>
    document.getElementById("page").textContent.includes("Goal reached"),
  );
  checkQuiet(page);
});

test("lesson: what was typed into a form is not lost when the page is redrawn", async () => {
  const page = await openPage(browser, { path: "#practice" });
  await page.click("#page .card >> nth=0");
  await page.waitForSelector("#page form.ask");
  await page.locator("#page label.choice").nth(1).click();
  const clock = await page.textContent("#clock");
  await page.evaluate(() => window.taskyard.advance(5));
  await page.waitForFunction(
    (before) => document.getElementById("clock").textContent !== before,
    clock,
  );
  assert.ok(await page.locator("#page label.choice input").nth(1).isChecked());
});

// One answer and several, with options that run and without.
const kQuestions = [
  "self-healing-two-zones",
  "rolling-update-limits",
  "public-api-no-hosts",
  "dynamodb-access-denied",
  "image-pull-access-denied",
];

test("questions: letters typed into a field or behind the help answer nothing", async () => {
  const page = await openPage(browser, { path: `#question=${kQuestions[0]}&panel=text` });
  const chosen = page.locator("#page [name=choice]:checked");
  await page.locator("#facts-filter").focus();
  await page.keyboard.type("face");
  assert.equal(await page.inputValue("#facts-filter"), "face");
  await page.locator("#stem").focus();
  await page.keyboard.press("?");
  await page.waitForSelector("#help", { state: "visible" });
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#help", { state: "hidden" });
  assert.equal(await chosen.count(), 0);
  await page.locator("#stem").focus();
  await page.keyboard.press("b");
  assert.equal(await chosen.count(), 1);
  checkQuiet(page);
});

test("questions: answered, explained, and an option that runs shows what broke", async () => {
  const page = await openPage(browser, { path: "#practice" });
  let ran = 0;
  for (const id of kQuestions) {
    const hash = `#question=${id}`;
    await page.evaluate((each) => {
      location.hash = each;
    }, hash);
    await page.waitForFunction(
      (each) => document.querySelector("#page article")?.dataset.question === each.slice(10),
      hash,
    );
    const several = (await page.locator("#page input[type=checkbox]").count()) > 0;
    await page.locator("#page label.choice").nth(0).click();
    if (several) await page.locator("#page label.choice").nth(1).click();
    await page.click("#page form.ask button[type=submit]");
    await page.waitForSelector("#ask-verdict");
    const options = page.locator("#page li.choice");
    for (let option = 0; option < (await options.count()); option++) {
      assert.ok((await options.nth(option).locator("p").count()) >= 2, "an option has no reason");
    }
    const runs = page.locator("#page [data-action=run-option]");
    if ((await runs.count()) === 0) continue;
    await runs.first().click();
    await page.evaluate(() => window.taskyard.advance(7200));
    await page.waitForFunction(() =>
      /It was run/.test(document.getElementById("trial").textContent),
    );
    ran += 1;
  }
  assert.ok(ran >= 2, `options of only ${ran} questions run`);
  await checkAxe(page, "an answered question");
  await screenshot(page, "question-answered");
  checkQuiet(page);
});
