// The command line: real `aws` commands with history, completion and paste.
import { ask } from "./bridge.js";
import { looksLikeJson, takeText } from "./drop.js";
import { sayNow } from "./messages.js";
import { clearTranscript, refresh } from "./screen.js";
import { readList, write } from "./store.js";

const kHistoryMost = 200;

const form = document.getElementById("prompt");
const field = document.getElementById("line");
const list = document.getElementById("completions");

let history = readList("history");
let position = history.length;
let draft = "";
let items = [];
let chosen = -1;
let head = "";
let tail = "";
let leaveNext = false; // Escape was pressed: Tab leaves the field

function fit() {
  field.rows = Math.min(8, field.value.split("\n").length);
}

export function setLine(text) {
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  closeList();
  fit();
  field.focus();
}

// --- running ---------------------------------------------------------------------------------

function remember(text) {
  if (history.at(-1) !== text) history.push(text);
  history = history.slice(-kHistoryMost);
  position = history.length;
  draft = "";
  write("history", JSON.stringify(history));
}

// Carries out one or more commands. keep: also remember them as typed.
export function runText(text, { keep = true } = {}) {
  const command = text.trim();
  if (!command) return true;
  if (keep) remember(command);
  if (command === "clear") {
    clearTranscript();
    return true;
  }
  const answer = ask("line", { text: command === "help" ? "aws help" : command });
  refresh();
  const entry = document.querySelector("#transcript .entry:last-child");
  const ok = answer.ok && answer.allOk;
  sayNow(ok ? "Done." : (entry?.querySelector(".err")?.textContent ?? "That failed."));
  return ok;
}

function submit() {
  const text = field.value;
  if (looksLikeJson(text)) {
    takeText("Pasted text", text);
    setLine("");
    return;
  }
  closeList();
  runText(text);
  field.value = "";
  fit();
}

// --- completion --------------------------------------------------------------------------------

function closeList() {
  list.hidden = true;
  list.replaceChildren();
  items = [];
  chosen = -1;
  field.removeAttribute("aria-activedescendant");
}

// Puts an item in place; with `close`, for good.
function put(text, close) {
  field.value = head + text + tail;
  const caret = head.length + text.length;
  field.setSelectionRange(caret, caret);
  fit();
  if (close) closeList();
}

function choose(index) {
  chosen = (index + items.length) % items.length;
  [...list.children].forEach((child, at) => {
    child.setAttribute("aria-selected", String(at === chosen));
    if (at === chosen) child.scrollIntoView({ block: "nearest" });
  });
  field.setAttribute("aria-activedescendant", `completion-${chosen}`);
  put(items[chosen].text, false);
}

// Backwards from none is the last.
function chooseNext(by) {
  choose(chosen < 0 && by < 0 ? -1 : chosen + by);
}

function commonStart(texts) {
  let start = texts[0];
  for (const text of texts) {
    while (!text.startsWith(start)) start = start.slice(0, -1);
  }
  return start;
}

function openList() {
  list.replaceChildren(
    ...items.map((item, index) => {
      const line = document.createElement("li");
      line.id = `completion-${index}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      const word = document.createElement("code");
      word.textContent = item.text;
      const help = document.createElement("span");
      help.textContent = item.help;
      line.append(word, help);
      line.addEventListener("mousedown", (event) => event.preventDefault());
      line.addEventListener("click", () => {
        put(`${item.text} `, true);
        field.focus();
      });
      return line;
    }),
  );
  list.hidden = false;
  list.scrollTop = 0;
  sayNow(`${items.length} completions. Tab or arrow keys choose.`);
}

function complete() {
  const caret = field.selectionStart;
  const answer = ask("complete", { line: field.value.slice(0, caret) });
  if (!answer.ok || answer.items.length === 0) {
    sayNow("Nothing to complete here.");
    return;
  }
  head = answer.head;
  tail = field.value.slice(caret);
  if (answer.items.length === 1) {
    put(`${answer.items[0].text} `, true);
    return;
  }
  items = answer.items;
  const typed = field.value.slice(head.length, caret);
  const common = commonStart(items.map((item) => item.text));
  if (common.length > typed.length) put(common, false);
  openList();
}

// --- keys ----------------------------------------------------------------------------------------

function recall(by) {
  if (position === history.length) draft = field.value;
  position = Math.max(0, Math.min(history.length, position + by));
  setLine(position === history.length ? draft : history[position]);
}

function onTab(event) {
  if (leaveNext || (!field.value.trim() && list.hidden)) return; // the browser moves the focus
  event.preventDefault();
  if (list.hidden) {
    if (!event.shiftKey) complete();
  } else {
    chooseNext(event.shiftKey ? -1 : 1);
  }
}

function onArrow(event, by) {
  if (!list.hidden) {
    event.preventDefault();
    chooseNext(by);
    return;
  }
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  if ((by < 0 && before.includes("\n")) || (by > 0 && after.includes("\n"))) return;
  event.preventDefault();
  recall(by);
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Tab") onTab(event);
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (!list.hidden && chosen >= 0) put(`${items[chosen].text} `, true);
    else submit();
  } else if (event.key === "ArrowUp") onArrow(event, -1);
  else if (event.key === "ArrowDown") onArrow(event, 1);
  else if (event.key === "Escape") {
    if (list.hidden) leaveNext = true;
    closeList();
    return;
  }
  if (event.key !== "Tab") leaveNext = false;
}

// A task definition that is pasted is explained instead of typed.
function onPaste(event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (field.value.trim() === "" && looksLikeJson(text)) {
    event.preventDefault();
    takeText("Pasted text", text);
  }
}

export function startConsole() {
  for (const control of form.elements) control.disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("input", () => {
    closeList();
    fit();
  });
  field.addEventListener("paste", onPaste);
  field.addEventListener("blur", (event) => {
    leaveNext = false;
    if (event.relatedTarget !== list) closeList();
  });
  // The list can be scrolled by hand; Escape goes back to the line.
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.focus();
  });
  list.addEventListener("blur", (event) => {
    if (event.relatedTarget !== field) closeList();
  });
}
