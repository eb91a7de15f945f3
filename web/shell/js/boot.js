// Starts everything: loads the simulation, with progress, then the parts of the page. Whatever goes
// wrong is a sentence, and what can still be read stays readable.
import { startActions } from "./actions.js";
import { ask, attach } from "./bridge.js";
import { startConsole } from "./console.js";
import { startDrop } from "./drop.js";
import { restore, startKeeping } from "./keep.js";
import { say, showMessage } from "./messages.js";
import { startNews } from "./news.js";
import { startOffline } from "./offline.js";
import { startPractice } from "./practice.js";
import { startPresenter } from "./presenter.js";
import { startRoute } from "./route.js";
import { isTextView, onPoll, refresh, setTextView, showPage, startPolling } from "./screen.js";
import { startTextView } from "./textview.js";
import { applyTheme, startTheme } from "./theme.js";
import { startShow } from "./welcome.js";

const canvas = document.getElementById("canvas");
const loading = document.getElementById("loading");
const loadingSize = document.getElementById("loading-size"); // not read out: it changes all the time
const loadingBar = document.getElementById("loading-bar");

const at = (path) => new URL(`../${path}`, import.meta.url);

// The bytes of a file, counted as they come.
async function fetchBytes(path, progress) {
  const response = await fetch(at(path));
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  // With compression the length is that of fewer bytes than arrive, so it says nothing.
  const encoded = response.headers.get("content-encoding");
  const total = encoded ? 0 : Number(response.headers.get("content-length"));
  const chunks = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    progress(size, total);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

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

async function loadEngine(picture) {
  const [bytes, { default: createTaskyard }] = await Promise.all([
    fetchBytes("taskyard.wasm", showProgress),
    import(at("taskyard.mjs").href),
  ]);
  return createTaskyard({
    canvas,
    wasmBinary: bytes.buffer,
    arguments: picture ? [] : ["--text-only"],
    locateFile: (name) => at(name).href,
    print: () => {},
  });
}

async function loadContent() {
  const response = await fetch(at("content.json"));
  if (!response.ok) throw new Error(`content.json: HTTP ${response.status}`);
  const answer = ask("loadContent", { text: await response.text() });
  if (!answer.ok) throw new Error(answer.error.message);
  if (answer.problems.length > 0) {
    showMessage(`Some of the lessons could not be read: ${answer.problems.join("; ")}`, {
      kind: "warn",
    });
  }
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
    module = await loadEngine(picture);
    attach(module);
    await loadContent();
  } catch (error) {
    loading.hidden = true;
    showMessage(
      `The simulation could not be started (${error.message}). The lessons can still be read; reload the page to try again.`,
      { action: { label: "Reload", run: () => location.reload() } },
    );
    return; // nor is what was kept touched: without the lessons not all of it could be read
  }
  loading.remove();
  startTheme();
  startActions();
  startConsole();
  startTextView();
  startPresenter();
  startPractice();
  startNews();
  const firstVisit = !restore();
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
  if (firstVisit && location.hash === "") startShow();
  startPolling();
  startKeeping();
  watchFirstTask();
  openDoor(module);
  document.documentElement.dataset.ready = "yes";
  startOffline();
}

boot();
