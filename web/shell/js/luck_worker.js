// Plays the run of the page under other seeds, with the simulation of its own that a worker has.
//   in:  {save, place, plan: {goal, fromMs}, seeds: [...]}
//   out: {ready: true}, {seed, answer} for each seed, {problem} when nothing can be played
import { ask, attach } from "./bridge.js";
import { loadEngine } from "./engine.js";

async function load() {
  const [engine, content] = await Promise.all([
    loadEngine({ arguments: ["--text-only"] }),
    fetch(new URL("../content.json", import.meta.url)).then((response) => response.text()),
  ]);
  await engine.loadRest();
  attach(engine.module);
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
