// Makes the site readable before (or without) the simulation: the plain pages under read/, written by
// the native program, and in index.html the list of lessons and the first lesson, where the app will
// later draw its own. Without a native program the site is complete but for these.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const kPlace = /(<!-- prerendered -->[\s\S]*?)(<!-- \/prerendered -->)/;

function mainOf(file) {
  const found = /<main>\n?([\s\S]*?)<\/main>/.exec(readFileSync(file, "utf8"));
  if (!found) throw new Error(`${file} has no <main>`);
  return found[1];
}

// Links of a page in read/ (or a folder below it), as seen from index.html.
function fromIndex(html, folder) {
  return html.replace(/href="(?!https:|#)([^"]*)"/g, (_match, href) => {
    const path = new URL(href, `file:///read/${folder}`).href.slice("file:///".length);
    return `href="${path}"`;
  });
}

// What is for paper: the table of contents, what the lesson is for, and the diagram.
const kForPaper = [
  /<nav class="toc"[\s\S]*?<\/nav>/g,
  /<section class="about">[\s\S]*?<\/section>/g,
  /<figure class="diagram">[\s\S]*?<\/figure>/g,
];

function programIn(root) {
  const path = process.env.TASKYARD_PROGRAM ?? join(root, "build/native/taskyard");
  return existsSync(path) ? path : null;
}

export function prerender(root, site) {
  const program = programIn(root);
  if (!program) {
    console.log("build/native/taskyard is not built: the site has no plain pages (read/).");
    return;
  }
  const read = join(site, "read");
  rmSync(read, { recursive: true, force: true });
  const made = spawnSync(program, ["render", read], { cwd: root, encoding: "utf8" });
  if (made.status !== 0) {
    throw new Error(`taskyard render failed:\n${made.stdout ?? ""}${made.stderr ?? made.error}`);
  }
  const index = JSON.parse(readFileSync(join(root, "lessons/index.json"), "utf8"));
  const first = index.topics?.find((topic) => topic.lessons?.length > 0)?.lessons[0];
  // The shell has a heading of its own.
  let html = fromIndex(mainOf(join(read, "index.html")), "").replace(/<h1>.*?<\/h1>/, "");
  if (first && readdirSync(join(read, "lessons")).includes(`${first}.html`)) {
    const lesson = fromIndex(mainOf(join(read, "lessons", `${first}.html`)), "lessons/");
    html += kForPaper.reduce((text, part) => text.replace(part, ""), lesson);
  }
  const page = join(site, "index.html");
  const shell = readFileSync(page, "utf8");
  if (!kPlace.test(shell)) throw new Error("index.html has no place for the prerendered text");
  writeFileSync(
    page,
    shell.replace(kPlace, (_all, begin, end) => `${begin}\n${html}${end}`),
  );
}
