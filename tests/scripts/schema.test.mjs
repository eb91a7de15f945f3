// Every lesson, scenario and question fits the JSON Schema that editors are given, and the schemas
// refuse what the C++ readers refuse.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const Ajv = createRequire(join(root, "tests/package.json"))("ajv").default;

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const schema = (name) => readJson(join(root, `lessons/schema/${name}.schema.json`));

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
ajv.addSchema(schema("common"));
const fits = {
  lesson: ajv.compile(schema("lesson")),
  scenario: ajv.compile(schema("scenario")),
  question: ajv.compile(schema("question")),
};

const jsonFiles = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));

function filesOf(kind) {
  const lessons = join(root, "lessons");
  if (kind === "scenario") return jsonFiles(join(lessons, "scenarios"));
  if (kind === "question") return jsonFiles(join(lessons, "quiz"));
  const others = ["scenarios", "quiz", "model-card", "schema"];
  return readdirSync(lessons, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .flatMap((entry) => jsonFiles(join(lessons, entry.name)));
}

function complaints(kind, value) {
  if (fits[kind](value)) return [];
  return fits[kind].errors.map((error) => `${error.instancePath} ${error.message}`);
}

for (const kind of Object.keys(fits)) {
  test(`schema: every ${kind} fits`, () => {
    const files = filesOf(kind);
    assert.ok(files.length > 0, `no ${kind} was found`);
    for (const file of files) {
      assert.deepEqual(complaints(kind, readJson(file)).slice(0, 5), [], file);
    }
  });
}

test("schema: mistakes are refused, with their place", () => {
  const [file] = filesOf("question");
  const good = readJson(file);
  const spoilt = (change) => {
    const copy = structuredClone(good);
    change(copy);
    return complaints("question", copy).join("\n");
  };
  const dropKey = (key) => (question) => {
    delete question[key];
  };
  assert.match(spoilt(dropKey("explanation")), /must have required property 'explanation'/);
  assert.match(
    spoilt((question) => {
      question.stemm = [];
    }),
    /must NOT have additional properties/,
  );
  assert.match(
    spoilt((question) => {
      question.traps = ["trap.unknown"];
    }),
    /\/traps\/0 must be equal to one of the allowed values/,
  );
  assert.match(
    spoilt((question) => {
      question.sources[0].checked = "lately";
    }),
    /\/sources\/0\/checked must match pattern/,
  );
});

test("schema: what scripts/new_lesson writes fits", () => {
  const folder = mkdtempSync(join(tmpdir(), "new-lesson-"));
  try {
    const made = (...words) =>
      execFileSync(join(root, "scripts/new_lesson"), [...words, "--lessons", folder], {
        encoding: "utf8",
      });
    made("services", "blue-green");
    made("--question", "blue-green-listener");
    assert.deepEqual(complaints("lesson", readJson(join(folder, "services/blue-green.json"))), []);
    assert.deepEqual(
      complaints("question", readJson(join(folder, "quiz/blue-green-listener.json"))),
      [],
    );
    assert.throws(() => made("services", "blue-green"), "a file that exists is left alone");
    assert.throws(() => made("services", "Blue Green"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
