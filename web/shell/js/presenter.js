// Presenter mode: one step in large type beside the yard, driven by a clicker or the keyboard. The
// address holds lesson and step, so a teacher can begin anywhere.
import { ask } from "./bridge.js";
import { runText } from "./console.js";
import { sayNow, showError } from "./messages.js";
import { go } from "./route.js";
import * as screen from "./screen.js";
import { applyTheme } from "./theme.js";

const kPageShare = 0.8; // so that the last lines are seen again
const kLineOver = 24; // less than a line is not worth a page
const kViews = ["both", "text", "yard"];
const kSizes = [100, 125, 150, 175, 200];
// The picture is for a wall too, and the larger the screen the farther away they sit.
const kWall = matchMedia("(min-width: 100rem)");
const pictureScale = () => (kWall.matches ? 1.4 : 1.15);
const kPoint = { both: "Text and yard.", text: "The text alone.", yard: "The yard alone." };

const blank = document.getElementById("blank");
const body = document.body;

let on = false;
let poll = false; // a question waits to be revealed
let size = 0; // position in kSizes
let state = { votes: [], revealed: false, notes: false };

export const isPresenting = () => on;

function show(fresh) {
  const answer = fresh
    ? screen.showPage("presenterPage", state, { focus: false })
    : screen.updatePage(state);
  if (answer.ok) poll = answer.poll;
}

function setSize(position) {
  size = Math.max(0, Math.min(kSizes.length - 1, position));
  document.documentElement.dataset.size = String(kSizes[size]);
  ask("preferences", { scalePercent: Math.round(kSizes[size] * pictureScale()) });
}

function setView(view) {
  body.dataset.view = view;
  sayNow(kPoint[view]);
}

// Dims everything but what matters. target: what the text points at; "" leaves the choice to the
// canvas, which takes what is selected, else what has gone wrong, else the yard.
export function setSpotlight(wanted, target = "") {
  if (!wanted && !("spotlight" in body.dataset)) return;
  if (!ask("show", { target: wanted ? target : "", spotlight: wanted }).ok) return;
  if (wanted) {
    if (body.dataset.view === "text") setView("both");
    body.dataset.spotlight = "";
    sayNow("Spotlight: the rest is dimmed. D takes it away.");
  } else {
    delete body.dataset.spotlight;
    sayNow("The spotlight is off.");
  }
}

function setBlank(wanted) {
  blank.hidden = !wanted;
  if (wanted) sayNow("The screen is blank. B shows it again.");
}

// details: {lesson, step} or {scenario} or {}. Returns false after saying what is wrong.
export function present(details) {
  if (details.scenario && ask("poll").scenario !== details.scenario) {
    const opened = ask("openScenario", { id: details.scenario });
    if (!opened.ok) {
      showError(opened.error, "This link does not work: ");
      return false;
    }
  }
  const request = {};
  if (details.lesson) request.lesson = details.lesson;
  if (details.lesson && details.step) request.step = details.step;
  const answer = ask("present", request);
  if (!answer.ok) {
    showError(answer.error, "This link does not work: ");
    return false;
  }
  const begins = !on;
  on = true;
  body.classList.add("presenting");
  if (begins) {
    body.dataset.view = "both";
    setSize(0);
    applyTheme();
  }
  state = { votes: [], revealed: false, notes: state.notes };
  screen.refresh();
  show(true);
  return true;
}

export function stopPresenting() {
  if (!on) return;
  on = false;
  setBlank(false);
  setSpotlight(false);
  body.classList.remove("presenting");
  delete body.dataset.view;
  delete document.documentElement.dataset.size;
  ask("preferences", { scalePercent: 100 });
  ask("endPresenting");
  applyTheme();
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  screen.refresh();
}

// From a button: what is on screen now, over the whole screen if the browser lets us.
export function presentThis() {
  const { place, lesson, step } = screen.current();
  go(place === "lesson" && lesson ? `present&lesson=${lesson}&step=${step}` : "present");
  document.documentElement.requestFullscreen?.().catch(() => {});
}

export function endPresenting() {
  const presented = screen.current().lesson;
  stopPresenting();
  const own = screen.current().lesson;
  if (presented) go(own ? `lesson=${own}` : "learn");
  else go("sandbox");
}

