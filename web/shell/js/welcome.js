// A first visit: beside the text a world moves by itself, so that one sees what this is about. It is
// put away when the person starts something, and rests when nobody does.
import { ask } from "./bridge.js";
import { onPoll, refresh } from "./screen.js";

const kShow = "public-web";
const kRestAfterMs = 90_000; // nobody looks that long without a click
const kSpeed = 10;

let showing = false;

// What is shown is nobody's work, so it is not kept.
export const isShowing = () => showing;

// True once: the show's run is in the sandbox and nobody has touched it.
export function putShowAway() {
  if (!showing) return false;
  showing = false;
  ask("openScenario", { id: "" });
  return true;
}

export function startShow() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  if (!ask("openScenario", { id: kShow }).ok) return;
  ask("speed", { speed: kSpeed });
  ask("play", { on: true });
  showing = true;
  refresh();
  const began = performance.now();
  onPoll((now) => {
    if (!showing) return;
    // A command, a lesson, another world: the run is the person's now.
    if (now.canUndo || now.place !== "sandbox" || now.scenario !== kShow) showing = false;
    else if (now.playing && performance.now() - began > kRestAfterMs) {
      ask("play", { on: false });
      showing = false;
    }
  });
}
