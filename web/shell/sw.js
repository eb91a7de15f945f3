// Keeps every file of the page, as one version, so that it works offline after the first visit.
// scripts/assemble_site.mjs fills in the version (a hash of the files) and their names.
const kVersion = "@version@";
const kFiles = ["@files@"];
// With the page's own address: another copy of it on the same host has its own files.
const kOurs = `taskyard-${self.registration.scope}-`;
const kName = kOurs + kVersion;

self.addEventListener("install", (event) => {
  // All or nothing: a page made of two versions would be worse than none.
  event.waitUntil(
    caches
      .open(kName)
      .then((cache) => cache.addAll(kFiles.map((file) => new Request(file, { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(kOurs) && name !== kName)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "takeOver") self.skipWaiting();
});

// The kept file; what is not kept (the plain pages) comes from the network and is kept when it has
// been read once.
async function answer(request) {
  const cache = await caches.open(kName);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") {
    // Where there is no room for it, it is read all the same.
    await cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.href.startsWith(self.registration.scope);
  if (event.request.method === "GET" && ours) event.respondWith(answer(event.request));
});
