#!/usr/bin/env node
// Splits the page's WASM module in two: what a first visit shows, and the rest, which web/deferred.txt
// names (web/shell/js/engine.js puts both together again). A name there that does not exist is no
// error, and what is not named stays in the first module: so an outdated list costs bytes, and no more.
// Usage: split_module.mjs WHOLE FIRST REST --list FILE --objects FILE --nm NM --wasm-split TOOL --wasm-opt TOOL
// WHOLE has names; OBJECTS lists the object files of the project's own code, one a line.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  filesOf,
  functionFiles,
  functionSizes,
  kFeatures,
  runTool,
  shortName,
} from "./wasm_functions.mjs";

// web/deferred.txt: file -> the names that are indented below it; none means all of its functions.
function readList(path) {
  const list = new Map();
  let names;
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (line.startsWith(" ")) {
      if (!names)
        throw new Error(`${path}:${index + 1}: a name needs its file on a line before it.`);
      names.add(line.trim());
    } else {
      names = new Set();
      list.set(line.trim(), names);
    }
  }
  return list;
}

function deferredOf(functions, files, list) {
  const isDeferred = (file, name) => {
    const names = list.get(file);
    return names !== undefined && (names.size === 0 || names.has(shortName(name)));
  };
  const elsewhere = list.get("elsewhere") ?? new Set();
  return functions.filter((name) => {
    const from = [...filesOf(files, name)];
    return from.length > 0 ? from.every((file) => isDeferred(file, name)) : elsewhere.has(name);
  });
}

const kText = { type: "string" };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: kText, objects: kText, nm: kText, "wasm-split": kText, "wasm-opt": kText },
});
const [whole, first, rest] = positionals;
try {
  const deferred = deferredOf(
    [...functionSizes(readFileSync(whole)).keys()],
    functionFiles(values.nm, values.objects),
    readList(values.list),
  );
  // Without a name wasm-split would defer everything.
  if (deferred.length === 0) throw new Error(`${values.list} names none of its functions.`);
  const names = `${rest}.names`;
  writeFileSync(names, deferred.join("\n"));
  runTool(values["wasm-split"], [
    whole,
    ...kFeatures,
    `--split-funcs=@${names}`,
    `-o1=${first}`,
    `-o2=${rest}`,
    "--export-prefix=%", // no name of the glue's own begins so
  ]);
  rmSync(names);
  for (const part of [first, rest]) {
    runTool(values["wasm-opt"], [
      ...kFeatures,
      "--strip-debug",
      "--strip-producers",
      part,
      "-o",
      part,
    ]);
  }
} catch (error) {
  console.error(`The module could not be split: ${error.message}`);
  process.exit(1);
}
