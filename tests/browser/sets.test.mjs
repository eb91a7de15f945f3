// A teacher's set by code: made, taken by two students, printed, exported; and what is printed is
// whole: nothing clipped, several pages, the key apart from the hand-out.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { checkAxe, openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, kRoot, screenshot } from "./support.mjs";

const load = createRequire(join(kRoot, "tests/package.json"));
const kCode = "6-7KQ3X2";

let browser;
before(async () => {
  browser = await startShell();
});
afterEach(() => browser.closePages());
after(() => browser.close());

async function openSet(page, code, student = "") {
  await page.goto(`${browser.address}#practice`);
  await page.waitForSelector("[data-action=open-set]");
  await page.fill("[name=code]", code);
  await page.fill("[name=student]", student);
  await page.press("[name=code]", "Enter");
}

// Downloads what the button gives: {name, path}.
async function take(page, selector) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

// What the questions of an exam show, one after the other.
async function questionsShown(page, count) {
  const shown = [];
  for (let item = 0; item < count; item++) {
    await page.locator(".exam-map button").nth(item).click();
    await page.waitForSelector(`#exam-item-${item}`);
    shown.push({
      stem: await page.textContent("#stem"),
      options: await page.locator("#page .choice-text").allTextContents(),
    });
  }
  return shown;
}

// On paper: the article is wider than nothing, no part of it is cut off, and all of it is printed.
async function checkPrint(page, article, fewestPages) {
  await page.emulateMedia({ media: "print" });
  const clipped = await page.evaluate((selector) => {
    const cut = [];
    const root = document.querySelector(selector);
    for (const each of [...root.querySelectorAll("*"), root]) {
      if (each.matches("input, .unseen") || each.clientWidth === 0) continue;
      if (each.scrollWidth > each.clientWidth + 1) cut.push(each.outerHTML.slice(0, 120));
    }
    for (let each = root.parentElement; each; each = each.parentElement) {
      const { overflowY, height } = getComputedStyle(each);
      const tooSmall = each.clientHeight > 0 && each.scrollHeight > each.clientHeight + 1;
      if (overflowY !== "visible" && tooSmall && each !== document.documentElement) {
        cut.push(`${each.tagName}#${each.id} ${overflowY} ${height}`);
      }
    }
    return cut;
  }, article);
  assert.deepEqual(clipped, [], `${article} is clipped on paper`);
  for (const gone of [".topbar", ".stage", ".console", `${article} .actions`]) {
    assert.equal(await page.locator(gone).first().isVisible(), false, `${gone} is printed`);
  }
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= fewestPages, `${article}: ${pages} pages of paper`);
  await page.emulateMedia({ media: "screen" });
}

test("set: a bad code is answered with what a code looks like", async () => {
  const page = await openPage(browser, { path: "#practice" });
  await openSet(page, "  20-7KQ3 ");
  assert.match(await page.textContent("#messages"), /"20-7KQ3" is no code of a set.*20-7KQ3X2/);
  assert.equal(await page.locator("[name=code][aria-invalid=true]").count(), 1);
  await openSet(page, `${kCode}-3`, "4");
  assert.match(await page.textContent("#messages"), /code is that of number 3 already/);
  await page.goto(`${browser.address}#set=%3Cimg%20src=x%3E`);
  await page.waitForFunction(() => /link does not work/.test(document.body.textContent));
  assert.equal(await page.locator("#messages img").count(), 0);
  await page.waitForSelector("[data-action=open-set]");
  checkQuiet(page);
});

