// What clicking does. Every control that C++ or index.html writes has a data-action; one listener on
// the document finds the function here, so pages can change at any time.
import { ask } from "./bridge.js";
import { runText, setLine } from "./console.js";
import { showDropped } from "./drop.js";
import { beginLuck, cancelLuck } from "./luck.js";
import { sayNow, showMessage } from "./messages.js";
import { practiceClicks, practiceForms, practiceKey } from "./practice.js";
import * as presenter from "./presenter.js";
import { go, showTerm } from "./route.js";
import * as screen from "./screen.js";
import { focusOn, tell } from "./screen.js";
import { setClicks, setForms } from "./sets.js";
import { copyText, download } from "./store.js";
import { toggleTheme } from "./theme.js";
import { putShowAway } from "./welcome.js";

const help = document.getElementById("help");

function markPanel(panel) {
  document.body.dataset.panel = panel;
  for (const button of document.querySelectorAll(".panel-tabs button")) {
    button.setAttribute("aria-pressed", String(button.dataset.panel === panel));
  }
}

function showPanel(panel) {
  markPanel(panel);
  const ids = { read: "pane", console: "console", stage: "stage" };
  document.getElementById(ids[panel]).scrollIntoView({ inline: "start", block: "nearest" });
}

const onPhone = () => getComputedStyle(document.querySelector(".panel-tabs")).display !== "none";

// --- lessons and questions -----------------------------------------------------------------------

function goStep(what, details) {
  const answer = ask(what, details);
  if (!tell(answer)) return;
  screen.showPage("lessonPage");
  const { lesson, step } = screen.current();
  go(`lesson=${lesson}&step=${step}`, { silent: true });
}

function answerForm(what, form, details = {}) {
  const data = new FormData(form);
  const request = { ...details, choices: data.getAll("choice").map(Number) };
  if (data.has("number")) {
    const number = Number(data.get("number"));
    delete request.choices;
    if (data.get("number") !== "" && Number.isSafeInteger(number)) request.number = number;
  }
  if (data.has("certainty")) request.certainty = data.get("certainty");
  const answer = ask(what, request);
  if (tell(answer) && answer.taken) focusOn("ask-verdict");
}

function runOption(data) {
  const answer = ask("runOption", { id: data.question, option: Number(data.option) });
  tell(answer);
}

// --- the form of a service -----------------------------------------------------------------------

function serviceFields(form) {
  const data = new FormData(form);
  const count = Number(data.get("desiredCount"));
  return {
    cluster: data.get("cluster"),
    serviceName: data.get("serviceName"),
    taskDefinition: data.get("taskDefinition"),
    desiredCount: Number.isSafeInteger(count) ? count : 0,
    subnets: data.getAll("subnet"),
    assignPublicIp: data.has("assignPublicIp"),
  };
}

function previewService(form) {
  const answer = ask("createService", { ...serviceFields(form), send: false });
  document.getElementById("service-command").textContent = answer.ok ? answer.command : "";
}

function openServiceForm() {
  const answer = ask("serviceForm");
  if (!tell(answer)) return;
  showPanel("read");
  showDropped(answer.html);
  const form = document.querySelector("#dropped form");
  if (!form) return;
  previewService(form);
  form.addEventListener("input", () => previewService(form));
}

function createService(form) {
  if (tell(ask("createService", { ...serviceFields(form), send: true }))) {
    showDropped("");
    ask("play", { on: true });
    focusOn("page");
  }
}

let targetTimer = 0;

function showTarget(target) {
  if (target === "service" && screen.current().services === 0) {
    openServiceForm();
    return;
  }
  if (target === "console") {
    showPanel("console");
    focusOn("line");
    return;
  }
  if (presenter.isPresenting()) {
    presenter.setSpotlight(true, target);
    return;
  }
  tell(ask("show", { target }));
  if (onPhone()) showPanel("stage");
  clearTimeout(targetTimer);
  targetTimer = setTimeout(() => ask("show", { target: "" }), 4000);
}

