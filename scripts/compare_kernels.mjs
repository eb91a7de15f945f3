#!/usr/bin/env node
// Plays one workload on other discrete-event kernels and its like with `taskyard bench`, all in one
// run, and prints how many times faster Taskyard's engine is than each. The workload and its rules:
// tests/compare/README.md.
// Usage: node scripts/compare_kernels.mjs [OPTION...]      (--help says which)
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const kRoot = fileURLToPath(new URL("..", import.meta.url));
const kSources = join(kRoot, "tests/compare");
const kPrograms = join(kRoot, "build/compare");
const kMostRounds = 100;

// What a kernel that runs simultaneous events in the order of their scheduling comes to.
export const kWorkload = {
  small: { events: 36_868, sum: 203_449_787_966 },
  medium: { events: 1_853_299, sum: 10_156_006_944_955 },
  large: { events: 37_027_086, sum: 202_333_256_649_328 },
};
const kSizes = Object.keys(kWorkload);
const kGoalSize = "large";
// The fifth digit is what another order of simultaneous events may change.
const kOwnOrderMayDiffer = 1e-4;
// The engine's own rules (start-up times, placement, draws) make its mix alike, not the same.
const kTaskyardMayDiffer = 0.03;

// goal: how many times faster Taskyard wants to be. largest: the size a slow kernel still plays.
export const kKernels = [
  {
    name: "ns-3",
    goal: 5,
    source: "ns3.cpp",
    module: "ns3-core",
    libraries: ["-lns3-core"],
    packages: "pkg-config libns3-dev",
  },
  {
    name: "SimGrid timers",
    goal: 15,
    ownOrder: true,
    source: "simgrid.cpp",
    module: "simgrid",
    libraries: ["-lsimgrid"],
    packages: "pkg-config libsimgrid-dev",
  },
  {
    name: "SimPy processes",
    goal: 100,
    largest: "medium",
    source: "simpy_processes.py",
    packages: "python3-simpy3",
  },
  { name: "std::priority_queue", source: "priority_queue.cpp", libraries: [], packages: "clang" },
];

const kUsage = `Usage: node scripts/compare_kernels.mjs [--size SIZE] [--same-size] [--rounds N] [--program PATH]

Plays one workload on other discrete-event kernels and its like with "taskyard bench", and prints how
many times faster Taskyard is than each. The kernels take turns, N times; the best time of each counts.

  --size SIZE     ${kSizes.join(", ")} (medium unless given; the goals are about ${kGoalSize}, which takes minutes)
  --same-size     SimPy plays large as well, instead of medium (minutes in each round)
  --rounds N      1 to ${kMostRounds} (3 unless given)
  --program PATH  build/native/taskyard unless given; a .js file runs under Node

A kernel that is not installed is left out and named, with what installs it. Exit code 0: measured,
whether goals are met or not; 1: a kernel failed or did not count what the workload has; 2: bad usage.`;

// {size, sameSize, rounds, program}, or {help: true}, or {error} with what would be right.
export function parseArguments(args) {
  const options = {
    size: { type: "string", default: "medium" },
    "same-size": { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    program: { type: "string", default: join(kRoot, "build/native/taskyard") },
    help: { type: "boolean", short: "h", default: false },
  };
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return { error: error.message.split(". ")[0] };
  }
  const { size, rounds, program, help, "same-size": sameSize } = parsed.values;
  if (help) return { help };
  if (parsed.positionals.length > 0) {
    return { error: `"${parsed.positionals[0]}" is no option; a size is given as --size large` };
  }
  if (!kSizes.includes(size)) {
    return { error: `--size: "${size}" is no size; there are ${kSizes.join(", ")}` };
  }
  if (!/^\d{1,3}$/.test(rounds) || Number(rounds) < 1 || Number(rounds) > kMostRounds) {
    return { error: `--rounds: "${rounds}" is no whole number from 1 to ${kMostRounds}` };
  }
  if (!statSync(program, { throwIfNoEntry: false })?.isFile()) {
    return {
      error: `--program: there is no program ${relative(process.cwd(), program)}; scripts/run --build-only makes build/native/taskyard`,
    };
  }
  return { size, sameSize, rounds: Number(rounds), program: resolve(program) };
}

