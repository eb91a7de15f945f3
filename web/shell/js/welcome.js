// A first visit: beside the text a world moves by itself, so that one sees what this is about. It is
// put away when the person starts something, and rests when nobody does.
import { ask } from "./bridge.js";
import { onPoll } from "./screen.js";

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

// The show's world, which comes before all other content. null: it is not wanted, or not to be had,
// and the page starts without it.
export async function fetchShow() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
  try {
    const response = await fetch(new URL("../show.json", import.meta.url));
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

// Whether it moves now.
export function startShow(text) {
  showing =
    text !== null &&
    ask("loadContent", { text }).ok &&
    ask("openScenario", { id: kShow }).ok &&
    ask("speed", { speed: kSpeed }).ok &&
    ask("play", { on: true }).ok;
  return showing;
}

// Once the person can do something.
export function watchShow() {
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
