// Practice as a person does it: a whole exam by keys and clicks through to its report, the trap
// profile it leads to, a drill with generated questions, and two tabs at once.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, goTo, openPage, ready, startShell } from "./shell_page.mjs";
import { checkQuiet, screenshot } from "./support.mjs";

let browser;
before(async () => {
  browser = await startShell();
});
afterEach(() => browser.closePages());
after(() => browser.close());

const title = (page) => page.textContent("#exam-title");

async function beginShort(page) {
  await page.click("[data-action=begin-exam][data-form=short]");
  await page.waitForSelector("#exam-item-0");
}

test("exam: the short form from the first question to the report", async () => {
  const page = await openPage(browser, { path: "#exam", viewport: { width: 1280, height: 720 } });
  await checkAxe(page, "the start of an exam");
  await screenshot(page, "exam-start-1280");
  await beginShort(page);
  assert.match(await title(page), /Question 1 of 20/);
  assert.match(await page.textContent("#exam-clock"), /^0:(40:00|39:5\d)$/);
  // Nothing is revealed: neither reasons nor what is right.
  assert.equal(await page.locator("#page .verdict, #page li.right, #page li.wrong").count(), 0);
  for (let item = 0; item < 20; item++) {
    await page.waitForSelector(`#exam-item-${item}`);
    assert.match(await title(page), new RegExp(`Question ${item + 1} of 20`));
    const several = (await page.locator("#page input[type=checkbox][name=choice]").count()) > 0;
    await page.locator("#exam-title").focus();
    await page.keyboard.press(item % 2 === 0 ? "a" : "B");
    if (several) await page.keyboard.press(item % 2 === 0 ? "b" : "c");
    if (item === 2) {
      await page.keyboard.press("Shift+F");
      await page.locator("#page [name=eliminate]").nth(3).check();
      await page.locator("#page [name=certainty][value=sure]").check();
      await checkAxe(page, "a question of the exam");
      await screenshot(page, "exam-question-1280");
    }
    if (item < 19) {
      await page.locator("#exam-title").focus();
      await page.keyboard.press("Enter");
    }
  }
  await page.waitForSelector("#exam-item-19");
  assert.equal(await page.locator(".exam-map button.done").count(), 20);
  assert.equal(await page.locator(".exam-map button.flagged").count(), 1);
  // Back to the flagged one: everything is as it was left.
  await page.locator(".exam-map button.flagged").click();
  await page.waitForSelector("#exam-item-2");
  assert.ok(await page.locator("#page [name=flag]").isChecked());
  assert.ok(await page.locator("#page [name=eliminate]").nth(3).isChecked());
  assert.ok(await page.locator("#page [name=certainty][value=sure]").isChecked());
  assert.equal((await page.locator("#page [name=choice]:checked").count()) > 0, true);
  await page.click("#hand-in");
  await page.waitForSelector("article.report");
  const report = await page.textContent("article.report");
  assert.match(report, /of 1000/);
  assert.match(report, /By domain/);
  assert.match(report, /Question by question/);
  assert.equal(await page.locator(".report-items li").count(), 20);
  await checkAxe(page, "the report of an exam");
  await screenshot(page, "exam-report-1280");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await screenshot(page, "exam-report-1920");
  await page.goto(`${browser.address}#review`);
  await page.waitForSelector("article.review");
  assert.equal(await page.textContent("#page-title"), "Review");
  assert.match(await page.textContent("#due"), /due|comes back/);
  await checkAxe(page, "the trap profile");
  await screenshot(page, "review-1920");
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, "review-390");
  checkQuiet(page);
});

test("exam: it survives a reload, and open questions are asked about before handing in", async () => {
  const page = await openPage(browser, { path: "#exam", viewport: { width: 390, height: 844 } });
  await beginShort(page);
  await page.locator("#page label.choice").nth(1).click();
  await page.waitForFunction(() => document.querySelector(".exam-map button.done"));
  await screenshot(page, "exam-question-390");
  await page.waitForFunction(() =>
    (localStorage.getItem("taskyard.save") ?? "").includes('"form":"short"'),
  );
  await page.reload();
  await page.waitForSelector("#exam-item-0");
  assert.equal(await page.locator("#page [name=choice]:checked").count(), 1);
  const clock = await page.textContent("#exam-clock");
  await page.dblclick("#hand-in"); // which is no answer to what it asks
  assert.match(await page.textContent("#hand-in"), /19 open/);
  // It goes on asking while the page is redrawn, as by a run that plays.
  await page.waitForFunction(
    (before) => document.getElementById("exam-clock").textContent !== before,
    clock,
  );
  await page.waitForSelector("#exam-clock[aria-live=off]");
  await page.evaluate(() => window.taskyard.advance(5));
  assert.match(await page.textContent("#hand-in"), /19 open/);
  await page.click("#hand-in");
  await page.waitForSelector("article.report");
  assert.match(await page.textContent("article.report"), /19 not answered/);
  checkQuiet(page);
});

