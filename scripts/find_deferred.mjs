#!/usr/bin/env node
// Renews web/deferred.txt: visits the built page in headless Chromium with an instrumented module and
// without the rest, and lists what was not called until the rest would have come. To be run when the
// first module has grown, or when a test says that the rest is called early; then build again.
// Usage: node scripts/find_deferred.mjs      (after scripts/run --build-only and scripts/deps test)
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kRoot, startBrowser } from "../tests/browser/support.mjs";
import {
  filesOf,
  functionFiles,
  functionSizes,
  kFeatures,
  runTool,
  shortName,
} from "./wasm_functions.mjs";

const kBuild = join(kRoot, "build/wasm");
const kWhole = join(kBuild, "taskyard-whole.wasm");
const kWatchMs = 30_000; // longer than the rest takes on a slow line
const kLeastBytes = 200; // smaller functions are not worth a line
const kScreens = [
  {},
  { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
  { viewport: { width: 900, height: 600 }, contrast: "more" },
];

// The profile of one visit that ends where the rest would come.
async function visit(browser, screen) {
  const page = await browser.newPage({ path: "manifest.webmanifest", ...screen });
  await page.context().addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...values) => {
      const made = await instantiate.apply(WebAssembly, values);
      window.exportsOfFirst = made.instance.exports;
      return made;
    };
  });
  await page.route("**/taskyard-rest.wasm", () => {}); // no answer
  await page.goto(browser.address);
  await page.waitForSelector("#loading", { state: "hidden" });
  await page.setViewportSize({ width: 700, height: 700 });
  // SDL hears of these wherever they happen.
  await page.keyboard.press("a");
  await page.mouse.move(600, 300);
  await page.mouse.wheel(0, 10);
  await page.mouse.click(600, 600);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.waitForTimeout(kWatchMs);
  const profile = await page.evaluate(() => {
    const memory = Object.values(window.exportsOfFirst).find(
      (each) => each instanceof WebAssembly.Memory,
    );
    const at = memory.buffer.byteLength; // behind all that the simulation knows of
    memory.grow(16);
    const size = window.exportsOfFirst.__write_profile(at, 16 << 16);
    return [...new Uint8Array(memory.buffer, at, size)];
  });
  await page.context().close();
  return Buffer.from(profile);
}

// The functions that a profile says were called. wasm-split writes other signs than letters as \28.
function calledIn(profiles, folder) {
  const merged = join(folder, "merged");
  runTool("wasm-split", ["--merge-profiles", ...profiles, "-o", merged]);
  const said = runTool("wasm-split", [
    kWhole,
    ...kFeatures,
    `--profile=${merged}`,
    `-o1=${join(folder, "first")}`,
    `-o2=${join(folder, "rest")}`,
    "--verbose",
  ]);
  const kept = /^Keeping functions: (.*)$/m.exec(said)[1];
  const plain = kept.replace(/\\([0-9a-f]{2})/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return new Set(plain.split(", "));
}

function listOf(sizes, called) {
  const files = functionFiles("llvm-nm", join(kBuild, "page-objects.txt"));
  const ours = new Map(); // file -> {called, not: name -> bytes}
  const elsewhere = [];
  for (const [name, size] of sizes) {
    const from = filesOf(files, name);
    if (from.size === 0 && !called.has(name) && size >= kLeastBytes) elsewhere.push(name);
    for (const file of from) {
      const entry = ours.get(file) ?? { called: new Set(), not: new Map() };
      ours.set(file, entry);
      const short = shortName(name);
      if (called.has(name)) entry.called.add(short);
      else entry.not.set(short, (entry.not.get(short) ?? 0) + size);
    }
  }
  const lines = [];
  for (const [file, { called: used, not }] of [...ours].sort()) {
    const names = [...not]
      .filter(([name, size]) => !used.has(name) && size >= kLeastBytes)
      .map(([name]) => `  ${name}`);
    if (used.size === 0) lines.push(file);
    else if (names.length > 0) lines.push(file, ...names.sort());
  }
  return [...lines, "elsewhere", ...elsewhere.sort().map((name) => `  ${name}`)];
}

const folder = mkdtempSync(join(tmpdir(), "taskyard-"));
const site = join(folder, "site");
cpSync(join(kBuild, "site"), site, { recursive: true });
runTool("wasm-split", ["--instrument", ...kFeatures, kWhole, "-o", join(site, "taskyard.wasm")]);
const browser = await startBrowser({ folder: site });
const profiles = [];
for (const screen of kScreens) {
  const profile = join(folder, `profile-${profiles.length}`);
  writeFileSync(profile, await visit(browser, screen));
  profiles.push(profile);
}
await browser.close();
const lines = listOf(functionSizes(readFileSync(kWhole)), calledIn(profiles, folder));
const list = join(kRoot, "web/deferred.txt");
const head = readFileSync(list, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("#"));
writeFileSync(list, `${[...head, ...lines].join("\n")}\n`);
rmSync(folder, { recursive: true });
