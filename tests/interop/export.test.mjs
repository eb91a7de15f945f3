// What teachers take to a learning platform is read back by parsers that know nothing of us: GIFT by
// gift-pegjs, QTI 2.1 by an XML parser and the rules of its information model.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const load = createRequire(join(root, "tests/package.json"));
const gift = load("gift-pegjs");
const { XMLParser, XMLValidator } = load("fast-xml-parser");
const program = join(root, process.env.TASKYARD_PROGRAM ?? "build/native/taskyard");

const kCode = "20-7KQ3X2";
let folder;
let answer;

const textOf = (name) => readFileSync(join(folder, name), "utf8");
const list = (value) => (Array.isArray(value) ? value : [value]);

before(() => {
  assert.ok(existsSync(program), `${program} is not built`);
  folder = mkdtempSync(join(tmpdir(), "taskyard-set-"));
  answer = JSON.parse(
    execFileSync(program, ["set", kCode, folder, "--json"], { cwd: root, encoding: "utf8" }),
  );
});
after(() => rmSync(folder, { recursive: true, force: true }));

// The key as the CSV has it: [["B"], ["A", "D"], ...].
function keys() {
  const [, ...rows] = textOf("key.csv").trim().split("\r\n");
  return rows.map((row) => row.split(",")[3].split(" "));
}

test("set: twenty questions, each with a key", () => {
  assert.equal(answer.code, kCode);
  assert.equal(answer.questions, 20);
  assert.equal(keys().length, 20);
  for (const letters of keys()) assert.ok(letters.every((letter) => /^[A-F]$/.test(letter)));
});

test("set: GIFT is read back with the same right answers", () => {
  const questions = gift.parse(textOf("questions.gift"));
  assert.equal(questions.length, 20);
  questions.forEach((question, number) => {
    assert.equal(question.type, "MC");
    assert.ok(question.stem.text.length > 40, question.title);
    assert.ok(question.choices.length >= 4 && question.choices.length <= 6, question.title);
    for (const choice of question.choices) {
      assert.ok(choice.feedback?.text, `${question.title}: an option without a reason`);
    }
    const right = question.choices
      .map((choice, position) => ({ choice, letter: String.fromCharCode(65 + position) }))
      .filter(({ choice }) => choice.isCorrect || (choice.weight ?? 0) > 0)
      .map(({ letter }) => letter);
    assert.deepEqual(right, keys()[number], question.title);
    const weights = question.choices.map((choice) => choice.weight ?? 0).filter((w) => w > 0);
    if (weights.length > 0) {
      const sum = weights.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - 100) < 0.001, `${question.title}: right answers add up to ${sum}`);
    }
  });
});

test("set: QTI 2.1 is well formed, complete, and has the same key", () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
  for (const name of readdirSync(join(folder, "qti"))) {
    assert.equal(XMLValidator.validate(textOf(`qti/${name}`)), true, name);
  }
  const read = (name) => parser.parse(textOf(`qti/${name}`));
  const { manifest } = read("imsmanifest.xml");
  const resources = list(manifest.resources.resource);
  assert.equal(resources.length, 21);
  for (const resource of resources) assert.ok(existsSync(join(folder, "qti", resource.href)));
  const [test] = resources.filter((resource) => resource.type === "imsqti_test_xmlv2p1");
  const section = read(test.href).assessmentTest.testPart.assessmentSection;
  const items = list(section.assessmentItemRef);
  assert.equal(items.length, 20);
  items.forEach((reference, number) => {
    const item = read(reference.href).assessmentItem;
    assert.equal(item.identifier, reference.identifier);
    const interaction = item.itemBody.choiceInteraction;
    const right = list(item.responseDeclaration.correctResponse.value);
    assert.equal(interaction.responseIdentifier, item.responseDeclaration.identifier);
    assert.equal(item.responseDeclaration.cardinality, right.length > 1 ? "multiple" : "single");
    assert.equal(Number(interaction.maxChoices), right.length);
    const letters = list(interaction.simpleChoice)
      .map((choice, position) => [choice.identifier, String.fromCharCode(65 + position)])
      .filter(([identifier]) => right.includes(identifier))
      .map(([, letter]) => letter);
    assert.deepEqual(letters, keys()[number], reference.href);
    assert.match(item.responseProcessing.template, /match_correct$/);
  });
});

test("set: the hand-out has no key, the key has one for each question", () => {
  const handout = textOf("handout.html");
  const key = textOf("key.html");
  assert.equal(handout.split("<section>").length, 21);
  assert.ok(!/Right\.|Wrong\.|Key:/.test(handout));
  assert.equal(key.split("Key: ").length, 21);
});

test("set: a student's code gives other values of the same questions", () => {
  const other = mkdtempSync(join(tmpdir(), "taskyard-set-"));
  try {
    execFileSync(program, ["set", `${kCode}-7`, other], { cwd: root });
    const ids = (text) =>
      text
        .trim()
        .split("\r\n")
        .slice(1)
        .map((row) => row.split(",")[1]);
    const kind = (id) => id.replace(/^(generated\..*)\.\d+$/, "$1");
    const mine = ids(textOf("key.csv"));
    const theirs = ids(readFileSync(join(other, "key.csv"), "utf8"));
    assert.deepEqual(theirs.map(kind), mine.map(kind));
    assert.notDeepEqual(theirs, mine);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
