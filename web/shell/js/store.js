// What stays in this browser: the session (runs and progress), earlier commands, the theme.
// Storage may be denied or full; then everything goes on working and a sentence says so once.
import { showMessage } from "./messages.js";

// Keys carry the path of the page, so that two copies of it on one host do not share their work; at the
// root of a host that is just "taskyard.".
const kPath = new URL("../", import.meta.url).pathname;
const kPrefix = kPath === "/" ? "taskyard." : `taskyard${kPath}`;
let complained = false;

function complain(reason) {
  if (complained) return;
  complained = true;
  const full = reason?.name === "QuotaExceededError";
  showMessage(
    full
      ? "This browser's storage is full, so your work is not kept when you close the tab. Save it to a file instead."
      : "This browser does not let the page keep anything, so your work is gone when you close the tab. Save it to a file instead.",
    { kind: "warn", key: "storage" },
  );
}

// The name under which the browser keeps it.
export const keyOf = (key) => kPrefix + key;

export function read(key) {
  try {
    return localStorage.getItem(keyOf(key));
  } catch (error) {
    complain(error);
    return null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(keyOf(key), value);
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

export function readList(key) {
  try {
    const list = JSON.parse(read(key) ?? "[]");
    return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

export function download(name, text, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    showMessage("The browser refused to copy. Select the text and copy it by hand.", {
      kind: "warn",
      key: "clipboard",
    });
    return false;
  }
}
