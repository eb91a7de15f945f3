// Light or dark, contrast, reduced motion: from the person's choice here, else from their system.
import { ask } from "./bridge.js";
import { read, write } from "./store.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const light = matchMedia("(prefers-color-scheme: light)");
const contrast = matchMedia("(prefers-contrast: more)");
const motion = matchMedia("(prefers-reduced-motion: reduce)");

// Dark unless the person, or their system, says light.
const isDark = () => {
  const chosen = read("theme");
  if (chosen) return chosen === "dark";
  return dark.matches || !light.matches;
};

export function applyTheme() {
  const root = document.documentElement;
  root.dataset.theme = isDark() ? "dark" : "light";
  if (contrast.matches) root.dataset.contrast = "more";
  else delete root.dataset.contrast;
  const button = document.querySelector("[data-action=theme]");
  button.textContent = isDark() ? "Light" : "Dark";
  button.setAttribute("aria-pressed", String(!isDark()));
  button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  ask("preferences", {
    dark: isDark(),
    contrast: contrast.matches,
    reducedMotion: motion.matches,
  });
}

export function toggleTheme() {
  write("theme", isDark() ? "light" : "dark");
  applyTheme();
}

export function startTheme() {
  applyTheme();
  for (const query of [dark, contrast, motion]) query.addEventListener("change", applyTheme);
}
