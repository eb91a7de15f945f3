// Dark, unless the person chose light here; contrast and reduced motion as their system says.
import { ask } from "./bridge.js";
import { read, write } from "./store.js";

const contrast = matchMedia("(prefers-contrast: more)");
const motion = matchMedia("(prefers-reduced-motion: reduce)");

// Not read again: a browser that keeps nothing changes its colours all the same.
let dark = read("theme") !== "light";

export function applyTheme() {
  const root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  // A projector washes colours out.
  const strong = contrast.matches || document.body.classList.contains("presenting");
  if (strong) root.dataset.contrast = "more";
  else delete root.dataset.contrast;
  const button = document.querySelector("[data-action=theme]");
  button.textContent = dark ? "Light" : "Dark";
  button.setAttribute("aria-pressed", String(!dark));
  button.setAttribute("aria-label", dark ? "Use light colours" : "Use dark colours");
  ask("preferences", { dark, contrast: strong, reducedMotion: motion.matches });
}

export function toggleTheme() {
  dark = !dark;
  write("theme", dark ? "dark" : "light");
  applyTheme();
}

export function startTheme() {
  applyTheme();
  for (const query of [contrast, motion]) query.addEventListener("change", applyTheme);
}
