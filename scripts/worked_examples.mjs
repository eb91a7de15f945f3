#!/usr/bin/env node
// The table of worked examples, which AWS's documents work out (1 to 112): each number, the test that
// holds the engine to it, and with --run whether it passes.
//
//   node scripts/worked_examples.mjs                                       which test has which number
//   node scripts/worked_examples.mjs --run build/native/tests/taskyard_tests     ... and its result
//
// A test carries its numbers in its name or in a comment inside it, as "worked example 12",
// "worked examples 97 and 98" or "worked examples 34 to 39". Exit code 1: a number has no test, or
// one of its tests fails.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const kLast = 112;
const kRoot = fileURLToPath(new URL("..", import.meta.url));

// 'worked examples 31 and 32, 40 to 42' -> [31, 32, 40, 41, 42]
function numbersIn(text) {
  const found = [];
  const list = /worked examples?:? (\d+(?:(?:, and |, | and | to )(?:worked examples? )?\d+)*)/gi;
  for (const [, numbers] of text.matchAll(list)) {
    for (const [, first, last] of numbers.matchAll(/(\d+)(?: to (\d+))?/g)) {
      for (let n = Number(first); n <= Number(last ?? first); ++n) found.push(n);
    }
  }
  return found;
}

// [{file, name, numbers}] of every TEST_CASE that carries a number.
function testsOf(file) {
  const source = readFileSync(join(kRoot, file), "utf8");
  // Adjacent string literals are one; a comment may go on over its line's end.
  const text = source.replace(/"\s*\n\s*"/g, "").replace(/\n\s*\/\/ ?/g, (m) => ` ${m.trim()} `);
  const parts = text.split(/^TEST_CASE\(\s*"/m).slice(1);
  return parts
    .map((part) => ({
      file,
      name: part.slice(0, part.search(/[^\\]"/) + 1),
      numbers: numbersIn(part.replace(/ \/\/ ?/g, " ")),
    }))
    .filter((test) => test.numbers.length > 0);
}

// Names of the test cases that passed.
function passedOf(program, files) {
  const filter = `--source-file=${files.map((file) => `*${file}`).join(",")}`;
  let xml;
  try {
    xml = execFileSync(program, ["--reporters=xml", filter], { maxBuffer: 1 << 28 }).toString();
  } catch (error) {
    xml = error.stdout.toString(); // some test failed
  }
  const passed = new Set();
  // A skipped test is an element without an end tag of its own.
  const cases = xml.replace(/<TestCase [^>]*\/>/g, "");
  for (const [, name, body] of cases.matchAll(/<TestCase name="([^"]*)"([\s\S]*?)<\/TestCase>/g)) {
    if (!/test_case_success="true"/.test(body)) continue;
    passed.add(
      name
        .replaceAll("&quot;", '"')
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&"),
    );
  }
  return passed;
}

const program = process.argv[2] === "--run" ? process.argv[3] : undefined;
if (process.argv.length > 2 && program === undefined) {
  console.error("usage: node scripts/worked_examples.mjs [--run PATH_OF_taskyard_tests]");
  process.exit(2);
}
const files = ["engine", "api", "model", "learn", "cli"].flatMap((folder) =>
  readdirSync(join(kRoot, "tests", folder))
    .filter((name) => name.endsWith("_test.cpp"))
    .map((name) => `tests/${folder}/${name}`),
);
const tests = files.flatMap(testsOf);
const passed = program && passedOf(program, [...new Set(tests.map((test) => test.file))]);
let bad = 0;
console.log(`| # | Test | Where |${passed ? " Result |" : ""}`);
console.log(`|---|---|---|${passed ? "---|" : ""}`);
for (let n = 1; n <= kLast; ++n) {
  const mine = tests.filter((test) => test.numbers.includes(n));
  if (mine.length === 0) {
    bad += 1;
    console.log(`| ${n} | no test carries this number | |${passed ? " |" : ""}`);
  }
  for (const test of mine) {
    const name = test.name.replaceAll('\\"', '"');
    if (passed && !passed.has(name)) bad += 1;
    const result = passed ? ` ${passed.has(name) ? "passes" : "FAILS"} |` : "";
    console.log(`| ${n} | ${name} | ${test.file} |${result}`);
  }
}
process.exit(bad === 0 ? 0 : 1);