const grouped = (number) => number.toLocaleString("en-US");
const off = (value, right) => Math.abs(value - right) / right;

// What is wrong with {events, sum} of a kernel, or null.
export function problemOf(kernel, size, { events, sum }) {
  const right = kWorkload[size];
  const mayDiffer = kernel.ownOrder ? kOwnOrderMayDiffer : 0;
  if (off(events, right.events) > mayDiffer) {
    return `${kernel.name}: ${grouped(events)} events at size ${size}, where the workload has ${grouped(right.events)}`;
  }
  if (off(sum, right.sum) > mayDiffer) {
    return `${kernel.name}: its events of size ${size} sum up to ${grouped(sum)}, those of the workload to ${grouped(right.sum)}`;
  }
  return null;
}

function problemOfTaskyard(size, { events }) {
  const right = kWorkload[size].events;
  if (off(events, right) <= kTaskyardMayDiffer) return null;
  return `taskyard bench: ${grouped(events)} events at size ${size} are not like the workload's ${grouped(right)}`;
}

// The table, from measurements {name, version, size, events, seconds, goal}; Taskyard's comes first.
export function tableOf(measurements) {
  const speed = ({ events, seconds }) => events / seconds / 1e6;
  const rows = measurements.map((one, index) => {
    const ratio = speed(measurements[0]) / speed(one);
    const verdict =
      measurements[0].size === kGoalSize ? (ratio >= one.goal ? ": met" : ": missed") : "";
    return [
      one.name,
      one.version,
      one.size,
      grouped(one.events),
      one.seconds.toFixed(3),
      speed(one).toFixed(2),
      index === 0 ? "" : `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`,
      one.goal ? `${one.goal}x${verdict}` : "",
    ];
  });
  const heads = ["Kernel", "Version", "Size", "Events", "Seconds", "Million events/s"];
  const table = [[...heads, "Taskyard is faster", "Goal"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const isNumber = (column) => column >= 3 && column <= 6;
  const lines = table.map((row) => {
    const cells = row.map((cell, column) =>
      isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    return `| ${cells.join(" | ")} |`;
  });
  const rule = widths.map((width, column) =>
    isNumber(column) ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2),
  );
  return [lines[0], `|${rule.join("|")}|`, ...lines.slice(1)].join("\n");
}

function footnotes({ rounds }, measurements, load) {
  const smaller = measurements.filter((one) => one.size !== measurements[0].size);
  return [
    `Best of ${rounds === 1 ? "one round" : `${rounds} rounds, in which all took turns`}. Ratios compare events per second.`,
    "The other kernels play tests/compare/README.md: a few integers per task and no more. Taskyard plays",
    "the same services, life times, health checks and scaling as real ECS services on Fargate, with",
    "networks, addresses, roles, deployments, events and the bill. Its events are timers run + health",
    "checks evaluated. Checks that pass are not run one by one: it draws when the next one fails, and",
    "counts those before it as well, because they took place.",
    ...(measurements[0].size === kGoalSize ? [] : [`The goals are for size ${kGoalSize}.`]),
    ...(load < 1
      ? []
      : [
          `The machine was busy with other things at the start (load average ${load.toFixed(1)} on`,
          `${availableParallelism()} cores): these figures are an indication, no more.`,
        ]),
    ...smaller.map(
      (one) =>
        `${one.name} plays size ${one.size}, which is easier; --same-size has it play ${measurements[0].size}.`,
    ),
  ].join("\n");
}

const output = (command, args) =>
  execFileSync(command, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    // The same for all: `taskyard` asks for huge pages itself, glibc does so for the others.
    env: { ...process.env, GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" },
  });

// The first of the commands that answers, as {command, answer}.
function firstThatAnswers(commands, args) {
  for (const command of commands) {
    try {
      return { command, answer: output(command, args).trim() };
    } catch {
      // it is not there, or lacks what was asked for
    }
  }
  return null;
}

// {command, args, version} of a kernel; null when it is not installed. Throws when it does not build.
function prepare(kernel) {
  const source = join(kSources, kernel.source);
  if (source.endsWith(".py")) {
    const probe = "import platform, simpy; print(simpy.__version__, platform.python_version())";
    // A version manager's python3 does not see Debian's packages.
    const found = firstThatAnswers(["python3", "/usr/bin/python3"], ["-c", probe]);
    if (!found) return null;
    const [version, python] = found.answer.split(" ");
    return { command: found.command, args: [source], version: `${version}, Python ${python}` };
  }
  const library = kernel.module
    ? firstThatAnswers(["pkg-config"], ["--modversion", kernel.module])
    : { answer: "" };
  const compiler = firstThatAnswers(["clang++", "g++"], ["--version"]);
  if (!library || !compiler) return null;
  const program = join(kPrograms, kernel.source.replace(".cpp", ""));
  mkdirSync(kPrograms, { recursive: true });
  console.error(`building ${relative(kRoot, program)}`);
  const flags = ["-std=c++17", "-O2", "-DNDEBUG", "-Wall", "-Wextra"];
  output(compiler.command, [...flags, source, "-o", program, ...kernel.libraries]);
  const version = library.answer || compiler.answer.split("\n")[0].replace(" version", "");
  return { command: program, args: [], version };
}

const asMeasured = ({ counts, sum, seconds }) => ({
  events: counts.reduce((total, count) => total + count, 0),
  sum,
  seconds,
});

// Taskyard and every kernel that is there: {name, version, size, goal, run(), problemOf(result)}.
function players({ size, sameSize, program }, problems) {
  const words = program.endsWith(".js") ? [process.execPath, program] : [program];
  const [command, ...args] = [...words, "bench", size, "--json"];
  const taskyard = {
    name: "Taskyard",
    version: relative(process.cwd(), program),
    size,
    run: () => {
      const report = JSON.parse(output(command, args));
      return { events: report.events, seconds: report.wallSeconds };
    },
    problemOf: (result) => problemOfTaskyard(size, result),
  };
  const all = [taskyard];
  for (const kernel of kKernels) {
    let prepared;
    try {
      prepared = prepare(kernel);
    } catch (error) {
      problems.push(`${kernel.name} does not build:\n${error.stderr ?? error.message}`);
      continue;
    }
    if (!prepared) {
      console.log(`${kernel.name} is left out: apt install ${kernel.packages}`);
      continue;
    }
    const tooLarge = !sameSize && kSizes.indexOf(size) > kSizes.indexOf(kernel.largest ?? size);
    const mine = tooLarge ? kernel.largest : size;
    all.push({
      name: kernel.name,
      version: prepared.version,
      size: mine,
      goal: kernel.goal,
      run: () => asMeasured(JSON.parse(output(prepared.command, [...prepared.args, mine]))),
      problemOf: (result) => problemOf(kernel, mine, result),
    });
  }
  return all;
}

// Keeps the best result of each player that has one.
function play(all, rounds, problems) {
  const best = new Map();
  for (let round = 1; round <= rounds; ++round) {
    for (const player of all) {
      let result;
      try {
        result = player.run();
      } catch (error) {
        problems.push(`${player.name} failed: ${error.stderr || error.message}`);
        continue;
      }
      console.error(
        `round ${round}: ${player.name}, ${player.size}: ${result.seconds.toFixed(3)} s`,
      );
      const problem = player.problemOf(result);
      if (problem) problems.push(problem);
      else if (!(best.get(player)?.seconds <= result.seconds)) best.set(player, result);
    }
  }
  return [...best].map(([player, result]) => ({ ...player, ...result }));
}

function main() {
  const options = parseArguments(process.argv.slice(2));
  if (options.help) {
    console.log(kUsage);
    return 0;
  }
  if (options.error) {
    console.error(`taskyard: ${options.error}\n\n${kUsage}`);
    return 2;
  }
  const problems = [];
  const load = loadavg()[0];
  const measurements = play(players(options, problems), options.rounds, problems);
  if (measurements[0]?.name === "Taskyard") {
    console.log(`\n${tableOf(measurements)}\n\n${footnotes(options, measurements, load)}`);
  }
  for (const problem of new Set(problems)) console.error(`taskyard: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
