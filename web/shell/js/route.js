// The address after # says what is open: #learn, #scenarios, #sandbox, #time, #luck, #advisor, #practice,
// #lesson=ID&step=ID, #question=ID (&again=yes asks what was answered), #scenario=ID&seed=N, #term=ID,
// #present (with lesson and step, or scenario), #exam, #review, #report=N, #set=CODE, #set=CODE&paper=
// handout or key. &panel=NAME after any of them shows a part of the screen: text, console, yard, timeline.
import { ask } from "./bridge.js";
import { closeMessage, showError, showMessage, showNote } from "./messages.js";
import { showExam } from "./practice.js";
import { present, stopPresenting } from "./presenter.js";
import * as screen from "./screen.js";

let here = ""; // the address of what is shown

function markTab(tab) {
  for (const link of document.querySelectorAll(".tabs a")) {
    if (link.dataset.tab === tab) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
}

function home(options) {
  markTab("learn");
  ask("place", { to: "lesson" });
  screen.showPage("home", {}, options);
}

function openLesson(id, step, options) {
  const answer = ask("startLesson", step ? { id, step } : { id });
  if (!answer.ok && answer.error.code !== "UnknownStep") {
    showError(answer.error, "This link does not work: ");
    home(options);
    return;
  }
  if (!answer.ok) showError(answer.error, "This link does not work: ");
  markTab("learn");
  screen.showPage("lessonPage", {}, options);
  screen.refresh();
}

function openQuestion(id, again, options) {
  ask("retryQuestion", { id: again ? id : "" });
  const answer = screen.showPage("questionPage", { id }, options);
  markTab("practice");
  if (!answer.ok) {
    showError(answer.error, "This link does not work: ");
    screen.showPage("practice", {}, options);
    return;
  }
  // The run of one of its options, if there is one.
  if (screen.current().trialQuestion === id) ask("place", { to: "trial" });
}

function openReport(number, options) {
  markTab("exam");
  const answer = screen.showPage("examReport", { exam: number }, options);
  if (answer.ok) return;
  showError(answer.error, "This link does not work: ");
  showExam(options);
}

function openSet(code, paper, options) {
  markTab("practice");
  const answer = paper
    ? screen.showPage("setPaper", { code, paper }, options)
    : screen.showPage("setPage", { code }, options);
  if (answer.ok) return;
  showError(answer.error, "This link does not work: ");
  screen.showPage("practice", {}, options);
}

function beginScenario(id, seed, options) {
  const request = { id };
  if (/^\d{1,15}$/.test(seed ?? "")) request.seed = Number(seed);
  const answer = ask("openScenario", request);
  if (!answer.ok) {
    showError(answer.error, "This link does not work: ");
    return;
  }
  history.replaceState({ began: id }, "");
  // Whoever chose it here wants to see it run; a link from outside waits for its reader.
  if (options.focus !== false) ask("play", { on: true });
}

// An address that was opened before (the way back, a reload) shows the run it began, not another one.
function openScenario(id, seed, options) {
  markTab("sandbox");
  ask("place", { to: "sandbox" });
  if (history.state?.began !== id || ask("poll").scenario !== id) beginScenario(id, seed, options);
  screen.showPage("sandbox", {}, options);
}

export function showTerm(id) {
  const answer = ask("term", { id });
  if (!answer.ok) {
    showError(answer.error);
    return;
  }
  showNote(answer.html, "term");
}

function openPage(what, tab, options) {
  markTab(tab);
  screen.showPage(what, {}, options);
}

function open(hash, options) {
  const words = new URLSearchParams(hash);
  const has = (key) => words.get(key);
  if (words.has("present")) {
    if (present({ lesson: has("lesson"), step: has("step"), scenario: has("scenario") })) return;
    stopPresenting();
    home(options);
    return;
  }
  stopPresenting();
  closeMessage("term");
  document.dispatchEvent(new CustomEvent("taskyard:panel", { detail: "read" }));
  if (has("lesson")) openLesson(has("lesson"), has("step"), options);
  else if (has("question")) openQuestion(has("question"), has("again"), options);
  else if (has("set")) openSet(has("set"), has("paper"), options);
  else if (has("scenario")) openScenario(has("scenario"), has("seed"), options);
  else if (words.has("sandbox")) {
    markTab("sandbox");
    ask("place", { to: "sandbox" });
    screen.showPage("sandbox", {}, options);
  } else if (words.has("practice")) {
    markTab("practice");
    screen.showPage("practice", {}, options);
  } else if (words.has("exam")) {
    markTab("exam");
    showExam(options);
  } else if (words.has("review")) {
    markTab("review");
    screen.showPage("review", { now: Date.now() }, options);
  } else if (/^\d{1,4}$/.test(has("report") ?? "")) {
    openReport(Number(has("report")), options);
  } else if (words.has("scenarios")) openPage("gallery", "scenarios", options);
  else if (words.has("time")) openPage("time", "sandbox", options);
  else if (words.has("luck")) openPage("luck", "sandbox", options);
  else if (words.has("advisor")) openPage("advisor", "sandbox", options);
  else {
    if (hash && !words.has("learn") && !words.has("term") && !words.has("panel")) {
      showMessage(`This link leads nowhere: #${hash.slice(0, 80)}. Here are the lessons.`, {
        kind: "warn",
      });
    }
    home(options);
    if (words.has("term")) showTerm(words.get("term"));
  }
  screen.refresh();
  const panel = has("panel");
  if (panel) document.dispatchEvent(new CustomEvent("taskyard:show", { detail: panel }));
}

// silent: the address changes, but what is shown is up to the caller.
export function go(hash, options = {}) {
  if (location.hash === `#${hash}`) {
    here = hash;
    if (!options.silent) open(hash, {});
    return;
  }
  if (options.silent) {
    here = hash;
    const words = new URLSearchParams(hash);
    if (!words.has("present")) markTab(words.has("sandbox") ? "sandbox" : "learn");
  }
  location.hash = hash;
}

export function startRoute() {
  const hashNow = () => decodeURIComponent(location.hash.slice(1));
  // The event comes later than the change, and one for each: two quick steps are both told when the
  // second has been shown already.
  window.addEventListener("hashchange", () => {
    let hash;
    try {
      hash = hashNow();
    } catch {
      hash = location.hash.slice(1);
    }
    if (hash === here) return;
    here = hash;
    open(hash, {});
  });
  let hash = "";
  try {
    hash = hashNow();
  } catch {
    hash = location.hash.slice(1);
  }
  here = hash;
  open(hash, { focus: false });
}
