// Goal: the local server serves what is in its folder, as what it is, and nothing else.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startServer } from "../../scripts/serve.mjs";

let folder;
let server;

// node:http sends the path as given; fetch() would tidy "../" away before the server sees it.
function get(path, headers = {}) {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on("error", reject)
      .end();
  });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "taskyard-serve-"));
  mkdirSync(join(folder, "site/css"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "site/index.html"), "<!doctype html><title>t</title>");
  writeFileSync(join(folder, "site/app.mjs"), "export {};");
  writeFileSync(join(folder, "site/app.wasm"), "\0asm");
  writeFileSync(join(folder, "site/css/a.css"), "body{}");
  server = await startServer({ folder: join(folder, "site") });
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("serve: names the type of each file", async () => {
  const types = {
    "/": "text/html",
    "/app.mjs": "text/javascript",
    "/app.wasm": "application/wasm",
    "/css/a.css": "text/css",
  };
  for (const [path, type] of Object.entries(types)) {
    const answer = await get(path);
    assert.equal(answer.status, 200, path);
    assert.ok(answer.headers["content-type"].startsWith(type), path);
  }
});

test("serve: compresses for who accepts it", async () => {
  const plain = await get("/app.mjs");
  assert.equal(plain.headers["content-encoding"], undefined);
  const br = await get("/app.mjs", { "accept-encoding": "gzip, br" });
  assert.equal(brotliDecompressSync(br.body).toString(), "export {};");
  const zipped = await get("/app.mjs", { "accept-encoding": "gzip" });
  assert.equal(gunzipSync(zipped.body).toString(), "export {};");
});

test("serve: does not leave its folder", async () => {
  for (const path of [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/css/..%2f..%2fsecret.txt",
    "/%00",
    "/%zz",
  ]) {
    const answer = await get(path);
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.ok(!answer.body.includes("secret\n") && answer.body.toString() !== "secret", path);
  }
});

test("serve: answers an unchanged file with 304 and a missing one with 404", async () => {
  const first = await get("/css/a.css");
  assert.equal((await get("/css/a.css", { "if-none-match": first.headers.etag })).status, 304);
  assert.equal((await get("/none.css")).status, 404);
});

test("serve: takes the next port when one is busy, unless told which", async () => {
  const port = Number(new URL(server.address).port);
  const second = await startServer({ folder, port });
  assert.notEqual(Number(new URL(second.address).port), port);
  await second.close();
  await assert.rejects(startServer({ folder, port, exact: true }), { code: "EADDRINUSE" });
});
