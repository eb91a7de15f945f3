// Fills in sw.js: which files the page consists of, and a version that changes when any of them does.
// The plain pages under read/ and the licences are not among them: they are kept once they have been read.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const kBuilt = ["content.json", "show.json", "taskyard.mjs", "taskyard-rest.wasm", "taskyard.wasm"];

// names: the files that were copied into the site. Files that are not there (a site without the
// program) are left out, so that what there is can be kept.
export function writeWorker(site, names) {
  const files = [...names, ...kBuilt]
    .filter((name) => name !== "sw.js" && existsSync(join(site, name)))
    .sort();
  const hash = createHash("sha256");
  for (const name of files) {
    hash.update(`${name}\n`);
    hash.update(readFileSync(join(site, name)));
  }
  const path = join(site, "sw.js");
  const text = readFileSync(path, "utf8")
    .replace("@version@", hash.digest("hex").slice(0, 16))
    .replace('["@files@"]', JSON.stringify(["./", ...files]));
  writeFileSync(path, text);
}
