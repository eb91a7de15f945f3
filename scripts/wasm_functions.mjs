// What a linked WASM module with names says about its functions, and which source file each is from.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

// What Binaryen's tools may expect in a module: all that some release of the compiler uses unasked. The
// halves of a split module share the stack pointer, which is the first of these.
export const kFeatures = [
  "mutable-globals",
  "sign-ext",
  "nontrapping-float-to-int",
  "bulk-memory",
  "multivalue",
  "reference-types",
].map((feature) => `--enable-${feature}`);

// Runs a tool; returns what it prints, or throws a sentence.
export function runTool(tool, args) {
  const ran = spawnSync(tool, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (ran.status !== 0) {
    throw new Error(`${tool} failed: ${(ran.stderr || String(ran.error ?? "")).slice(0, 500)}`);
  }
  return ran.stdout;
}

class Reader {
  constructor(bytes, at, end) {
    Object.assign(this, { bytes, at, end });
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }
  text() {
    const size = this.number();
    this.at += size;
    return this.bytes.toString("utf8", this.at - size, this.at);
  }
  part() {
    const size = this.number();
    this.at += size;
    return new Reader(this.bytes, this.at - size, this.at);
  }
}

const kCustom = 0;
const kCode = 10;
const kFunctionNames = 1;

// Name -> bytes of code, of every function with a body.
export function functionSizes(bytes) {
  if (bytes.toString("latin1", 0, 4) !== "\0asm") throw new Error("that is no WASM module");
  const sizes = [];
  const names = []; // by index; imports come first
  const module = new Reader(bytes, 8, bytes.length);
  while (module.at < module.end) {
    const id = module.byte();
    const section = module.part();
    if (id === kCode) {
      for (let left = section.number(); left > 0; left--) {
        const body = section.part();
        sizes.push(body.end - body.at);
      }
    } else if (id === kCustom && section.text() === "name") {
      while (section.at < section.end) {
        const kind = section.byte();
        const list = section.part();
        if (kind !== kFunctionNames) continue;
        for (let left = list.number(); left > 0; left--) names[list.number()] = list.text();
      }
    }
  }
  if (names.length < sizes.length) throw new Error("the module has no names of functions");
  const imports = names.length - sizes.length;
  return new Map(sizes.map((size, index) => [names[imports + index], size]));
}

// Name -> the files (as "core/api/run.cpp") that have a function of that name to themselves. Inline
// functions and templates belong to whoever was linked first, so they are left out. listFile: the object
// files, one a line.
export function functionFiles(nm, listFile) {
  const objects = readFileSync(listFile, "utf8").split("\n").filter(Boolean);
  const files = new Map();
  for (const line of runTool(nm, ["-A", "--defined-only", ...objects]).split("\n")) {
    const found = /^(?:.*\.dir\/)?(?:\.\/)?(.*)\.o: ?\S* [tT] (.*)$/.exec(line);
    if (!found) continue;
    const [, file, name] = found;
    files.set(name, (files.get(name) ?? new Set()).add(file));
  }
  return files;
}

// The files of a function: the linker's tools number names that occur more than once.
export const filesOf = (files, name) =>
  files.get(name) ?? files.get(name.replace(/(\.\d+|_\d+)+$/, "")) ?? new Set();

// "Run::begin" of _ZN8taskyard3Run5beginE...; what is not that simple stays as it is. What is local to
// a function goes by the function's name.
export function shortName(name) {
  const words = [];
  let rest = name.replace(/^_Z+NK?/, "");
  if (rest === name) return name;
  for (;;) {
    const size = /^\d+/.exec(rest)?.[0];
    if (!size) break;
    const word = rest.slice(size.length, size.length + Number(size));
    if (word !== "taskyard" && word !== "_GLOBAL__N_1") words.push(word);
    rest = rest.slice(size.length + Number(size));
  }
  return words.length > 0 ? words.join("::") : name;
}
