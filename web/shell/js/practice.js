// Drill, review and the practice exam: what their buttons and keys do, and the exam's clock.
import { ask } from "./bridge.js";
import { say, showMessage } from "./messages.js";
import { go } from "./route.js";
import * as screen from "./screen.js";
import { focusOn, tell } from "./screen.js";
import { download } from "./store.js";

const kTickMs = 1000;
const kWarnings = [10, 5, 1]; // minutes left that are said aloud

let ticked = performance.now();
let warned = new Set();
let timer = 0;
let going; // the number of the exam whose clock runs

const now = () => Date.now();

// --- the exam ------------------------------------------------------------------------------------

export function showExam(options) {
  screen.showPage("exam", { now: now() }, options);
  startClock();
}

// All questions of it at a glance.
function showOverview() {
  screen.showPage("exam", { now: now(), overview: true }, { focus: false });
  focusOn("exam-title");
}

// The address has not changed, so the page is drawn anew from here.
function redrawExam() {
  showExam({ focus: false });
  focusOn("exam-title");
}

function keepItem(form) {
  const data = new FormData(form);
  const answer = ask("changeExam", {
    item: Number(form.dataset.item),
    choices: data.getAll("choice").map(Number),
    eliminated: data.getAll("eliminate").map(Number),
    flagged: data.has("flag"),
    certainty: data.get("certainty") ?? "",
    now: now(),
  });
  if (answer.ok) return true;
  if (answer.error.code === "TimeIsUp") endByTime(going);
  else tell(answer);
  return false;
}

function goToItem(item) {
  const answer = ask("examGo", { item, now: now() });
  if (!answer.ok && answer.error.code === "TimeIsUp") endByTime(going);
  else if (tell(answer)) redrawExam();
}

function showReport(number) {
  stopClock();
  go(`report=${number}`);
}

function endByTime(number) {
  stopClock();
  if (number === undefined) return;
  showMessage("The time is over. The exam was handed in.", { kind: "warn" });
  showReport(number);
}

function beginExam(form) {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] + 1;
  if (tell(ask("beginExam", { form, seed, now: now() }))) redrawExam();
}

function handIn(_data, button, event) {
  if (event.detail > 1) return; // a double click has not read what was asked
  const state = ask("examTick", { now: now(), elapsedMs: 0 });
  if (!state.ok) return;
  if (!state.open) {
    endByTime(state.exam);
    return;
  }
  const open = state.count - state.answered;
  if (open > 0 && button.dataset.asked !== "yes") {
    button.dataset.asked = "yes";
    button.textContent = `Hand in with ${open} open`;
    const questions = open === 1 ? "1 question is" : `${open} questions are`;
    say(`${questions} not answered. Press again to hand in.`);
    return;
  }
  const answer = ask("finishExam", { now: now() });
  if (tell(answer)) showReport(answer.exam);
}

function checkClock() {
  const time = performance.now();
  const answer = ask("examTick", {
    now: now(),
    elapsedMs: Math.max(0, Math.min(86400000, Math.round(time - ticked))),
  });
  ticked = time;
  if (!answer.ok) return;
  if (!answer.open) {
    endByTime(answer.exam);
    return;
  }
  going = answer.exam;
  const clock = document.getElementById("exam-clock");
  if (clock) clock.textContent = answer.remaining;
  const [hours, minutes, seconds] = answer.remaining.split(":").map(Number);
  const left = hours * 60 + minutes + (seconds > 0 ? 1 : 0);
  for (const minute of kWarnings) {
    if (left > minute || warned.has(minute)) continue;
    warned.add(minute);
    say(`${minute} ${minute === 1 ? "minute" : "minutes"} left.`);
  }
}

function startClock() {
  if (timer !== 0) return;
  ticked = performance.now();
  warned = new Set();
  timer = setInterval(checkClock, kTickMs);
}

function stopClock() {
  clearInterval(timer);
  timer = 0;
  going = undefined;
}

function examCsv(data) {
  const answer = ask("examCsv", { exam: Number(data.exam) });
  if (tell(answer)) download(answer.name, answer.text, "text/csv");
}

// --- drill and review ----------------------------------------------------------------------------

// Drill and review ask, also what was answered before.
function openQuestion(answer, nothing) {
  if (!tell(answer)) return;
  if (answer.id === "") showMessage(nothing, { kind: "good", key: "practice" });
  else go(`question=${answer.id}&again=yes`);
}

const startDrill = (filter) =>
  openQuestion(ask("startDrill", filter), "There is no question of this kind yet.");

export const practiceClicks = {
  "begin-exam": (data) => beginExam(data.form),
  "exam-go": (data) => goToItem(Number(data.item)),
  "exam-overview": showOverview,
  "finish-exam": handIn,
  "exam-report": (data) => showReport(Number(data.exam)),
  "exam-csv": examCsv,
  "new-exam": () => go("exam"),
  print: () => window.print(),
  "start-review": () =>
    openQuestion(ask("startReview", { now: now() }), "Nothing is due at the moment."),
  "drill-tag": (data) => startDrill({ tag: data.tag }),
  "next-question": (data) => {
    const answer = ask("nextQuestion", { last: data.question, now: now() });
    if (answer.ok && answer.id === "") {
      showMessage("That was all that is due.", { kind: "good", key: "practice" });
      go("review");
    } else openQuestion(answer, "");
  },
};

export const practiceForms = {
  "start-drill": (form) => {
    const data = new FormData(form);
    startDrill({
      domain: Number(data.get("domain")),
      topic: data.get("topic"),
      tag: data.get("tag"),
    });
  },
  "exam-next": (form) => {
    if (!keepItem(form)) return;
    if (form.dataset.last === "yes") showOverview();
    else goToItem(Number(form.dataset.item) + 1);
  },
};

// --- keys ----------------------------------------------------------------------------------------

const optionsShown = () => [...document.querySelectorAll("#page form.ask input[name=choice]")];

// A to F choose an option, in a question and in the exam; F flags where there is no option F, and
// Shift F always does. Enter sends the form wherever the focus is in the text.
export function practiceKey(event) {
  if (screen.isField(event.target) || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.target.id === "canvas") return false;
  const form = document.querySelector("#page form.ask");
  if (!form) return false;
  const key = event.key.toLowerCase();
  const options = optionsShown();
  const flag = form.querySelector("[name=flag]");
  if (key === "f" && flag && (event.shiftKey || options.length < 6)) {
    flag.click();
    return true;
  }
  if (/^[a-f]$/.test(key) && !event.shiftKey) {
    const input = options[key.charCodeAt(0) - 97];
    if (!input) return false;
    input.click();
    input.focus();
    return true;
  }
  const onControl = event.target.closest?.("button, a, summary");
  if (event.key === "Enter" && !onControl && options.length > 0) {
    form.requestSubmit();
    return true;
  }
  return false;
}

export function startPractice() {
  // Every change of an answer is kept at once: there is nothing to lose when the tab goes away.
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.(".exam-form");
    if (!form) return;
    const out = event.target;
    if (out.name === "eliminate" && out.checked) {
      const choice = form.querySelector(`[name=choice][value="${out.value}"]`);
      if (choice) choice.checked = false;
    }
    screen.forgetAsked();
    keepItem(form);
    screen.refresh();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && document.getElementById("exam-clock")) checkClock();
  });
}
