#!/usr/bin/env node
// Fills the site folder with all that is not compiled: the shell, assets, two npm modules, lessons.
// Files that an earlier run put there and that are gone from the tree are removed. licences.txt has the
// licences of all that is in it.
// Usage: assemble_site.mjs SITE
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleContent, bundleShow } from "./bundle_content.mjs";
import { licencesText, partsOf } from "./licences.mjs";
import { prerender } from "./prerender.mjs";
import { writeWorker } from "./service_worker.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const site = process.argv[2];
if (!site) {
  console.error("Usage: assemble_site.mjs SITE");
  process.exit(2);
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

const copies = new Map(); // path in the site -> source
for (const path of filesUnder(join(root, "web/shell")))
  copies.set(relative(join(root, "web/shell"), path), path);
for (const name of ["icon.svg", "tokens.css"])
  copies.set(join("assets", name), join(root, "assets", name));
const kModules = {
  "idiomorph.js": "idiomorph/dist/idiomorph.esm.js",
  "fflate.js": "fflate/esm/browser.js",
};
for (const [name, module] of Object.entries(kModules)) {
  const path = join(root, "web/node_modules", module);
  if (!existsSync(path)) {
    console.error(`web/node_modules/${module} is missing: run scripts/deps, or npm ci in web/.`);
    process.exit(1);
  }
  copies.set(name, path);
}
if (!copies.has("index.html")) {
  console.error("web/shell/index.html is missing: there is no page to assemble.");
  process.exit(1);
}

let licences;
try {
  licences = licencesText(partsOf(root, site));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const listFile = join(site, "..", "site-files.json");
const before = existsSync(listFile) ? JSON.parse(readFileSync(listFile, "utf8")) : [];
for (const name of before) {
  if (!copies.has(name)) rmSync(join(site, name), { force: true });
}
for (const [name, source] of copies) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  copyFileSync(source, join(site, name));
}
writeFileSync(join(site, "content.json"), bundleContent());
writeFileSync(join(site, "show.json"), bundleShow());
writeFileSync(join(site, "licences.txt"), licences);
prerender(root, site);
writeWorker(site, [...copies.keys()]);
writeFileSync(listFile, JSON.stringify([...copies.keys()]));
