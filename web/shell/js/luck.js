// The luck meter: has the present run played under many seeds by a worker. When there is no worker,
// or it dies, the page plays the rest itself, one seed between two frames: nothing is lost.
import { ask } from "./bridge.js";
import { say, showError } from "./messages.js";
import { refresh } from "./screen.js";

const kSilenceMs = 30_000; // a worker that says nothing for so long is dead

let measure = null; // {plan, seeds: not played yet, worker, timer}

function end(note = "") {
  if (!measure) return;
  clearTimeout(measure.timer);
  measure.worker?.terminate();
  measure = null;
  ask("luckNote", { note });
  refresh();
  say(note || "All seeds are played.");
}

function take(seed, answer) {
  if (!answer.ok) {
    end(`Seed ${seed} could not be played: ${answer.error.message}`);
    return;
  }
  const { met, afterMs, refused } = answer;
  ask("luckResult", { seed, met, afterMs, refused });
  measure.seeds = measure.seeds.filter((each) => each !== seed);
  if (measure.seeds.length === 0) end();
}

function playHere(reason) {
  if (!measure) return;
  clearTimeout(measure.timer);
  measure.worker?.terminate();
  measure.worker = null;
  const note = `${reason} The page plays the seeds itself and may stutter meanwhile. Cancel ends it and keeps what was played.`;
  ask("luckNote", { running: true, note });
  say(note);
  const mine = measure;
  const next = () => {
    if (measure !== mine) return;
    const [seed] = mine.seeds;
    take(seed, ask("luckPlay", { ...mine.plan, seed }));
    setTimeout(next);
  };
  setTimeout(next);
}

function watchSilence() {
  clearTimeout(measure.timer);
  measure.timer = setTimeout(
    () => playHere("The worker has not answered for half a minute."),
    kSilenceMs,
  );
}

function startWorker(message) {
  let worker;
  try {
    worker = new Worker(new URL("./luck_worker.js", import.meta.url), { type: "module" });
  } catch {
    playHere("This browser gives the page no worker.");
    return;
  }
  const mine = measure;
  mine.worker = worker;
  worker.onerror = (event) => {
    event.preventDefault();
    if (measure === mine) playHere("The worker was stopped.");
  };
  worker.onmessage = ({ data }) => {
    if (measure !== mine || mine.worker !== worker) return;
    if (data.problem) playHere(`The worker could not begin (${data.problem}).`);
    else {
      watchSilence();
      if (data.answer) take(data.seed, data.answer);
    }
  };
  worker.postMessage(message);
  watchSilence();
}

export function beginLuck(form) {
  if (measure) return;
  const data = new FormData(form);
  const goal = data.get("goal");
  const count = Number(data.get("seeds"));
  const answer = ask("luckBegin", { goal, seeds: count });
  if (!answer.ok) {
    showError(answer.error);
    return;
  }
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  measure = { plan: { goal, fromMs: answer.fromMs }, seeds, worker: null, timer: 0 };
  refresh();
  say(`Playing ${count} seeds.`);
  // The worker plays this run, not its branches.
  const save = JSON.stringify({ ...JSON.parse(ask("save").text), branches: [] });
  startWorker({ save, place: answer.place, plan: measure.plan, seeds });
}

export const cancelLuck = () => end("Cancelled. What was played so far counts.");
