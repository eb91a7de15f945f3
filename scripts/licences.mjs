// One text with the licences of everything that the built page contains. Each comes from the package
// itself: a licence file, or Debian's copyright file of the package, from which only what concerns the
// page is taken.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Which groups of files in a package's copyright file are in the page; where it is not said here, the
// group that stands for all of them.
const kWanted = {
  "nlohmann/json": "^(\\*$|include/)",
  "Emscripten and libc++": "^(\\*$|system/lib/libcxx(abi)?/\\*)",
};
const kLine = "-".repeat(80);
const kDebian = "https://www.debian.org/doc/packaging-manuals/copyright-format";

const fieldOf = (paragraph, name) =>
  new RegExp(`^${name}:\\s*([^\\n]*(?:\\n[ \\t].*)*)`, "m").exec(paragraph)?.[1].trim() ?? "";

// Of a copyright file in Debian's format: who holds the files that `wanted` names (a regular
// expression on the first of each group), and the words of their licences.
export function ofDebian(text, wanted = "^\\*$") {
  const paragraphs = text.trim().split(/\n[ \t]*\n/);
  const holds = (paragraph) => new RegExp(wanted).test(fieldOf(paragraph, "Files").split(/\s/)[0]);
  const groups = paragraphs.filter((each) => /^Files:/.test(each) && holds(each));
  const names = new Set(
    groups.flatMap((each) =>
      fieldOf(each, "License")
        .split("\n")[0]
        .split(/,? (?:and|or) /),
    ),
  );
  const words = paragraphs.filter(
    (each) => /^License:/.test(each) && names.has(fieldOf(each, "License").split("\n")[0]),
  );
  return [...groups, ...words].join("\n\n");
}

// parts: [[name, file]]; throws a sentence when a file is not there.
export function licencesText(parts) {
  const texts = parts.map(([name, file]) => {
    if (!existsSync(file)) {
      throw new Error(`The licence of ${name} is missing (${file}): run scripts/deps.`);
    }
    const text = readFileSync(file, "utf8").replace(/\r\n/g, "\n");
    const words = text.startsWith(`Format: ${kDebian}`)
      ? ofDebian(text, kWanted[name])
      : text.trim();
    if (words === "") throw new Error(`${file} says nothing about the licence of ${name}.`);
    return `${kLine}\n${name}\n${kLine}\n\n${words}\n`;
  });
  return `This page contains the following works, each under its own licence.\n\n${texts.join("\n\n")}`;
}

// What the page is made of: our own code, the npm modules, and what CMake has linked (site.cmake writes
// it beside the site).
export function partsOf(root, site) {
  const list = join(site, "..", "licences.json");
  if (!existsSync(list))
    throw new Error(`${list} is missing: configure the build with CMake again.`);
  return [
    ["Taskyard", join(root, "LICENSE")],
    ...Object.entries(JSON.parse(readFileSync(list, "utf8"))),
    ...["idiomorph", "fflate"].map((name) => [
      name,
      join(root, "web/node_modules", name, "LICENSE"),
    ]),
  ];
}
