// After the first visit the page works without a network: a service worker keeps its files. Where a
// browser does not allow one (a file, a sandboxed frame, private windows) everything else works.
import { showMessage } from "./messages.js";

function offerNew(worker) {
  showMessage("A newer version of this page has been fetched. Your work is kept.", {
    kind: "good",
    key: "update",
    action: { label: "Use it now", run: () => worker.postMessage("takeOver") },
  });
}

function watch(registration) {
  if (registration.waiting && navigator.serviceWorker.controller) offerNew(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offerNew(worker);
    });
  });
}

export async function startOffline() {
  try {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
    let hasOne = Boolean(navigator.serviceWorker.controller);
    const registration = await navigator.serviceWorker.register(
      new URL("../sw.js", import.meta.url),
    );
    watch(registration);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (hasOne) location.reload();
      hasOne = true; // the first one brings what is here already
    });
  } catch {
    // Refused: then there is a network or there is no page, as without a worker.
  }
}
