// Makes the site readable before (or without) the simulation: the plain pages under read/, and in
// index.html the list of lessons and the first lesson, where the app will later draw its own. The native
// program writes both; without it the site is complete but for these.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Where the text goes in index.html: before this mark.
const kPlace = "<!-- /prerendered -->";

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
  const shellText = join(site, "shell-text.html");
  rmSync(read, { recursive: true, force: true });
  const made = spawnSync(program, ["render", read, "--shell", shellText], {
    cwd: root,
    encoding: "utf8",
  });
  if (made.status !== 0) {
    throw new Error(`taskyard render failed:\n${made.stdout ?? ""}${made.stderr ?? made.error}`);
  }
  const page = join(site, "index.html");
  const shell = readFileSync(page, "utf8");
  const end = shell.indexOf(kPlace);
  if (end < 0) throw new Error(`index.html has no ${kPlace}`);
  const text = readFileSync(shellText, "utf8");
  rmSync(shellText);
  writeFileSync(page, `${shell.slice(0, end)}${text}\n      ${shell.slice(end)}`);
}
