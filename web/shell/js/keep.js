// Keeps the session in this browser while it changes, and brings it back on the next visit.
import { ask } from "./bridge.js";
import { showMessage } from "./messages.js";
import { onPoll, refresh } from "./screen.js";
import { download, read, write } from "./store.js";
import { isShowing } from "./welcome.js";

const kKeepEveryMs = 1000;

let kept = "";
let dirty = false;
let waiting = false;

// Another tab may have written since: what it has of answers is added before anything is replaced.
function takeFromOthers() {
  const text = read("save");
  if (text && text !== kept) ask("mergeKept", { text });
}

function keep() {
  waiting = false;
  if (!dirty || isShowing()) return;
  dirty = false;
  takeFromOthers();
  const answer = ask("save");
  if (!answer.ok || answer.text === kept) return;
  kept = answer.text;
  write("save", answer.text);
}

// True when there was something of an earlier visit.
export function restore() {
  const text = read("save");
  if (!text) return false;
  const answer = ask("load", { text });
  if (answer.ok) {
    kept = text;
    if (answer.refused.length > 0) {
      write("save.unreadable", text);
      showMessage(
        `A part of what was kept could not be read and is left out: ${answer.refused[0]}. The rest is here.`,
        { kind: "warn", key: "restore" },
      );
    }
    return true;
  }
  // It is not thrown away: it may be wanted, or mended.
  write("save.unreadable", text);
  showMessage(
    `What was kept of your last visit could not be read: ${answer.error.message} You can go on; nothing was deleted.`,
    {
      kind: "warn",
      key: "restore",
      action: { label: "Download it", run: () => download("taskyard-unreadable.json", text) },
    },
  );
  return true;
}

export function startKeeping() {
  onPoll((_now, changed) => {
    if (!changed) return;
    dirty = true;
    if (!waiting) setTimeout(keep, kKeepEveryMs);
    waiting = true;
  });
  window.addEventListener("storage", (event) => {
    if (event.key === "taskyard.save" && event.newValue) {
      ask("mergeKept", { text: event.newValue });
      refresh();
    }
  });
  window.addEventListener("pagehide", () => {
    dirty = true;
    keep();
  });
  refresh();
}
