// Files that are dropped, chosen or pasted: task definitions are checked and explained, save files
// loaded. Whatever is wrong with them is a sentence, and nothing that was there is touched.
import { ask } from "./bridge.js";
import { showError, showMessage } from "./messages.js";
import { isField, refresh } from "./screen.js";

const kBytesMost = 8 * 1024 * 1024;

const overlay = document.getElementById("drop-overlay");
const place = document.getElementById("dropped");
let afterLoad = () => {};

export const looksLikeJson = (text) => /^\s*[{[]/.test(text) && text.trim().length > 1;

function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function showDropped(html) {
  // HTML from C++, which escapes what stands in the file.
  place.innerHTML = html;
  if (!html) return;
  document.getElementById("pane").scrollTop = 0;
  document.getElementById("dropped-title")?.focus({ preventScroll: true });
}

export function takeText(name, text) {
  const answer = ask("dropFile", { name, text });
  if (!answer.ok) {
    showError(answer.error, `${name}: `);
    return;
  }
  if (answer.kind === "save") {
    if (answer.refused.length === 0) {
      showMessage(`${name} was loaded.`, { kind: "good", key: "loaded" });
    } else {
      showMessage(
        `${name} was loaded, but for what does not stand here any more: ${answer.refused.join("; ")}.`,
        { kind: "warn", key: "loaded" },
      );
    }
    afterLoad();
  } else {
    document.dispatchEvent(new CustomEvent("taskyard:panel", { detail: "read" }));
    showDropped(answer.html);
  }
  refresh();
}

async function takeFile(file) {
  if (file.size > kBytesMost) {
    showMessage(
      `${file.name} has ${megabytes(file.size)}. A task definition has at most 64 KB and a save file a few hundred; nothing was loaded.`,
    );
    return;
  }
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    showMessage(
      `${file.name} is not a text file, so it cannot be a task definition or a save file.`,
    );
    return;
  }
  if (text.includes("\0")) {
    showMessage(
      `${file.name} is not a text file, so it cannot be a task definition or a save file.`,
    );
    return;
  }
  takeText(file.name, text);
}

export function startDrop({ loaded }) {
  afterLoad = loaded;
  let depth = 0;
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    overlay.hidden = false;
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) overlay.hidden = true;
  });
  document.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    depth = 0;
    overlay.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length > 1) {
      showMessage("Only the first file was read: one task definition at a time.", { kind: "warn" });
    }
    if (files[0]) takeFile(files[0]);
  });
  // Pasted anywhere but into a field.
  document.addEventListener("paste", (event) => {
    if (event.defaultPrevented || isField(event.target)) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (looksLikeJson(text)) takeText("Pasted text", text);
  });
  const input = document.getElementById("file");
  input.addEventListener("change", () => {
    if (input.files[0]) takeFile(input.files[0]);
    input.value = "";
  });
}
