#!/usr/bin/env node
// The stages of scripts/test, which says what each is. Every stage returns how many single checks
// passed and failed; a stage that finds nothing to check has failed.
// Usage: stages.mjs [STAGE[,STAGE...]]
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const logs = join(root, ".cache/log");
const kCommandLimitMs = 40 * 60 * 1000;
const kTailLines = 60;

process.chdir(root);
mkdirSync(logs, { recursive: true });

// Runs a command with its output in the stage's log. Resolves to {code, out}; never rejects.
function run(log, command, args, { input, env } = {}) {
  return new Promise((resolve) => {
    log.write(`$ ${[command, ...args].join(" ")}\n`.slice(0, 2000));
    const child = spawn(command, args, {
      detached: true, // its own process group, so that a time limit ends its children too
      env: { ...process.env, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    let out = "";
    let error = "";
    const timer = setTimeout(() => {
      error += `\nstopped after ${kCommandLimitMs / 60000} minutes\n`;
      process.kill(-child.pid, "SIGKILL");
    }, kCommandLimitMs);
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (error += chunk));
    const finish = (code) => {
      clearTimeout(timer);
      log.write(`${out}${error}\n`);
      resolve({ code, out, error });
    };
    child.on("error", (problem) => {
      error += `${command}: ${problem.message}\n`;
      finish(127);
    });
    child.on("close", (code) => finish(code ?? 1));
    if (input !== undefined) child.stdin.end(input);
  });
}

const tail = (text) => text.trimEnd().split("\n").slice(-kTailLines).join("\n");
const failure = (details) => ({ passed: 0, failed: 1, details: tail(details) });
const verdict = (result) =>
  result.code === 0 ? { passed: 1, failed: 0 } : failure(result.out + result.error);

const builds = new Map(); // by preset: the last build that was asked for

// Builds of one preset come one after the other, so that no stage runs a program that another still
// links. Resolves to null or what went wrong.
function build(log, preset, ...targets) {
  const before = builds.get(preset) ?? Promise.resolve();
  const mine = before.then(() => buildNow(log, preset, targets));
  builds.set(preset, mine);
  return mine;
}

// Configures once (CMake reconfigures by itself afterwards) and builds.
async function buildNow(log, preset, targets) {
  if (!existsSync(`build/${preset}/build.ninja`)) {
    const configured = await run(log, "cmake", ["--preset", preset]);
    if (configured.code !== 0) return failure(configured.out + configured.error);
  }
  const built = await run(log, "cmake", [
    "--build",
    "--preset",
    preset,
    ...(targets.length ? ["--target", ...targets] : []),
  ]);
  return built.code === 0 ? null : failure(built.out + built.error);
}

// --- stages -----------------------------------------------------------------------------------

async function format(log) {
  const listed = await run(log, "git", ["ls-files", "-co", "--exclude-standard"]);
  const files = listed.out.split("\n").filter((path) => existsSync(path));
  const cpp = files.filter((path) => /^(core|web|tests)\/.*\.(h|cpp)$/.test(path));
  if (cpp.length === 0) return failure("no C++ files found");
  const style = await run(log, "tests/node_modules/.bin/clang-format", [
    "--dry-run",
    "-Werror",
    ...cpp,
  ]);
  const biome = await run(log, "tests/node_modules/.bin/biome", [
    "ci",

    "--colors=off",
    "scripts",
    "web",
    "tests",
  ]);
  const results = [verdict(style), verdict(biome)];
  return sum(results);
}

const sum = (results) => ({
  passed: results.reduce((total, result) => total + result.passed, 0),
  failed: results.reduce((total, result) => total + result.failed, 0),
  details: results
    .map((result) => result.details ?? "")
    .filter(Boolean)
    .join("\n"),
});

const layers = async (log) => verdict(await run(log, "node", ["scripts/check_layers.mjs"]));

// doctest's own count where it got that far; a test file that crashed or timed out counts as one failure.
function countTestcases(junit) {
  const total = { passed: 0, failed: 0, details: "" };
  for (const [, attributes, body] of junit.matchAll(/<testcase ([^>]*)>([\s\S]*?)<\/testcase>/g)) {
    const cases = /test cases: +(\d+) \| +(\d+) passed \| +(\d+) failed/.exec(body);
    const ok = /status="run"/.test(attributes);
    const failed = Number(cases?.[3] ?? 0);
    total.passed += Number(cases?.[2] ?? 0);
    total.failed += ok ? failed : Math.max(failed, 1);
  }
  return total;
}

const unitTests = (preset) => async (log) => {
  const problem = await build(log, preset);
  if (problem) return problem;
  const junit = join(root, "build", preset, "junit.xml");
  const result = await run(log, "ctest", [
    "--preset",
    preset,
    "-j",
    String(availableParallelism()),
    "--output-junit",
    junit,
    "--test-output-size-passed",
    "1000000",
  ]);
  if (!existsSync(junit)) return failure(result.out + result.error);
  const counted = countTestcases(readFileSync(junit, "utf8"));
  if (result.code !== 0) {
    counted.failed = Math.max(counted.failed, 1);
    counted.details = tail(result.out + result.error);
  }
  return counted;
};

const program =
  (...args) =>
  async (log) => {
    const problem = await build(log, "native", "taskyard");
    return problem ?? verdict(await run(log, "build/native/taskyard", args));
  };

async function determinism(log) {
  const problem =
    (await build(log, "native", "taskyard")) ?? (await build(log, "wasm", "taskyard"));
  if (problem) return problem;
  const folder = "lessons/scenarios";
  const scenarios = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .sort()
    : [];
  const results = [];
  for (const name of scenarios) {
    const args = ["run", `${folder}/${name}`, "--for", "10m", "--json"];
    const runs = [
      await run(log, "build/native/taskyard", args),
      await run(log, "build/native/taskyard", args),
      await run(log, "node", ["build/wasm/taskyard.js", ...args]),
    ];
    const good =
      runs[0].code === 0 &&
      /"stateHash"/.test(runs[0].out) &&
      runs.every((each) => each.code === 0 && each.out === runs[0].out);
    const describe = (each) => `exit ${each.code}\n${tail(each.out + each.error).slice(0, 600)}`;
    results.push(
      good
        ? { passed: 1, failed: 0 }
        : failure(
            `${name}: native, native again and WASM differ, or failed:\n${runs.map(describe).join("\n---\n")}`,
          ),
    );
  }
  return sum(results);
}

const nodeTests = (folder) => async (log) => {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".test.mjs"))
        .sort()
    : [];
  if (files.length === 0) return failure(`no tests found in ${folder}`);
  const result = await run(
    log,
    "node",
    ["--test", "--test-reporter=tap", ...files.map((name) => join(folder, name))],
    { env: { NODE_OPTIONS: "" } },
  );
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(result.out)?.[1] ?? 0);
  const total = { passed: count("pass"), failed: count("fail") + count("cancelled"), details: "" };
  if (result.code !== 0) {
    total.failed = Math.max(total.failed, 1);
    const interesting = result.out
      .split("\n")
      .filter((line) => !/^\s*(ok |# Subtest|---|\.\.\.|duration_ms|type:)/.test(line));
    total.details = tail(interesting.join("\n") + result.error);
  }
  return total;
};

async function browser(log) {
  // The native program writes the plain pages of the site.
  const problem = (await build(log, "native", "taskyard")) ?? (await build(log, "wasm", "site"));
  return problem ?? nodeTests("tests/browser")(log);
}

async function interop(log) {
  const problem =
    (await build(log, "native", "taskyard")) ?? (await build(log, "wasm", "taskyard"));
  return problem ?? nodeTests("tests/interop")(log);
}

const kStages = {
  format,
  layers,
  scripts: nodeTests("tests/scripts"),
  native: unitTests("native"),
  asan: unitTests("asan"),
  wasm: unitTests("wasm"),
  lint: program("lint"),
  prove: program("prove"),
  coverage: program("coverage"),
  determinism,
  interop,
  browser,
};

// --- the run ------------------------------------------------------------------------------------

// The official SDK's tests join as soon as there are any.
if (!existsSync("tests/interop")) delete kStages.interop;

// What must be over before a stage begins: it uses what the other has built. The three that compile
// come one after the other, because each keeps both cores busy.
const kAfter = {
  wasm: ["native"],
  asan: ["native", "wasm"],
  lint: ["native"],
  prove: ["native"],
  coverage: ["native"],
  determinism: ["native", "wasm"],
  interop: ["native", "wasm"],
  browser: ["native", "wasm"],
};
const kLanes = 2; // one stage that compiles, and beside it those that wait more than they work

const names = process.argv[2] ? process.argv[2].split(",") : Object.keys(kStages);
const lines = new Map(); // of the stages that are over
const waiting = new Set(names);

async function runStage(name) {
  const started = Date.now();
  const log = createWriteStream(join(logs, `test-${name}.log`));
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => console.log(`  ${name} ... ${seconds()} s`), 30000);
  let result;
  try {
    result = await kStages[name](log);
  } catch (error) {
    result = failure(String(error.stack ?? error));
  }
  clearInterval(ticker);
  await new Promise((resolve) => log.end(resolve));
  if (result.passed + result.failed === 0) result = failure("nothing was found to check");
  if (result.details) console.log(result.details.replace(/^/gm, "    "));
  const line = { name, word: result.failed ? "FAILED" : "ok", ...result, seconds: seconds() };
  console.log(
    `${line.word === "ok" ? "ok    " : "FAILED"} ${name}: ${result.passed} passed, ${result.failed} failed, ${line.seconds} s`,
  );
  return line;
}

// Starts what may start, waits for the first to end, and so on.
const running = new Map();
while (waiting.size > 0 || running.size > 0) {
  const ready = (name) =>
    (kAfter[name] ?? []).every((other) => lines.has(other) || !names.includes(other));
  for (const name of waiting) {
    if (running.size === kLanes || !ready(name)) continue;
    waiting.delete(name);
    running.set(
      name,
      runStage(name).then((line) => {
        running.delete(name);
        lines.set(name, line);
      }),
    );
  }
  await Promise.race(running.values());
}

const table = names.map((name) => lines.get(name));
const total = sum(table);
console.log("\nstage         result   passed  failed  seconds");
for (const { name, word, passed, failed, seconds } of table) {
  console.log(
    `${name.padEnd(13)} ${word.padEnd(7)} ${String(passed).padStart(7)} ${String(failed).padStart(7)} ${String(seconds).padStart(8)}`,
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
