// Plays the run of the page under other seeds, with the simulation of its own that a worker has.
//   in:  {save, place, plan: {goal, fromMs}, seeds: [...]}
//   out: {ready: true}, {seed, answer} for each seed, {problem} when nothing can be played
import { ask, attach } from "./bridge.js";

const at = (path) => new URL(`../${path}`, import.meta.url).href;

async function load() {
  const [{ default: createTaskyard }, content] = await Promise.all([
    import(at("taskyard.mjs")),
    fetch(at("content.json")).then((response) => response.text()),
  ]);
  attach(await createTaskyard({ arguments: ["--text-only"], locateFile: at, print: () => {} }));
  const answer = ask("loadContent", { text: content });
  if (!answer.ok) throw new Error(answer.error.message);
}

self.onmessage = async ({ data }) => {
  try {
    await load();
    const loaded = ask("load", { text: data.save });
    if (!loaded.ok) throw new Error(loaded.error.message);
    ask("place", { to: data.place });
    self.postMessage({ ready: true });
    for (const seed of data.seeds) {
      self.postMessage({ seed, answer: ask("luckPlay", { ...data.plan, seed }) });
    }
  } catch (error) {
    self.postMessage({ problem: String(error.message ?? error) });
  }
};