// --- files -----------------------------------------------------------------------------------------

function save() {
  const answer = ask("save");
  if (!tell(answer)) return;
  download("taskyard-save.json", answer.text);
}

function startDemo() {
  putShowAway();
  const answer = ask("startDemo");
  go("sandbox", { silent: true });
  screen.showPage("sandbox");
  // Who has started a task wants to see it run.
  if (tell(answer) && onPhone()) showPanel("stage");
}

function runDropped() {
  putShowAway();
  const answer = ask("runDropped");
  if (tell(answer)) showDropped("");
  go("sandbox", { silent: true });
  screen.showPage("sandbox");
}

// --- branches, why ---------------------------------------------------------------------------------

// Does it, and puts the focus on what came of it.
function onTimePage(what, details, focusId) {
  if (!tell(ask(what, details))) return;
  if (focusId) focusOn(focusId);
}

function branchHere() {
  const answer = ask("branchHere");
  if (!tell(answer)) return;
  sayNow(`${answer.name} is kept.`);
  if (screen.shownPage().what === "time") return;
  showMessage(`${answer.name} is kept. Go on, then compare.`, {
    kind: "good",
    key: "branch",
    action: { label: "Time and branches", run: () => go("time") },
  });
}

async function copyCommand(data, button) {
  if (!(await copyText(data.command))) return;
  sayNow("Copied."); // the button has a name of its own, which stays
  const before = button.textContent;
  if (before === "Copied") return; // pressed again before its own words were back
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = before;
  }, 1500);
}

const kClicks = {
  ...practiceClicks,
  ...setClicks,
  play: () => tell(ask("play")),
  step: () => tell(ask("step")),
  undo: () => tell(ask("undo")),
  "start-demo": startDemo,
  "branch-here": branchHere,
  "compare-branch": (data) =>
    onTimePage("compareBranch", { index: Number(data.index) }, "compare-title"),
  "take-branch": (data) => onTimePage("takeBranch", { index: Number(data.index) }, "page-title"),
  "drop-branch": (data) => onTimePage("dropBranch", { index: Number(data.index) }, "page-title"),
  "close-comparison": () => onTimePage("closeComparison", {}, "page-title"),
  why: (data) => onTimePage("why", { event: Number(data.event) }, "why-title"),
  "close-why": () => onTimePage("why", {}, "page-title"),
  without: (data) => onTimePage("without", { event: Number(data.event) }, "why-title"),
  "go-to": (data) => {
    ask("play", { on: false });
    tell(ask("goTo", { ms: Number(data.ms) }));
  },
  present: presenter.presentThis,
  "present-next": presenter.next,
  "present-previous": presenter.previous,
  "present-blank": presenter.toggleBlank,
  "present-notes": presenter.toggleNotes,
  "present-view": presenter.nextView,
  "present-reveal": presenter.reveal,
  "present-spotlight": presenter.toggleSpotlight,
  "end-present": presenter.endPresenting,
  "next-step": () => goStep("nextStep"),
  "previous-step": () => goStep("goStep", { index: screen.current().stepIndex - 1 }),
  "go-step": (data) => goStep("goStep", { index: Number(data.step) }),
  hint: () => tell(ask("hint")),
  solution: () => tell(ask("solution")),
  "restart-step": () => tell(ask("restartStep")),
  lessons: () => go("learn"),
  practice: () => go("practice"),
  "keep-run": () => {
    tell(ask("keepRun"));
    go("sandbox");
  },
  "retry-question": (data) => {
    tell(ask("retryQuestion", { id: data.question }));
    focusOn("stem");
  },
  "run-option": runOption,
  "run-command": (data) => runText(data.command),
  "use-command": (data) => {
    if (onPhone()) showPanel("console");
    setLine(data.command.trim());
  },
  "copy-command": copyCommand,
  "copy-script": async () => {
    help.close(); // it would cover what is said
    const answer = ask("script");
    if (answer.ok && (await copyText(answer.text))) {
      showMessage("The session is on the clipboard, as a shell script.", { kind: "good" });
    }
  },
  "copy-text": async (_data, button) => {
    const answer = ask("text");
    if (answer.ok) await copyCommand({ command: answer.text }, button);
  },
  show: (data) => showTarget(data.target),
  save,
  "choose-file": () => document.getElementById("file").click(),
  "run-dropped": runDropped,
  "close-dropped": () => {
    ask("closeDropped");
    showDropped("");
    focusOn("page");
  },
  "text-view": () => {
    screen.setTextView(!screen.isTextView());
    if (screen.isTextView()) {
      if (onPhone()) showPanel("stage");
      focusOn("text-view-title");
    }
  },
  theme: toggleTheme,
  panel: (data) => showPanel(data.panel),
  help: () => help.showModal(),
  "close-help": () => help.close(),
  "luck-cancel": cancelLuck,
};

