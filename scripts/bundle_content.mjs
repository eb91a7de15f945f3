#!/usr/bin/env node
// Puts every JSON file under lessons/ into one: {"files": {"lessons/index.json": "<its text>", ...}}.
// Text, not parsed JSON: the page reads lessons with the same strict C++ reader as the program does.
// Usage: bundle_content.mjs [OUTPUT]      (without OUTPUT: to standard output)
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function jsonFiles(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  // The schemas are for editors: the page never reads them.
  return entries
    .filter((entry) => entry.name !== "schema")
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return jsonFiles(path);
      return entry.name.endsWith(".json") ? [path] : [];
    });
}

function bundle(paths) {
  const files = Object.fromEntries(
    paths.map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );
  return JSON.stringify({ files });
}

export function bundleContent() {
  const paths = jsonFiles(join(root, "lessons")).map((path) =>
    relative(root, path).split(sep).join("/"),
  );
  paths.sort(); // the same bytes on every machine
  return bundle(paths);
}

// The world that a first visit shows (web/shell/js/welcome.js), before the rest has come.
export const bundleShow = () => bundle(["lessons/scenarios/public-web.json"]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = process.argv[2];
  if (output) writeFileSync(output, bundleContent());
  else process.stdout.write(bundleContent());
}