function step(by) {
  const { lesson, stepIndex } = screen.current();
  if (!lesson) return;
  const target = stepIndex + by;
  if (target < 0 || !ask("presentStep", { index: target }).moved) {
    sayNow(by > 0 ? "This is the last step." : "This is the first step.");
    return;
  }
  setSpotlight(false);
  state = { votes: [], revealed: false, notes: state.notes };
  screen.refresh();
  show(true);
  const now = screen.current();
  go(`present&lesson=${now.lesson}&step=${now.step}`, { silent: true });
}

export function reveal() {
  state = { ...state, revealed: true };
  show(false);
  document.getElementById("poll-title")?.scrollIntoView({ block: "start" });
}

// A clicker cannot scroll: what is longer than the wall comes screen by screen. False at its end.
function turnPage(by) {
  if (body.dataset.view === "yard") return false;
  const pane = document.getElementById("pane");
  const left = by > 0 ? pane.scrollHeight - pane.clientHeight - pane.scrollTop : pane.scrollTop;
  if (left < kLineOver) return false;
  pane.scrollTop += by * pane.clientHeight * kPageShare;
  return true;
}

export function next() {
  if (!blank.hidden) setBlank(false);
  else if (turnPage(1)) return;
  else if (poll) reveal();
  else step(1);
}

export function previous() {
  if (!turnPage(-1)) step(-1);
}
export const toggleBlank = () => setBlank(blank.hidden);
export const toggleSpotlight = () => setSpotlight(!("spotlight" in body.dataset));
export function toggleNotes() {
  state = { ...state, notes: !state.notes };
  show(false);
}
export function nextView() {
  setSpotlight(false);
  setView(kViews[(kViews.indexOf(body.dataset.view) + 1) % kViews.length]);
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function setPiece(key) {
  const button = document.querySelector(`.set-pieces [data-key="${key}"]`);
  if (!button) return;
  if (button.disabled) {
    sayNow(button.title);
    return;
  }
  setView(body.dataset.view === "text" ? "both" : body.dataset.view);
  runText(button.dataset.command, { keep: false });
  ask("play", { on: true });
}

const kKeys = {
  PageDown: next,
  PageUp: previous,
  ArrowRight: next,
  ArrowLeft: previous,
  b: toggleBlank,
  ".": toggleBlank,
  d: toggleSpotlight,
  n: toggleNotes,
  s: nextView,
  r: reveal,
  v: () => document.querySelector("input[name=votes]")?.focus(),
  f: toggleFullscreen,
  p: () => ask("play"),
  " ": () => ask("play"),
  l: () => ask("solution"),
  "+": () => setSize(size + 1),
  "-": () => setSize(size - 1),
  Escape: endPresenting,
};

// What a clicker sends goes on from anywhere; other keys belong to the field one is in.
const turnsPages = (event) => event.key === "PageDown" || event.key === "PageUp";

// In the fields of the poll: Enter goes to the next one and reveals after the last.
function onVoteKey(event) {
  if (event.key === "Escape") event.target.blur();
  else if (event.key === "Enter") {
    const fields = [...document.querySelectorAll("input[name=votes]")];
    const after = fields[fields.indexOf(event.target) + 1];
    if (after) after.focus();
    else reveal();
  } else return turnsPages(event);
  event.preventDefault();
  event.stopPropagation();
  return false;
}

function onKey(event) {
  if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const isField = screen.isField(event.target);
  if (isField && !(event.target.name === "votes" ? onVoteKey(event) : turnsPages(event))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const onCanvas = event.target.id === "canvas";
  if (onCanvas && key.startsWith("Arrow")) return;
  if (event.target.closest?.("button, a") && key === " ") return;
  if (/^[1-9]$/.test(key)) setPiece(key);
  else if (kKeys[key]) kKeys[key]();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onVote(event) {
  if (!event.target.matches?.("input[name=votes]")) return;
  const votes = []; // by the choice's place in the lesson, which is not where it is shown
  for (const field of document.querySelectorAll("input[name=votes]")) {
    votes[Number(field.dataset.choice)] = Math.max(
      0,
      Math.min(999, Math.floor(Number(field.value)) || 0),
    );
  }
  state = { ...state, votes };
}

export function startPresenter() {
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("input", onVote);
  blank.addEventListener("click", () => setBlank(false));
  kWall.addEventListener("change", () => {
    if (on) setSize(size);
  });
}