test("exam: when the time is over it is handed in, also after a sleep", async () => {
  const page = await openPage(browser, { path: "#exam" });
  await page.clock.install({ time: Date.now() });
  await beginShort(page);
  await page.clock.fastForward("41:00");
  await page.waitForSelector("article.report");
  assert.match(await page.textContent("#messages"), /time is over/);
});

test("drill: a trap, a wrong answer, the next question with fresh values", async () => {
  const page = await openPage(browser, {
    path: "#practice",
    viewport: { width: 1280, height: 720 },
  });
  await screenshot(page, "practice-1280");
  await checkAxe(page, "practice");
  await page.selectOption("[name=tag]", "signal.host-control");
  await page.click(".drill button[type=submit]");
  await page.waitForSelector("#page form.ask");
  for (let asked = 0; asked < 3; asked++) {
    const several = (await page.locator("#page input[type=checkbox]").count()) > 0;
    await page.locator("#stem").focus();
    await page.keyboard.press("a");
    if (several) await page.keyboard.press("b");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#ask-verdict");
    await page.click("[data-action=next-question]");
    await page.waitForSelector("#page form.ask");
  }
  checkQuiet(page);
});

// Answers a question of the practice page with what stands first.
async function answerIn(page, number) {
  await page.bringToFront();
  await page.locator("#page .card").nth(number).click();
  await page.waitForSelector("#page form.ask");
  const several = (await page.locator("#page input[type=checkbox]").count()) > 0;
  await page.locator("#page label.choice").nth(0).click();
  if (several) await page.locator("#page label.choice").nth(1).click();
  await page.click("#page form.ask button[type=submit]");
  await page.waitForSelector("#ask-verdict");
}

// Waits until so many questions are among what this browser keeps.
const answersKept = (page, count) =>
  page.waitForFunction((wanted) => {
    const save = JSON.parse(localStorage.getItem("taskyard.save") ?? "{}");
    return Object.keys(save.progress?.questions ?? {}).length === wanted;
  }, count);

async function openBeside(page) {
  const beside = await page.context().newPage();
  await beside.goto(`${browser.address}#practice`);
  return ready(beside);
}

test("practice: what is answered on a first visit, while a world moves by itself, is kept", async () => {
  const page = await openPage(browser);
  const facts = () => page.evaluate(() => window.taskyard.text());
  assert.doesNotMatch(await facts(), /Scenario: a new account/);
  await goTo(page, "#practice");
  await answerIn(page, 0);
  await answersKept(page, 1);
  await page.reload();
  await ready(page);
  await goTo(page, "#practice");
  await page.waitForFunction(() =>
    /answered 1 time/.test(document.getElementById("page").textContent),
  );
  assert.match(await facts(), /Scenario: a new account/);
  checkQuiet(page);
});

test("two tabs: one that is only open leaves the run of the other as it is kept", async () => {
  const one = await openPage(browser, { path: "#practice" });
  const addCluster = async (page, name) => {
    await page.evaluate((clusterName) => {
      window.taskyard.api("ecs", "CreateCluster", { clusterName });
    }, name);
    await page.waitForFunction(
      (each) => localStorage.getItem("taskyard.save")?.includes(`"${each}"`),
      name,
    );
  };
  await addCluster(one, "first");
  const two = await openBeside(one);
  await addCluster(two, "second");
  await answerIn(two, 0);
  await answersKept(two, 1);
  // The first one takes in the answer and is closed.
  await one.bringToFront();
  await one.waitForFunction(() =>
    /answered 1 time/.test(document.getElementById("page").textContent),
  );
  await one.goto("about:blank");
  const kept = await two.evaluate(() => localStorage.getItem("taskyard.save"));
  assert.match(kept, /"first"/);
  assert.match(kept, /"second"/);
});

test("two tabs: what is answered in one is not lost by the other", async () => {
  const one = await openPage(browser, { path: "#practice" });
  const two = await openBeside(one);
  await answerIn(one, 0);
  await answerIn(two, 1);
  await answersKept(two, 2);
  await one.bringToFront();
  await one.goto(`${browser.address}#practice`);
  await one.waitForFunction(
    () =>
      document.querySelectorAll("#page .card .note").length >= 2 &&
      [...document.querySelectorAll("#page .card .note")].filter((note) =>
        /answered 1 time/.test(note.textContent),
      ).length === 2,
  );
});