test("set: the same for two people, other values and order for a student", async () => {
  const one = await openPage(browser, { path: "#practice" });
  await openSet(one, kCode.toLowerCase());
  await one.waitForSelector("article.set");
  assert.match(await one.textContent("#page-title"), /Set 6-7KQ3X2/);
  assert.match(await one.textContent("article.set"), /6 questions, 12 minutes/);
  await checkAxe(one, "the page of a set");
  await screenshot(one, "set-1280");
  await one.click("[data-action=begin-set]");
  await one.waitForSelector("#exam-item-0");
  assert.match(await one.textContent("#exam-clock"), /^0:1[12]:/);
  const whole = await questionsShown(one, 6);

  const two = await openPage(browser, { path: `#set=${kCode}` });
  await two.click("[data-action=begin-set]");
  await two.waitForSelector("#exam-item-0");
  assert.deepEqual(await questionsShown(two, 6), whole);

  const student = await openPage(browser, {
    path: "#practice",
    viewport: { width: 390, height: 844 },
  });
  await openSet(student, kCode, "17");
  await student.waitForSelector("article.set");
  assert.match(await student.textContent("#page-title"), /6-7KQ3X2-17/);
  await screenshot(student, "set-390");
  await student.click("[data-action=begin-set]");
  await student.waitForSelector("#exam-item-0");
  assert.notDeepEqual(await questionsShown(student, 6), whole);

  // The student's results name the set, for the teacher's table.
  await student.click("#hand-in");
  await student.click("#hand-in");
  await student.waitForSelector("article.report");
  assert.match(await student.textContent("#page-title"), /Report: Set 6-7KQ3X2-17/);
  const results = await take(student, "[data-action=exam-csv]");
  assert.equal(results.name, "taskyard-results-6-7KQ3X2-17.csv");
  assert.match(readFileSync(results.path, "utf8"), /,no,6-7KQ3X2-17\r\n/);
  checkQuiet(one);
  checkQuiet(student);
});

test("set: a teacher makes one and takes hand-out, key, CSV, GIFT and QTI away", async () => {
  const page = await openPage(browser, { path: "#practice" });
  await page.fill("[name=count]", "5");
  await page.click("[data-action=make-set] button");
  await page.waitForSelector("article.set");
  const code = await page.locator("article.set").getAttribute("data-code");
  assert.match(code, /^5-[0-9A-Z]{6}$/);

  const csv = await take(page, "[data-file=csv]");
  assert.equal(csv.name, `key-${code}.csv`);
  const keys = readFileSync(csv.path, "utf8").trim().split("\r\n").slice(1);
  assert.equal(keys.length, 5);
  const gift = await take(page, "[data-file=gift]");
  assert.equal(load("gift-pegjs").parse(readFileSync(gift.path, "utf8")).length, 5);
  const qti = await take(page, "[data-file=qti]");
  assert.equal(qti.name, `set-${code}-qti.zip`);
  const script =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; " +
    "print(len(z.namelist())); print(z.read('imsmanifest.xml').decode())";
  const archive = execFileSync("python3", ["-c", script, qti.path], { encoding: "utf8" });
  assert.match(archive, /^7\n/);
  assert.ok(load("fast-xml-parser").XMLValidator.validate(archive.slice(archive.indexOf("<"))));
  assert.match(archive, /item5\.xml/);

  await page.click("text=Hand-out");
  await page.waitForSelector("article.paper");
  const paper = await page.textContent("article.paper");
  assert.match(paper, new RegExp(`Questions, set ${code}`));
  assert.doesNotMatch(paper, /Right\.|Wrong\.|Key:/);
  assert.equal(await page.locator(".paper section").count(), 5);
  await checkAxe(page, "a hand-out");
  await screenshot(page, "set-handout");
  await checkPrint(page, "article.paper", 2);
  const file = readFileSync((await take(page, "[data-file=handout]")).path, "utf8");
  assert.match(file, new RegExp(`<title>Questions, set ${code}</title>`));

  await page.click("text=Back to the set");
  await page.waitForSelector("article.set");
  await page.click("article.set a:text-is('Key')");
  await page.waitForSelector("article.paper .keys");
  const letters = await page.locator(".paper .keys td").allTextContents();
  assert.deepEqual(
    letters,
    keys.map((row) => row.split(",")[3]),
  );
  await screenshot(page, "set-key");
  await checkPrint(page, "article.paper", 2);
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, "set-key-390");
  checkQuiet(page);
});

test("print: an exam's report and the trap profile are whole on paper", async () => {
  const page = await openPage(browser, { path: "#exam" });
  await page.click("[data-action=begin-exam][data-form=full]");
  await page.waitForSelector("#exam-item-0");
  await page.click("#hand-in");
  await page.click("#hand-in");
  await page.waitForSelector("article.report");
  await checkPrint(page, "article.report", 2);
  await page.emulateMedia({ media: "print" });
  await screenshot(page, "exam-report-print");
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${browser.address}#review`);
  await page.waitForSelector("article.review");
  await checkPrint(page, "article.review", 1);
  checkQuiet(page);
});
