// Goal: an author sees a change to a lesson at once, and a mistake with its file, line and path.
// Method: `scripts/serve.mjs --watch` in a copy of what it watches, with a page open.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { ready, startShell } from "./shell_page.mjs";
import { kRoot } from "./support.mjs";

const kLesson = "lessons/services/desired-count.json";
let browser;
let root;
let server;
let address;
let lines; // of the terminal
let said = "";

before(async () => {
  root = mkdtempSync(join(tmpdir(), "taskyard-watch-"));
  const parts = ["LICENSE", "scripts", "lessons", "assets", "web/shell", "build/wasm/site"];
  for (const part of [...parts, "build/wasm/licences.json"]) {
    cpSync(join(kRoot, part), join(root, part), { recursive: true });
  }
  mkdirSync(join(root, "build/native"));
  symlinkSync(join(kRoot, "build/native/taskyard"), join(root, "build/native/taskyard"));
  symlinkSync(join(kRoot, "web/node_modules"), join(root, "web/node_modules"));
  server = spawn(process.execPath, ["scripts/serve.mjs", "build/wasm/site", "--watch"], {
    cwd: root,
  });
  lines = createInterface({ input: server.stdout });
  [address] = await once(lines, "line");
  lines.on("line", (line) => {
    said += `${line}\n`;
  });
  browser = await startShell();
});

after(async () => {
  await browser?.close();
  server?.kill();
  if (root) rmSync(root, { recursive: true });
});

function edit(from, to) {
  const path = join(root, kLesson);
  const text = readFileSync(path, "utf8");
  assert.ok(text.includes(from), `${kLesson} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split("\n").length;
}

test("watch: a change reloads the page; a mistake is shown with its place", async () => {
  const page = await browser.newPage();
  await page.goto(`${address}#lesson=desired-count`);
  await ready(page);
  assert.match(await page.textContent("#page"), /What a service is for/);

  edit('"title": "What a service is for"', '"title": "What a service does"');
  // While it reloads there is a moment without a body.
  await page.waitForFunction(() => /What a service does/.test(document.body?.textContent));

  const line = edit('"kind": "read"', '"kind": "reed"');
  await page.waitForSelector("#watch-problem");
  const shown = await page.textContent("#watch-problem");
  const place = `${kLesson}:${line}: /steps/0/kind: `;
  assert.ok(shown.includes(place), `${shown} does not name ${place}`);
  // The terminal says the same; which of the two is read first is open.
  while (!said.includes(place)) {
    await once(lines, "line", { signal: AbortSignal.timeout(60_000) });
  }
  assert.match(
    await page.textContent("#page"),
    /What a service does/,
    "the page keeps what it had",
  );

  edit('"kind": "reed"', '"kind": "read"');
  await page.waitForSelector("#watch-problem", { state: "detached" });
});
