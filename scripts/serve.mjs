#!/usr/bin/env node
// Serves one folder on this machine only (127.0.0.1).
// Usage: serve.mjs FOLDER [--port N] [--watch]
// Without --port, the first free port from 8080 on. Prints the address as its first line.
// --watch: open pages reload when a lesson or the shell changes (watch.mjs).
// Importable: startServer({folder, port, exact, first}) resolves to {address, close()}; the browser tests
// use it. first(request, response) is asked before the folder; true when it has answered.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { startWatching } from "./watch.mjs";

const kTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};
const kCompressible = new Set([
  ".html",
  ".js",
  ".mjs",
  ".css",
  ".json",
  ".webmanifest",
  ".svg",
  ".wasm",
  ".txt",
]);

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const compressed = new Map(); // "encoding path mtime" -> bytes, so that a reload does not compress again

async function compress(bytes, encoding, key) {
  const known = compressed.get(key);
  if (known) return known;
  const result =
    encoding === "br"
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await gzipped(bytes);
  compressed.set(key, result);
  return result;
}

// The file that a request path names, or null when it would leave the folder.
function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  if (path.includes("\0")) return null;
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(normalize(folder + sep)) ? file : null;
}

async function respond(folder, request, response) {
  const fail = (status, text) => {
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
    response.end(`${text}\n`);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return fail(405, "Only GET and HEAD.");
  const file = fileFor(folder, request.url);
  if (!file) return fail(400, "Not a path inside this folder.");
  let bytes;
  let modified;
  try {
    modified = (await stat(file)).mtimeMs;
    bytes = await readFile(file);
  } catch {
    return fail(404, "No such file.");
  }
  const extension = extname(file);
  const headers = {
    "content-type": kTypes[extension] ?? "application/octet-stream",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    etag: `"${bytes.length.toString(36)}-${Math.trunc(modified).toString(36)}"`,
  };
  if (request.headers["if-none-match"] === headers.etag) {
    response.writeHead(304, headers);
    return response.end();
  }
  if (kCompressible.has(extension)) {
    headers.vary = "accept-encoding";
    const accepted = request.headers["accept-encoding"] ?? "";
    const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
    if (encoding) {
      bytes = await compress(bytes, encoding, `${encoding} ${file} ${modified}`);
      headers["content-encoding"] = encoding;
    }
  }
  headers["content-length"] = bytes.length;
  response.writeHead(200, headers);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

export async function startServer({ folder, port = 8080, exact = false, first = () => false }) {
  const server = createServer((request, response) => {
    if (first(request, response)) return;
    respond(folder, request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate);
      break;
    } catch (error) {
      const busy = error.code === "EADDRINUSE" || error.code === "EACCES";
      if (!busy || exact || candidate >= Math.min(port + 100, 65535)) throw error;
    }
  }
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, watch: { type: "boolean", default: false } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    const good = port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535);
    if (positionals.length === 1 && good)
      return { folder: positionals[0], port, watch: values.watch };
  } catch {
    // an option that does not exist
  }
  console.error("Usage: serve.mjs FOLDER [--port N] [--watch]");
  process.exit(2);
}

async function main() {
  const { folder, port, watch } = readArguments();
  try {
    const { address, close } = await startServer({
      folder,
      ...(port ? { port, exact: true } : {}),
      ...(watch ? { first: startWatching(folder) } : {}),
    });
    console.log(address);
    for (const signal of ["SIGINT", "SIGTERM"])
      process.on(signal, () => close().then(() => process.exit(0)));
  } catch (error) {
    const text =
      error.code === "EADDRINUSE"
        ? `Port ${port} is in use; choose another with --port.`
        : error.message;
    console.error(`taskyard: ${text}`);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
