// Keeps the session in this browser while it changes, and brings it back on the next visit.
import { ask } from "./bridge.js";
import { showMessage } from "./messages.js";
import { onPoll, refresh } from "./screen.js";
import { download, keyOf, read, write } from "./store.js";
import { isShowing } from "./welcome.js";

const kKeepEveryMs = 1000;

let kept = ""; // what there was to keep when this tab read, wrote or took in something last
let dirty = false;
let waiting = false;
let taking = false;
let held = false; // what is stored could neither be read nor set aside: it is not written over

// What is shown on a first visit is nobody's work: then only the answers are kept.
function textToKeep() {
  if (!isShowing()) return ask("save").text;
  const { text } = ask("progress");
  return text && `{"taskyardSave":2,"progress":${text}}`;
}

// What another tab has written: its answers are added to those here. That is no change of ours, so a
// tab that is only open does not put its run in the place of the one that is worked on.
function takeFromOthers(text) {
  refresh(); // what has changed here has been seen
  const unchanged = textToKeep() === kept;
  taking = true;
  ask("mergeKept", { text });
  refresh();
  taking = false;
  if (unchanged) kept = textToKeep();
}

function keep() {
  waiting = false;
  if (!dirty || held) return;
  dirty = false;
  let text = textToKeep();
  if (text === kept) return;
  const stored = read("save");
  if (stored && stored !== kept) {
    takeFromOthers(stored);
    text = textToKeep();
  }
  if (text && write("save", text)) kept = text;
}

// What could not be read is not thrown away: it may be wanted, or mended.
function setAside(text, start) {
  held = !write("save.unreadable", text);
  const end = held
    ? "There is no room to set it aside. Download it; until then nothing new is kept."
    : "You can go on; nothing was deleted.";
  const save = () => {
    download("taskyard-unreadable.json", text);
    held = false;
    dirty = true;
    keep();
  };
  showMessage(`${start} ${end}`, {
    kind: "warn",
    key: "restore",
    action: { label: "Download it", run: save },
  });
}

// There is something of an earlier visit.
export const hasKept = () => Boolean(read("save"));

export function restore() {
  const text = read("save");
  if (!text) return;
  const answer = ask("load", { text });
  if (answer.ok) {
    kept = text;
    if (answer.refused.length > 0) {
      setAside(
        text,
        `A part of what was kept could not be read and is left out: ${answer.refused[0]}. The rest is here.`,
      );
    }
    return;
  }
  setAside(text, `What was kept of your last visit could not be read: ${answer.error.message}`);
}

export function startKeeping() {
  if (isShowing()) kept = textToKeep(); // nothing yet
  onPoll((_now, changed) => {
    if (!changed || taking) return;
    dirty = true;
    if (!waiting) setTimeout(keep, kKeepEveryMs);
    waiting = true;
  });
  window.addEventListener("storage", (event) => {
    if (event.key === keyOf("save") && event.newValue) takeFromOthers(event.newValue);
  });
  window.addEventListener("pagehide", () => {
    refresh(); // what has changed since the last look
    if (read("save") === kept) dirty = true; // nobody else's, and the exam's clock tells no change
    keep();
  });
}
