// The practice exam in full: 65 questions by keyboard, through a reload and clocks that are moved,
// over the review of all questions to the report. Keys come from the page's own content, so that the
// score is known; questions with values of their own are answered with their first options.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, screenshot } from "./support.mjs";

const kCount = 65;
const kMinute = 60_000;
const kWrongEvery = 8; // every eighth written question: into a trap, and with certainty

let browser;
before(async () => {
  browser = await startShell();
});
afterEach(() => browser.closePages());
after(() => browser.close());

// "text of all options" -> positions that are right, and a trap.
async function keysOf(page) {
  return page.evaluate(async () => {
    const { files } = await (await fetch("content.json")).json();
    const keys = {};
    for (const [path, text] of Object.entries(files)) {
      if (!path.startsWith("lessons/quiz/")) continue;
      const { options } = JSON.parse(text);
      const words = options.map((each) => each.text.replace(/[`*_\s]/g, ""));
      const right = options.flatMap((each, at) => (each.correct ? [at] : []));
      const trap = options.findIndex(
        (each) => !each.correct && each.ids?.some((id) => id.startsWith("trap.")),
      );
      keys[words.join("|")] = { right, trap };
    }
    return keys;
  });
}

// Answers from the question that is open up to `until` by pressing keys, as fast as the page can.
// Returns how many written questions were answered rightly.
const answerByKeys = (page, until, keys) =>
  page.evaluate(
    ({ until, keys, wrongEvery }) => {
      const press = (key, more = {}) =>
        document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
        );
      const plain = (text) => text.replace(/[`*_\s]/g, "");
      const seen = { right: 0, wrong: 0, made: 0 };
      for (;;) {
        const form = document.querySelector(".exam-form");
        const item = Number(form.dataset.item);
        const options = [...form.querySelectorAll("[name=choice]")].map((input) => ({
          value: Number(input.value),
          text: plain(input.parentElement.querySelector(".choice-text").textContent),
        }));
        const inOrder = [...options].sort((a, b) => a.value - b.value);
        const key = keys[inOrder.map((each) => each.text).join("|")];
        const several = form.querySelector("[type=checkbox][name=choice]") !== null;
        const isWrong = key?.right.length === 1 && key.trap >= 0 && item % wrongEvery === 3;
        let values = inOrder.slice(0, several ? 2 : 1).map((each) => each.value);
        if (key) values = isWrong ? [key.trap] : key.right;
        const chosen = options.flatMap(({ value }, shown) =>
          values.includes(value) ? [shown] : [],
        );
        document.getElementById("exam-title").focus();
        for (const shown of chosen) press("abcdef"[shown]);
        if (isWrong) document.querySelector("[name=certainty][value=sure]").click();
        if (key === undefined) seen.made += 1;
        else if (isWrong) seen.wrong += 1;
        else seen.right += 1;
        document.getElementById("exam-title").focus();
        if (item % 10 === 4) press("F", { shiftKey: true });
        if (item >= until) return seen;
        press("Enter");
      }
    },
    { until, keys, wrongEvery: kWrongEvery },
  );

const secondsLeft = async (page) => {
  const [hours, minutes, seconds] = (await page.textContent("#exam-clock")).split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
};

test("exam: all 65 questions by keyboard, through a reload and moved clocks, to the report", async () => {
  const page = await openPage(browser, { path: "#exam", viewport: { width: 1280, height: 720 } });
  // Answers never leave the machine: from here on nothing is asked of anybody but for the content.
  const asked = [];
  page.on("request", (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (request.method() !== "GET" || request.postData()) asked.push(request.url());
    else if (/^https?:$/.test(protocol) && !request.url().startsWith(browser.address)) {
      asked.push(pathname);
    }
  });
  const began = Date.now();
  await page.clock.install({ time: began });
  const keys = await keysOf(page);
  await page.click("[data-action=begin-exam][data-form=full]");
  await page.waitForSelector("#exam-item-0");
  assert.match(await page.textContent("#exam-title"), /Question 1 of 65/);
  assert.ok((await secondsLeft(page)) > 129 * 60);

  // The first by real keys: A to F choose, F flags, Enter goes on, and what is ruled out stays so.
  await page.locator("#exam-title").focus();
  const several = (await page.locator("#page input[type=checkbox][name=choice]").count()) > 0;
  await page.keyboard.press("b");
  if (several) await page.keyboard.press("c");
  await page.locator("#exam-title").focus();
  await page.keyboard.press("Shift+F");
  await page.locator("#page [name=eliminate]").first().check();
  await page.locator("#exam-title").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#exam-item-1");
  const first = await answerByKeys(page, 32, keys);

  // A reload in the middle: the same question, everything answered is there.
  await page.waitForFunction(
    () => (localStorage.getItem("taskyard.save") ?? "").match(/"choices":\[\d/g)?.length >= 33,
  );
  await page.reload();
  await page.waitForSelector("#exam-item-32");
  assert.equal(await page.locator(".exam-map button.done").count(), 33);
  await page.locator(".exam-map button").first().click();
  await page.waitForSelector("#exam-item-0");
  assert.ok(await page.locator("#page [name=flag]").isChecked());
  assert.ok(await page.locator("#page [name=eliminate]").first().isChecked());

  // The deadline is a moment: an hour of sleep is gone, and a clock set back gives nothing back.
  const left = await secondsLeft(page);
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 61 * kMinute);
  await page.waitForFunction((before) => {
    const [hours, minutes] = document.getElementById("exam-clock").textContent.split(":");
    return Number(hours) * 3600 + Number(minutes) * 60 < before - 3600;
  }, left);
  const afterSleep = await secondsLeft(page);
  assert.ok(left - afterSleep > 59 * 60, `${left - afterSleep} s went by`);
  await page.clock.setSystemTime(began - 300 * kMinute);
  await page.clock.runFor(3000);
  assert.ok((await secondsLeft(page)) <= afterSleep, "a clock set back gave time back");

  await page.locator(".exam-map button").nth(33).click();
  await page.waitForSelector("#exam-item-33");
  const second = await answerByKeys(page, 64, keys);

  // Enter on the last question leads to the review of all of them.
  await page.locator("#exam-title").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".overview-items");
  assert.match(await page.textContent("article.overview"), /65 of 65 answered, 8 flagged/);
  assert.equal(await page.locator(".overview-items li").count(), kCount);
  await checkAxe(page, "the review of an exam's questions");
  await screenshot(page, "exam-overview-1280");
  await page.click("text=First flagged one");
  await page.waitForSelector("#exam-item-0");
  await page.click("[data-action=exam-overview]");
  await page.waitForSelector(".overview-items");
  await page.click("#hand-in");
  await page.waitForSelector("article.report");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.click("[data-action=exam-csv]"),
  ]);
  assert.equal(file.suggestedFilename(), "taskyard-results.csv");
  const [head, ...rows] = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  assert.match(head, /^number,question,domain,chosen,right,certainty,flagged,set$/);
  assert.equal(rows.length, kCount);
  const right = rows.filter((row) => /,yes,(guess|unsure|sure)?,(yes|no),$/.test(row)).length;
  const known = first.right + second.right;
  assert.ok(right >= known, `${right} right, ${known} of them by the key`);
  const report = await page.textContent("article.report");
  const score = 100 + Math.floor((900 * right * 2 + kCount) / (2 * kCount));
  assert.match(report, new RegExp(`${score} of 1000`));
  assert.match(report, score >= 720 ? /passed \(720\)/ : /720 would pass/);
  assert.equal(await page.locator(".score-meter").getAttribute("low"), "720");
  assert.match(report, new RegExp(`${right} of 65 right, 0 not answered`));
  assert.match(report, /Traps that caught you/);
  assert.ok(first.wrong + second.wrong >= 3, "too few questions were answered wrongly");
  assert.match(report, /comes? back first in review/);
  const domains = await page
    .locator(".report tbody tr td:nth-child(2)")
    .evaluateAll((cells) => cells.map((cell) => cell.textContent.split(" of ").map(Number)));
  assert.equal(domains.length, 4);
  assert.deepEqual(
    domains.map(([, asked]) => asked),
    [19, 17, 16, 13],
  );
  assert.equal(
    domains.reduce((sum, [good]) => sum + good, 0),
    right,
  );
  assert.equal(await page.locator(".report-items li").count(), kCount);
  assert.ok((await page.locator(".report > ul").first().locator("li").count()) >= 1, "no trap");
  assert.deepEqual(asked, [], "something was sent");
  await checkAxe(page, "the report of a full exam");
  await screenshot(page, "exam-full-report-1280");
  checkQuiet(page);
});
