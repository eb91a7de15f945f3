// The text view's search: shows the lines that hold all the words, with the headings they stand
// under.
import { sayNow } from "./messages.js";

const field = document.getElementById("facts-filter");
const facts = document.getElementById("facts");
const found = document.getElementById("facts-found");

function matches(line, words) {
  const text = line.textContent.toLowerCase();
  return words.every((word) => text.includes(word));
}

function filterFacts() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const line of facts.querySelectorAll("li")) {
    // A line with a match below it stays, so that one sees what it belongs to.
    const hit = words.length === 0 || matches(line, words);
    line.hidden = !hit;
    if (hit && !line.querySelector("li")) count += 1;
  }
  for (const heading of facts.querySelectorAll("h3")) {
    const list = heading.nextElementSibling;
    heading.hidden = Boolean(list) && !list.querySelector("li:not([hidden])");
  }
  found.textContent = words.length === 0 ? "" : count === 1 ? "1 line" : `${count} lines`;
}

export function startTextView() {
  field.addEventListener("input", () => {
    filterFacts();
    if (field.value) sayNow(`${found.textContent} found.`);
  });
  document.addEventListener("taskyard:facts", filterFacts);
}
