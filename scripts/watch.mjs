// What `scripts/run --watch` adds to the server: when a lesson or a file of the page's shell changes, the
// site is put together again and open pages reload where they are. Content with a mistake does not reach
// them: they keep what they have, and show what `taskyard lint` says is wrong with it, and where.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const kFolders = ["lessons", "web/shell", "assets"];
const kLookEveryMs = 500;

const kClient = `const changes = new EventSource("watch");
changes.onmessage = () => location.reload();
changes.addEventListener("problem", (event) => {
  const said = document.getElementById("watch-problem") ?? document.createElement("pre");
  said.id = "watch-problem";
  said.className = "notice bad";
  said.textContent = JSON.parse(event.data);
  document.getElementById("messages").prepend(said);
});\n`;
// A worker of an earlier visit would go on serving what it kept: this one takes its place and leaves.
const kLeavingWorker = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());\n`;

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

// Differs whenever a file was added, removed or written.
const fingerprint = () =>
  kFolders
    .flatMap((folder) => filesUnder(join(root, folder)))
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .join("\n");

function run(command, ...args) {
  const result = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return {
    ok: result.status === 0,
    said: `${result.stdout ?? ""}${result.stderr ?? ""}`.trimEnd(),
  };
}

// {ok, said}: said is what is wrong, with the place of each mistake.
function rebuild(site) {
  const program = join(root, "build/native/taskyard");
  const lint = existsSync(program) ? run(program, "lint") : { ok: true };
  const done = lint.ok
    ? run(process.execPath, join(root, "scripts/assemble_site.mjs"), site)
    : lint;
  console.log(done.ok ? "Changed: the page reloads." : `${done.said}\nThe page keeps what it had.`);
  return done;
}

// Begins to look. Returns what answers a request first: true when it did.
export function startWatching(site) {
  const pages = new Set(); // open event streams
  let seen = fingerprint();
  setInterval(() => {
    const now = fingerprint();
    if (now === seen) return;
    seen = now;
    const { ok, said } = rebuild(site);
    const event = ok ? "data: changed" : `event: problem\ndata: ${JSON.stringify(said)}`;
    for (const page of pages) page.write(`${event}\n\n`);
  }, kLookEveryMs).unref();

  return (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const send = (type, text) => {
      response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
      response.end(text);
      return true;
    };
    if (pathname === "/watch") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      pages.add(response);
      request.on("close", () => pages.delete(response));
      return true;
    }
    if (pathname === "/watch.js") return send("text/javascript; charset=utf-8", kClient);
    if (pathname === "/sw.js") return send("text/javascript; charset=utf-8", kLeavingWorker);
    if (pathname === "/" || pathname === "/index.html") {
      const html = readFileSync(join(site, "index.html"), "utf8");
      const script = '<script type="module" src="watch.js"></script></body>';
      return send("text/html; charset=utf-8", html.replace("</body>", script));
    }
    return false;
  };
}
