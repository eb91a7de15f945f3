// Goal: the comparison with other kernels says what is wrong with its arguments, takes no run that
// did not play the workload, and works its ratios out rightly. No kernel is needed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  kKernels,
  kWorkload,
  parseArguments,
  problemOf,
  tableOf,
} from "../../scripts/compare_kernels.mjs";

const kScript = fileURLToPath(new URL("../../scripts/compare_kernels.mjs", import.meta.url));
const kernelNamed = (name) => kKernels.find((kernel) => kernel.name === name);

test("compare: each bad argument is named, with what would be right", () => {
  const program = ["--program", kScript];
  for (const [args, message] of [
    [["--size", "huge"], /"huge" is no size; there are small, medium, large/],
    [["--size=quota"], /"quota" is no size/],
    [["--rounds", "0"], /--rounds: "0" is no whole number from 1 to 100/],
    [["--rounds", "1.5"], /"1.5" is no whole number/],
    [["--rounds", "101"], /"101" is no whole number/],
    [["--rounds", ""], /"" is no whole number/],
    [["--size"], /--size/],
    [["--sizes", "large"], /Unknown option '--sizes'/],
    [["large"], /"large" is no option; a size is given as --size large/],
    [["--program", "."], /there is no program/],
    [["--program", "/no/such/taskyard"], /there is no program .*no\/such\/taskyard; scripts\/run/],
  ]) {
    assert.match(parseArguments([...program, ...args]).error ?? "", message, args.join(" "));
  }
});

test("compare: good arguments are taken, and have defaults", () => {
  assert.deepEqual(parseArguments(["--program", kScript]), {
    size: "medium",
    sameSize: false,
    rounds: 3,
    program: kScript,
  });
  assert.deepEqual(
    parseArguments(["--size", "large", "--same-size", "--rounds=5", "--program", kScript]),
    {
      size: "large",
      sameSize: true,
      rounds: 5,
      program: kScript,
    },
  );
});

test("compare: --help explains and bad usage is exit code 2", () => {
  const help = spawnSync(process.execPath, [kScript, "--help"], { encoding: "utf8" });
  assert.equal(help.status, 0);
  for (const word of ["--size", "--same-size", "--rounds", "--program"])
    assert.ok(help.stdout.includes(word));
  const bad = spawnSync(process.execPath, [kScript, "--size", "tiny"], { encoding: "utf8" });
  assert.equal(bad.status, 2);
  assert.equal(bad.stdout, "");
  assert.match(bad.stderr, /^taskyard: --size: "tiny" is no size/);
});

test("compare: a run counts only if it played the workload", () => {
  const { events, sum } = kWorkload.large;
  const ns3 = kernelNamed("ns-3");
  assert.equal(problemOf(ns3, "large", { events, sum }), null);
  assert.match(
    problemOf(ns3, "large", { events: events + 23, sum }),
    /ns-3: 37,027,109 events at size large, where the workload has 37,027,086/,
  );
  assert.match(problemOf(ns3, "large", { events, sum: sum + 1 }), /sum up to/);
  // SimGrid runs simultaneous events in an order of its own.
  const simgrid = kernelNamed("SimGrid timers");
  assert.equal(problemOf(simgrid, "large", { events: events + 23, sum: sum + 163_466_572 }), null);
  assert.match(problemOf(simgrid, "large", { events: events + 10_000, sum }), /37,037,086 events/);
});

test("compare: the table has a row for each kernel, its ratio and whether the goal is met", () => {
  const table = tableOf([
    { name: "Taskyard", version: "t", size: "large", events: 40_000_000, seconds: 1 },
    { name: "A", version: "1.0", size: "large", events: 30_000_000, seconds: 6, goal: 5 },
    { name: "B", version: "2.0", size: "medium", events: 2_000_000, seconds: 4, goal: 100 },
    { name: "C", version: "3.0", size: "large", events: 30_000_000, seconds: 3 },
  ]);
  const rows = table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  assert.equal(rows.length, 6);
  assert.deepEqual(rows[2].slice(1, -1), [
    "Taskyard",
    "t",
    "large",
    "40,000,000",
    "1.000",
    "40.00",
    "",
    "",
  ]);
  assert.deepEqual(rows[3].slice(6, -1), ["5.00", "8.00x", "5x: met"]);
  assert.deepEqual(rows[4].slice(3, -1), [
    "medium",
    "2,000,000",
    "4.000",
    "0.50",
    "80.0x",
    "100x: missed",
  ]);
  assert.deepEqual(rows[5].slice(6, -1), ["10.00", "4.00x", ""]);
  assert.equal(new Set(table.split("\n").map((line) => line.length)).size, 1, "columns line up");
});

test("compare: a goal is judged only at the size it is about", () => {
  const table = tableOf([
    { name: "Taskyard", version: "t", size: "small", events: 40_000, seconds: 1 },
    { name: "A", version: "1.0", size: "small", events: 30_000, seconds: 1, goal: 5 },
  ]);
  assert.match(table, / 1\.33x \| 5x +\|$/);
});

test("compare: every kernel says what installs it, and the goals are the ones we claim", () => {
  for (const kernel of kKernels) assert.ok(kernel.packages, kernel.name);
  const goals = kKernels.filter((kernel) => kernel.goal).map(({ name, goal }) => [name, goal]);
  assert.deepEqual(goals, [
    ["ns-3", 5],
    ["SimGrid timers", 15],
    ["SimPy processes", 100],
  ]);
});
