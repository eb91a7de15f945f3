// Starts everything: loads the simulation, with progress, then the parts of the page. Whatever goes
// wrong is a sentence, and what can still be read stays readable.
import { startActions } from "./actions.js";
import { ask, attach } from "./bridge.js";
import { startConsole } from "./console.js";
import { startDrop } from "./drop.js";
import { loadEngine } from "./engine.js";
import { hasKept, restore, startKeeping } from "./keep.js";
import { say, showMessage } from "./messages.js";
import { startNews } from "./news.js";
import { startOffline } from "./offline.js";
import { startPractice } from "./practice.js";
import { startPresenter } from "./presenter.js";
import { startRoute } from "./route.js";
import { isTextView, onPoll, refresh, setTextView, showPage, startPolling } from "./screen.js";
import { startTextView } from "./textview.js";
import { applyTheme, startTheme } from "./theme.js";
import { fetchShow, startShow, watchShow } from "./welcome.js";

const canvas = document.getElementById("canvas");
const loading = document.getElementById("loading");
const loadingSize = document.getElementById("loading-size"); // not read out: it changes all the time
const loadingBar = document.getElementById("loading-bar");

function showProgress(size, total) {
  loadingSize.textContent = `${(size / 1024 / 1024).toFixed(1)} MB`;
  if (total > 0) loadingBar.value = size / total;
}

function hasWebGl() {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

// Without a picture the text view takes its place, and this clock that of the canvas.
function useTextOnly(reason) {
  document.body.classList.add("text-only");
  const words = document.getElementById("text-view-reason");
  words.textContent = reason;
  words.hidden = false;
  setTextView(true);
  document.querySelector("[data-action=text-view]").hidden = true;
}

function driveTime() {
  let last = performance.now();
  const tick = (time) => {
    const elapsed = Math.max(0, Math.min(1000, Math.round(time - last)));
    last = time;
    ask("frame", { elapsedMs: elapsed });
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

async function fetchContent() {
  const response = await fetch(new URL("../content.json", import.meta.url));
  if (!response.ok) throw new Error(`content.json: HTTP ${response.status}`);
  return response.text();
}

function takeContent(text) {
  const answer = ask("loadContent", { text });
  if (!answer.ok) throw new Error(answer.error.message);
  if (answer.problems.length > 0) {
    showMessage(`Some of the lessons could not be read: ${answer.problems.join("; ")}`, {
      kind: "warn",
    });
  }
}

// First what a first visit sees, which is a good deal less than the whole: on a slow line the world
// moves while the rest is fetched. Until all is there nobody can do anything that could be lost.
async function load(picture) {
  const show = picture && !hasKept() && location.hash === "" ? fetchShow() : null;
  const engine = await loadEngine(
    { canvas, arguments: picture ? [] : ["--text-only"] },
    showProgress,
  );
  attach(engine.module);
  startTheme();
  if (show && startShow(await show)) loading.hidden = true;
  const [content] = await Promise.all([fetchContent(), engine.loadRest()]);
  takeContent(content);
  return engine.module;
}

let textInstead = false; // the text view is shown for want of a picture, not because it was chosen

// The picture could not be made, was taken away, or ("") is back. The run goes on in any case.
function onPictureProblem(reason) {
  if (reason) {
    textInstead ||= !isTextView();
    showMessage(`${reason} The text view shows everything until the picture is back.`, {
      kind: "warn",
      key: "picture",
    });
    setTextView(true);
    return;
  }
  showMessage("The picture is back.", { kind: "good", key: "picture" });
  if (textInstead) setTextView(false);
  textInstead = false;
}

// For tests and teachers: the same door that the page uses.
function openDoor(module) {
  window.taskyard = {
    api: (service, operation, input = {}) => {
      const answer = ask("api", { service, operation, input });
      refresh();
      return answer;
    },
    hash: () => ask("hash").hash,
    advance: (seconds) => {
      const answer = ask("advance", { seconds });
      refresh();
      return answer;
    },
    text: () => ask("text").text,
    frameCost: (frames) => module._ty_frame_cost(frames),
  };
}

// The first visit: say aloud what is seen when the first task runs.
function watchFirstTask() {
  let told = false;
  onPoll((now) => {
    if (told || now.running === 0) return;
    told = true;
    say(`${now.running} running now.`);
  });
}

async function boot() {
  applyTheme();
  const picture = hasWebGl();
  let module;
  try {
    module = await load(picture);
  } catch (error) {
    loading.hidden = true;
    showMessage(
      `The simulation could not be started (${error.message}). The lessons can still be read; reload the page to try again.`,
      { action: { label: "Reload", run: () => location.reload() } },
    );
    return; // nor is what was kept touched: without the lessons not all of it could be read
  }
  loading.remove();
  canvas.inert = false;
  startActions();
  startConsole();
  startTextView();
  startPresenter();
  startPractice();
  startNews();
  restore();
  startDrop({ loaded: () => showPage("home", {}, { focus: false }) });
  for (const control of document.querySelectorAll(".transport :disabled")) control.disabled = false;
  if (picture) {
    if (canvas.dataset.problem) onPictureProblem(canvas.dataset.problem);
    canvas.addEventListener("taskyardproblem", (event) => onPictureProblem(event.detail));
  } else {
    useTextOnly(
      "This browser shows no 3D graphics (WebGL 2), so the picture is left out. Everything on it is here as text, and everything else works.",
    );
    driveTime();
  }
  startRoute();
  watchShow();
  startPolling();
  startKeeping();
  watchFirstTask();
  openDoor(module);
  document.documentElement.dataset.ready = "yes";
  startOffline();
}

boot();