const kForms = {
  ...practiceForms,
  ...setForms,
  "create-service": createService,
  answer: (form) => answerForm("answer", form),
  "answer-question": (form) =>
    answerForm("answerQuestion", form, { id: form.dataset.question, at: Date.now() }),
  "luck-begin": beginLuck,
  "open-scenario": (form) => {
    const data = new FormData(form);
    const seed = data.get("seed");
    const request = { id: data.get("scenario") };
    if (/^\d{1,15}$/.test(seed)) request.seed = Number(seed);
    if (tell(ask("openScenario", request))) {
      showMessage("A new run. What you did in the one before is kept under Time, as a branch.", {
        kind: "good",
        key: "begin",
      });
    }
  },
};

function onShortcut(event) {
  if (help.open) return; // what is behind it waits
  const key = event.key;
  if (event.ctrlKey && key === " ") kClicks.play();
  else if (event.ctrlKey && key === ".") kClicks.step();
  else if (event.ctrlKey && key.toLowerCase() === "k") {
    showPanel("console");
    focusOn("line");
  } else if (key === "?" && !screen.isField(event.target) && event.target.id !== "canvas") {
    help.showModal();
  } else if (!practiceKey(event)) return;
  event.preventDefault();
}

export function startActions() {
  document.addEventListener("click", (event) => {
    const term = event.target.closest?.("a[href^='#term=']");
    if (term) {
      event.preventDefault();
      showTerm(decodeURIComponent(term.hash.slice(6)));
      return;
    }
    if (event.target.closest?.(".skip")) {
      event.preventDefault(); // what follows # is what is open, and that stays
      focusOn("page");
      return;
    }
    const control = event.target.closest?.("[data-action]");
    if (!control || control.tagName === "FORM" || control.disabled) return;
    kClicks[control.dataset.action]?.(control.dataset, control, event);
  });
  document.addEventListener("submit", (event) => {
    const run = kForms[event.target.dataset?.action];
    if (!run) return;
    event.preventDefault();
    run(event.target);
  });
  document.getElementById("speed").addEventListener("change", (event) => {
    tell(ask("speed", { speed: Number(event.target.value) }));
  });
  document.addEventListener("keydown", onShortcut);
  document.addEventListener("taskyard:panel", (event) => {
    if (onPhone()) showPanel(event.detail);
  });
  document.addEventListener("taskyard:show", (event) => {
    if (event.detail === "text") {
      screen.setTextView(true);
      if (onPhone()) showPanel("stage");
    } else showTarget(event.detail);
  });
  // Swiping between the panels on a phone.
  const work = document.getElementById("work");
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting || !onPhone()) continue;
        markPanel({ pane: "read", console: "console", stage: "stage" }[entry.target.id]);
      }
    },
    { root: work, threshold: 0.6 },
  );
  for (const id of ["pane", "console", "stage"]) watcher.observe(document.getElementById(id));
}
