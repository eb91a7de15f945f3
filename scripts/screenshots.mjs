#!/usr/bin/env node
// Takes a picture of every screen of the built page, to be looked at: each in the looks and sizes
// that it must stand. Prints the name of each. See --help.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { kRoot, startBrowser, startTasks } from "../tests/browser/support.mjs";

const kUsage = `Usage: node scripts/screenshots.mjs [FOLDER] [NAME...]
Takes a picture of every screen of the built page (scripts/run --build-only makes it) into FOLDER, which is
.cache/screenshots unless given; with names, only of those whose names hold one of them.`;
const [folder = join(kRoot, ".cache/screenshots"), ...wanted] = process.argv.slice(2);
if (folder.startsWith("-")) {
  const asked = folder === "--help" || folder === "-h";
  console.log(asked ? kUsage : `taskyard: unknown option ${folder}\n\n${kUsage}`);
  process.exit(asked ? 0 : 2);
}
mkdirSync(folder, { recursive: true });

const kLaptop = { width: 1280, height: 720 };
const kHall = { width: 1920, height: 1080 };
const kPhone = { width: 390, height: 844 };
const kNarrow = { width: 320, height: 640 };
const kZoomed = { width: 320, height: 180 }; // a laptop's window at 400 %
const kSizes = { 1280: kLaptop, 1920: kHall, 390: kPhone };
const kInstruments = [
  "events",
  "metrics",
  "deployment",
  "capacity",
  "targets",
  "scaling",
  "cost",
  "path",
  "logs",
  "images",
  "roles",
];

const ready = (page) =>
  page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
const advance = (page, seconds) => page.evaluate((by) => window.taskyard.advance(by), seconds);
const goTo = (page, hash) =>
  page.evaluate((target) => {
    location.hash = target;
  }, hash);

