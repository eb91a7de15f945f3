// Keeps what is on screen equal to what C++ has: asks ten times a second what has changed, and
// changes the DOM in place, so that focus, selection and scroll positions stay.
import { Idiomorph } from "../idiomorph.js";
import { ask } from "./bridge.js";
import { forgetLatest, say, showError, showMessage } from "./messages.js";

const kPollMs = 100;
const kFactsMs = 500;
const kAbsenceMs = 60_000;

const kTitle = document.title; // before the simulation starts: SDL takes it away

const element = (id) => document.getElementById(id);
const page = element("page");
const facts = element("facts");

let shown = { what: "home", details: {} };
let seenRevision = -1;
let pageHtml = "";
let factsHtml = "";
let factsAt = -kFactsMs;
let textView = false;
let lastEntry = 0;
let now = {};
const listeners = [];

export const current = () => now;
export const shownPage = () => shown;
// listener(answer of poll, whether anything changed), ten times a second.
export const onPoll = (listener) => listeners.push(listener);

// HTML comes from C++ only, which escapes everything from outside.
function morph(target, html) {
  Idiomorph.morph(target, html, {
    morphStyle: "innerHTML",
    // What has the focus is left as it is, which only fields need: a heading must change.
    ignoreActiveValue: document.activeElement?.matches("input, textarea, select") ?? false,
    callbacks: {
      // A button that has asked back waits for its answer, whatever a run that plays redraws.
      beforeNodeMorphed: (node) => node.dataset?.asked !== "yes",
      // What the person has chosen or opened is theirs.
      beforeAttributeUpdated: (name, node) =>
        !(name === "open" && node.tagName === "DETAILS") &&
        !((name === "checked" || name === "value") && node.tagName === "INPUT"),
    },
  });
}

function renderPage() {
  const answer = ask(shown.what, shown.details);
  if (!answer.ok) return answer;
  if (answer.html !== pageHtml) {
    pageHtml = answer.html;
    morph(page, answer.html);
  }
  return answer;
}

// Whoever does something else has not answered what a button asked back.
export function forgetAsked() {
  for (const button of page.querySelectorAll("[data-asked]")) delete button.dataset.asked;
}

// Shows another page. focus: put the focus on its heading (after a click), not on load.
export function showPage(what, details = {}, { focus = true } = {}) {
  const before = shown;
  shown = { what, details };
  forgetAsked();
  const answer = renderPage();
  if (!answer.ok) {
    shown = before;
    return answer;
  }
  const words = page.querySelector("h1, .step > h2, h2")?.textContent;
  document.title = words && what !== "home" ? `${words} · Taskyard` : kTitle;
  page.parentElement.scrollTop = 0;
  if (focus) {
    const heading = page.querySelector("[tabindex='-1']") ?? page;
    heading.focus({ preventScroll: true });
  }
  return answer;
}

// The same page with other details: nothing scrolls, the focus stays.
export function updatePage(details) {
  shown = { what: shown.what, details };
  return renderPage();
}

export function setTextView(on) {
  textView = on;
  factsAt = -kFactsMs;
  element("text-view").hidden = !on;
  element("canvas").classList.toggle("covered", on);
  document.body.classList.toggle("text-view-on", on);
  document.querySelector("[data-action=text-view]").setAttribute("aria-pressed", String(on));
  refresh();
}
export const isTextView = () => textView;

function renderFacts() {
  const time = performance.now();
  if (!textView || time - factsAt < kFactsMs) return;
  factsAt = time;
  const answer = ask("text");
  if (!answer.ok || answer.html === factsHtml) return;
  factsHtml = answer.html;
  morph(facts, answer.html);
  document.dispatchEvent(new CustomEvent("taskyard:facts"));
}

function renderTranscript() {
  const log = element("transcript");
  if (now.lastEntry === lastEntry) return;
  const answer = ask("transcript", { after: lastEntry });
  if (!answer.ok) return;
  lastEntry = answer.last;
  const template = document.createElement("template");
  template.innerHTML = answer.html;
  log.append(template.content);
  while (log.firstElementChild && Number(log.firstElementChild.id.slice(6)) < answer.first) {
    log.firstElementChild.remove();
  }
  log.scrollTop = log.scrollHeight;
}

export function clearTranscript() {
  ask("clearTranscript");
  element("transcript").replaceChildren();
}

function renderBar() {
  element("scenario").textContent = now.scenarioTitle;
  element("seed").textContent = `seed ${now.seed}`;
  element("clock").textContent = now.clock;
  element("play-words").textContent = now.playing ? "Pause" : "Play";
  element("play").classList.toggle("playing", now.playing);
  const pending = now.pending > 0 ? `, ${now.pending} pending` : "";
  element("counts").textContent = `${now.running} running${pending}`;
  document.querySelector(".transport [data-action=undo]").disabled = !now.canUndo;
  const speed = element("speed");
  if (document.activeElement !== speed && speed.value !== String(now.speed)) {
    let option = [...speed.options].find((each) => each.value === String(now.speed));
    if (!option) {
      option = new Option(`${now.speed}×`, String(now.speed));
      speed.append(option);
    }
    speed.value = option.value;
  }
}

// Brings everything up to date now; the poll does the same by itself.
export function refresh() {
  const answer = ask("poll");
  if (!answer.ok) return;
  const changed = answer.revision !== seenRevision;
  seenRevision = answer.revision;
  const run = (of) => `${of.place} ${of.scenario} ${of.seed}`;
  if (run(now) !== run(answer)) forgetLatest();
  now = answer;
  for (const sentence of answer.announcements) say(sentence);
  if (changed) {
    renderBar();
    renderPage();
    renderTranscript();
  }
  renderFacts();
  for (const listener of listeners) listener(answer, changed);
}

// Says what an answer refuses, and shows what has come of it. Returns whether it was granted.
export function tell(answer) {
  if (!answer.ok) showError(answer.error);
  refresh();
  return answer.ok;
}

export function focusOn(id) {
  element(id)?.focus({ preventScroll: false });
}

// What is typed there belongs to a field.
export const isField = (target) =>
  Boolean(target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])"));

// Time stands still in a tab that nobody sees; after a while away that is worth a sentence.
function watchAbsence() {
  let leftAt = 0;
  let wasPlaying = false;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      leftAt = Date.now();
      wasPlaying = now.playing;
      return;
    }
    refresh();
    if (!wasPlaying || Date.now() - leftAt < kAbsenceMs) return;
    showMessage(
      "Simulated time stood still while this tab was in the background. It goes on now.",
      {
        kind: "good",
        key: "absence",
      },
    );
  });
}

export function startPolling() {
  refresh();
  watchAbsence();
  setInterval(() => {
    if (!document.hidden) refresh();
  }, kPollMs);
}
