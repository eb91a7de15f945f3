// Goal: the names by which web/deferred.txt knows functions are those of the source.
import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf, functionSizes, shortName } from "../../scripts/wasm_functions.mjs";

test("wasm functions: a name is that of the source", () => {
  assert.equal(shortName("_ZN8taskyard3Run5beginERKNS_8RunStartE"), "Run::begin");
  assert.equal(shortName("_ZN8taskyard12_GLOBAL__N_18homePageEv"), "homePage");
  assert.equal(shortName("_ZNK8taskyard7Content10findLessonEv"), "Content::findLesson");
  assert.equal(shortName("_ZZN8taskyard4playEvENK3$_0clEv"), "play");
  assert.equal(shortName("SDL_AddTouch"), "SDL_AddTouch");
});

test("wasm functions: a name that occurs twice is numbered", () => {
  const files = new Map([["_Z3addv", new Set(["a.cpp", "b.cpp"])]]);
  assert.deepEqual([...filesOf(files, "_Z3addv.1")], ["a.cpp", "b.cpp"]);
  assert.deepEqual([...filesOf(files, "_Z3subv")], []);
});

test("wasm functions: sizes go by the names in the module", () => {
  const name = (text) => [text.length, ...Buffer.from(text)];
  const names = [1, 4, 1, 0, ...name("a")]; // function names: one, of function 0
  names[1] = names.length - 2;
  const custom = [...name("name"), ...names];
  const module = [
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...[1, 4, 1, 96, 0, 0], // one type: () -> ()
    ...[3, 2, 1, 0],
    ...[10, 4, 1, 2, 0, 11], // one body of two bytes
    ...[0, custom.length, ...custom],
  ];
  assert.deepEqual([...functionSizes(Buffer.from(module))], [["a", 2]]);
});