// Tiles glide, inspectors slide: drawn until they are where they belong.
async function settle(page) {
  for (let frame = 0; frame < 45; frame++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

async function showStage(page, size) {
  if (size.width < 700) await page.click(".panel-tabs [data-panel=stage]");
}

async function keys(page, ...names) {
  await page.locator("#canvas").focus();
  for (const name of names) await page.keyboard.press(name);
}

const stageWith = (tasks) => async (page, size) => {
  await startTasks(page, tasks);
  await showStage(page, size);
};

// Every screen: the address it begins at, what is done there, and in which sizes and looks.
const kScreens = [
  { name: "first-visit", path: "" },
  {
    name: "first-visit-later",
    path: "",
    act: (page) => page.waitForTimeout(9000),
    sizes: ["1280"],
  },
  { name: "sandbox-empty", path: "#sandbox" },
  {
    name: "yard-5",
    path: "#sandbox",
    act: stageWith(5),
    looks: ["dark", "light", "contrast"],
  },
  {
    name: "yard-500",
    path: "#sandbox",
    act: stageWith(500),
  },
  {
    name: "yard-500-zoomed",
    path: "#sandbox",
    act: async (page) => {
      await startTasks(page, 500);
      await keys(page, "+", "+", "+", "+", "ArrowRight");
    },
    sizes: ["1280"],
  },
  {
    name: "yard-100000",
    path: "#sandbox",
    act: stageWith(100_000),
  },
  {
    name: "yard-world",
    path: "#scenario=public-web",
    act: async (page, size) => {
      await advance(page, 400);
      await showStage(page, size);
    },
    looks: ["dark", "light", "contrast"],
  },
  {
    name: "yard-zoomed",
    path: "#scenario=public-web",
    act: async (page) => {
      await advance(page, 400);
      await keys(page, "+", "+", "+");
    },
    sizes: ["1280"],
  },
  {
    name: "yard-broken",
    path: "#scenario=private-pull",
    act: async (page, size) => {
      await advance(page, 150);
      await showStage(page, size);
    },
  },
  {
    name: "inspector",
    path: "#scenario=self-healing",
    act: async (page, size) => {
      await advance(page, 320);
      await showStage(page, size);
      await keys(page, "ArrowRight");
    },
  },
  ...kInstruments.map((instrument) => ({
    name: `dock-${instrument}`,
    path: "#scenario=report-rollouts",
    act: async (page) => {
      await advance(page, 900);
      await goTo(page, `sandbox&panel=${instrument}`);
    },
    sizes: ["1280"],
  })),
  {
    name: "dock-metrics-880",
    path: "#scenario=public-web",
    act: async (page) => {
      await advance(page, 900);
      await goTo(page, "sandbox&panel=metrics");
    },
    size: { width: 1440, height: 800 },
  },
  { name: "gallery", path: "#scenarios", looks: ["dark", "light"] },
  { name: "lesson", path: "#lesson=desired-count", looks: ["dark", "light", "contrast"] },
  { name: "practice", path: "#practice" },
  { name: "exam", path: "#exam" },
  {
    name: "drill",
    path: "#practice",
    act: async (page) => {
      await page.click("[data-action=start-drill] button[type=submit]");
      await page.waitForSelector("#page .ask");
    },
  },
  { name: "review", path: "#review" },
  { name: "advisor", path: "#scenario=public-tasks", act: (page) => goTo(page, "advisor") },
  { name: "luck", path: "#scenario=self-healing", act: luck },
  { name: "model", path: "read/model.html", plain: true },
  { name: "glossary", path: "read/glossary.html", plain: true },
  {
    name: "compare",
    path: "#scenario=public-web",
    act: async (page) => {
      await advance(page, 120);
      await goTo(page, "time");
      await page.click("[data-action=branch-here]");
      await page.evaluate(() =>
        window.taskyard.api("sim", "SimInjectFault", { type: "ZoneLost", zone: "us-east-1a" }),
      );
      await advance(page, 180);
      await page.click("[data-action=compare-branch]");
    },
  },
  {
    name: "presenter",
    path: "#present&lesson=desired-count",
    looks: ["dark", "light"],
    sizes: ["1280", "1920"],
  },
  {
    name: "presenter-spotlight",
    path: "#present&scenario=public-web",
    act: async (page) => {
      await page.keyboard.press("1");
      await advance(page, 20);
      await page.keyboard.press("p");
      await page.keyboard.press("d");
    },
    looks: ["dark", "light"],
    sizes: ["1280"],
  },
  {
    name: "presenter-poll",
    path: "#present&lesson=desired-count",
    act: async (page) => {
      while ((await page.locator("#page input[name=votes]").count()) === 0)
        await page.keyboard.press("PageDown");
      await page.keyboard.press("r");
    },
    sizes: ["1280", "1920"],
  },
  {
    name: "why",
    path: "#scenario=self-healing",
    act: async (page) => {
      await advance(page, 330);
      await goTo(page, "time");
      await page.click("[data-action=why]");
      await page.click("[data-action=without]");
      await page.waitForSelector("#what-if");
    },
    sizes: ["1280", "390"],
  },
  {
    name: "placement",
    path: "#scenario=ec2-capacity",
    act: async (page) => {
      await advance(page, 600);
      await goTo(page, "sandbox&panel=capacity");
    },
    sizes: ["1280"],
  },
  {
    name: "scaling",
    path: "#scenario=photo-queue",
    act: async (page) => {
      await advance(page, 900);
      await goTo(page, "sandbox&panel=scaling");
    },
    sizes: ["1280", "1920"],
  },
  {
    name: "term",
    path: "#lesson=desired-count",
    act: (page) => page.click("#page a[href^='#term=']"),
    sizes: ["1280"],
  },
  {
    name: "completion",
    path: "#sandbox",
    act: async (page) => {
      await page.focus("#line");
      await page.keyboard.type("aws ecs ");
      await page.keyboard.press("Tab");
    },
    sizes: ["1280"],
  },
  { name: "lesson-320", path: "#lesson=desired-count", size: kNarrow },
  { name: "lesson-zoomed-400", path: "#lesson=desired-count", size: kZoomed },
  {
    name: "text-view",
    path: "#scenario=public-web",
    act: (page) => page.click("[data-action=text-view]"),
    sizes: ["1280"],
  },
  {
    name: "help",
    path: "#sandbox",
    act: (page) => page.click("[data-action=help]"),
    sizes: ["1280"],
  },
];

async function luck(page) {
  await goTo(page, "luck");
  await page.selectOption("#luck-seeds", "20");
  await page.click("#luck-form button[type=submit]");
  await page.waitForFunction(() => /of 20 plays/.test(document.querySelector("#page").textContent));
}

async function take(browser, screen, look, size, name) {
  const page = await browser.newPage({
    path: screen.path,
    viewport: size,
    storageState: {
      cookies: [],
      origins: [
        {
          origin: new URL(browser.address).origin,
          localStorage: [{ name: "taskyard.theme", value: look === "light" ? "light" : "dark" }],
        },
      ],
    },
    contrast: look === "contrast" ? "more" : "no-preference",
    hasTouch: size.width < 400,
    deviceScaleFactor: size === kPhone ? 2 : 1,
  });
  try {
    if (!screen.plain) await ready(page);
    await screen.act?.(page, size);
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    const problems = page.problems.length > 0 ? `  ${page.problems.join("; ")}` : "";
    console.log(`${name}.png${problems}`);
  } catch (error) {
    console.log(`${name}: ${String(error.message).split("\n")[0]}`);
    process.exitCode = 1;
  }
  await page.context().close();
}

const browser = await startBrowser();
for (const screen of kScreens) {
  const sizes = screen.size ? [["", screen.size]] : Object.entries(kSizes);
  for (const [label, size] of sizes) {
    if (screen.sizes && !screen.sizes.includes(label)) continue;
    for (const look of label === "1280" ? (screen.looks ?? ["dark"]) : ["dark"]) {
      const name = [screen.name, label, look === "dark" ? "" : look].filter(Boolean).join("-");
      if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
      await take(browser, screen, look, size, name);
    }
  }
}
await browser.close();
