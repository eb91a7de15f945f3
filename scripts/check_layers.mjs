#!/usr/bin/env node
// Holds the source tree against its own rules: who may include whom, and what the deterministic core
// must not use, each with what to use instead. Prints one line per breach; exit 1 if there is any.
// Usage: check_layers.mjs [ROOT]      (ROOT: another tree, for the test of this script)
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Left is below: a layer includes itself and what is left of it.
const kLayers = ["base", "model", "engine", "api", "learn", "pages", "app", "panels"];
const kCoreLayers = kLayers.slice(0, 5);

const kCoreBans = [
  [
    /\w+_distribution\b|\bstd::shuffle\b|\brandom_device\b|\bmt19937/,
    "draws come from base/draw.h: the standard ones differ between libraries",
  ],
  [
    /\bunordered_(map|set|multimap|multiset)\b/,
    "use a sorted or indexed container: hash order differs between libraries",
  ],
  [
    /\b(system|steady|high_resolution)_clock\b|\b(clock_gettime|gettimeofday)\b/,
    "time is passed in; core has no clock",
  ],
  [
    /(^|[^\w.>])(s?rand|time|clock)\s*\(\s*(\)|NULL|nullptr|0|&)/,
    "no clock and no random source in core",
  ],
  [
    /#\s*include\s*<(iostream|fstream|filesystem|thread|mutex|random)>/,
    "core does no I/O and has no threads; core/cli does",
  ],
  [
    /#\s*include\s*<(cmath|math\.h|complex|numbers)>|\bstd::(pow|exp|log|log2|log10|sqrt|cbrt|sin|cos|tan|floor|ceil|round|lround|trunc|fmod)\s*\(/,
    "no libm in core: results differ between platforms; use integers",
  ],
];
// The review schedule is a published formula with powers and logarithms; nothing of it reaches State.
const kMayUseLibm = new Set(["core/learn/fsrs.cpp"]);
const kStateBans = [
  [/\b(float|double)\b/, "State is integers only: milliseconds, milli-vCPU, MiB, micro-dollars"],
];

// Comments and literals blanked out, line numbers kept; #include paths survive.
function codeOnly(text) {
  const pattern =
    /^[ \t]*#[ \t]*include[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\\ \n]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)'(?:\\.|[^'\\\n])+'/gm;
  return text.replace(pattern, (match) =>
    /^[ \t]*#/.test(match) ? match : match.replace(/[^\n]/g, " "),
  );
}

// Where a file belongs: {layer} for a layer, {layer: "cli"} or {layer: "page"} above all of them.
function placeOf(path) {
  const [top, folder] = path.split("/");
  if (top === "core") return folder;
  if (folder === "pages" || folder === "app" || folder === "panels") return folder;
  if (folder === "widgets" || /^theme\./.test(folder)) return "panels";
  return "page";
}

function includeBreach(place, target) {
  const head = target.split("/")[0];
  const layer = head === "widgets" || /^theme\./.test(head) ? "panels" : head;
  if (layer === "cli") return place === "cli" ? null : "nothing includes core/cli";
  if (!kLayers.includes(layer)) return null;
  if (place === "page") return null;
  const ceiling = place === "cli" ? kLayers.indexOf("pages") : kLayers.indexOf(place);
  if (kLayers.indexOf(layer) <= ceiling) return null;
  return `${place} may not include ${layer}: includes point down (${kLayers.join(" < ")})`;
}

function thirdPartyBreach(path, place, target) {
  if (/nlohmann\//.test(target) && path !== "core/base/json_parse.cpp")
    return "only core/base/json_parse.cpp includes nlohmann/json";
  if (/^md4c/.test(target) && place !== "pages") return "only web/pages includes md4c";
  if (/^imgui/.test(target) && place !== "panels" && place !== "page")
    return "only panels and the page include Dear ImGui";
  // The program asks its platform how much memory it took.
  if (place === "cli" && target === "emscripten/heap.h") return null;
  if (/^(SDL|emscripten|GLES)/.test(target) && place !== "page")
    return "only the files directly in web/ include SDL2 and Emscripten";
  return null;
}

export function breachesIn(path, text) {
  const place = placeOf(path);
  const bans = [
    ...(kCoreLayers.includes(place) ? kCoreBans : []).filter(
      ([, reason]) => !(kMayUseLibm.has(path) && reason.startsWith("no libm")),
    ),
    ...(place === "model" || place === "engine" ? kStateBans : []),
  ];
  const found = [];
  codeOnly(text)
    .split("\n")
    .forEach((line, index) => {
      const report = (reason) => found.push(`${path}:${index + 1}: ${reason}`);
      const include = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/.exec(line);
      if (include) {
        const target = include[1] ?? include[2];
        const breach =
          thirdPartyBreach(path, place, target) ??
          (include[1] ? includeBreach(place, target) : null);
        if (breach) report(breach);
      }
      for (const [pattern, reason] of bans) {
        if (pattern.test(line)) report(`${line.trim().slice(0, 60)}: ${reason}`);
      }
    });
  return found;
}

function sourcesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sourcesUnder(path);
    return /\.(h|cpp)$/.test(entry.name) ? [path] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..");
  const files = ["core", "web"].flatMap((folder) => sourcesUnder(join(root, folder)));
  const breaches = files.flatMap((file) =>
    breachesIn(relative(root, file), readFileSync(file, "utf8")),
  );
  for (const breach of breaches) console.log(breach);
  if (files.length === 0) console.log("no sources found: nothing was checked");
  console.log(`${files.length} files, ${breaches.length} breaches`);
  process.exit(breaches.length === 0 && files.length > 0 ? 0 : 1);
}
