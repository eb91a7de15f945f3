// Goal: the design tokens can be read on their backgrounds, and what is generated from them is fresh.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { colourProblems, contrast, generatedFiles } from "../../scripts/generate_tokens.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const tokens = JSON.parse(readFileSync(join(root, "assets/tokens.json"), "utf8"));

test("tokens: contrast is WCAG's", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

test("tokens: every colour is there and can be read", () => {
  assert.deepEqual(colourProblems(tokens), []);
  const broken = structuredClone(tokens);
  broken.colour.light.muted = "#d0d0d0";
  assert.match(colourProblems(broken).join("\n"), /light: muted on panel has contrast 1\.\d\d/);
  delete broken.colour.dark.muted;
  assert.match(colourProblems(broken).join("\n"), /dark: muted is no #rrggbb colour/);
});

test("tokens: generated files are fresh", () => {
  for (const [path, text] of Object.entries(generatedFiles(tokens)))
    assert.equal(readFileSync(join(root, path), "utf8"), text, `${path} is stale`);
});
