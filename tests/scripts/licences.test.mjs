// Goal: the page's licences are whole: each work is named with the words of its licence, and a missing
// file is a sentence that says what to do.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { licencesText, ofDebian } from "../../scripts/licences.mjs";

const kDebian = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: thing

Files: *
Copyright: 2020 Ann Author
License: Expat or NCSA

Files:
 include/part.hpp
 include/other.hpp
Copyright: 2021 Bo Builder
License: Zlib

Files: tests/*
Copyright: 2022 Tess Tester
License: GPL-2

License: Expat
 Permission is hereby granted.

License: NCSA
 Redistribution is permitted.

License: Zlib
 As is.

License: GPL-2
 Not ours.
`;

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "taskyard-licences-"));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("licences: of Debian's copyright files only what concerns the page is taken", () => {
  const all = ofDebian(kDebian);
  assert.match(all, /Ann Author.*hereby granted.*Redistribution/s);
  assert.doesNotMatch(all, /Bo Builder|As is|Tess|Not ours/);
  assert.match(ofDebian(kDebian, "^(\\*$|include/)"), /Ann.*Bo Builder.*As is/s);
});

test("licences: each work has its name and its words; what is missing is named", () => {
  const plain = join(folder, "LICENSE");
  const debian = join(folder, "copyright");
  writeFileSync(plain, "Use it.\r\nGladly.\r\n");
  writeFileSync(debian, kDebian);
  const parts = [
    ["Plain", plain],
    ["Thing", debian],
  ];
  assert.match(licencesText(parts), /Plain\n-+\n\nUse it\.\nGladly\.\n.*Thing\n-+\n.*Ann Author/s);
  const gone = join(folder, "gone");
  assert.throws(() => licencesText([...parts, ["Lost", gone]]), {
    message: `The licence of Lost is missing (${gone}): run scripts/deps.`,
  });
  const empty = join(folder, "empty");
  writeFileSync(empty, "\n");
  assert.throws(() => licencesText([["Thing", empty]]), /says nothing about the licence of Thing/);
});
