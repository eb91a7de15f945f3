// What a lesson has to say is brought into view: words on something the learner did, and the goal when
// it is reached. Only the pane scrolls. Where another panel is open, as on a phone, the tab that leads
// to the words gets a mark.
import { onPoll } from "./screen.js";

const kMargin = 16; // px kept free around what is brought into view

const pane = document.getElementById("pane");
const page = document.getElementById("page");
const tab = document.querySelector(".panel-tabs [data-panel=read]");

let seen = { step: "", notices: 0, reached: false };

// Measured, not remembered: the observer below tells a frame later, and a mark that is not set now is
// never set.
function isPaneSeen() {
  const { left, right, width } = pane.getBoundingClientRect();
  return Math.min(right, innerWidth) - Math.max(left, 0) > width / 2;
}

function bringIntoView(first, last) {
  const view = pane.getBoundingClientRect();
  const above = first.getBoundingClientRect().top - view.top - kMargin;
  const below = last.getBoundingClientRect().bottom - view.bottom + kMargin;
  if (above >= 0 && below <= 0) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Its end, but never so that its beginning is lost.
  const by = above > 0 ? Math.min(above, below) : above;
  pane.scrollBy({ top: by, behavior: calm ? "instant" : "smooth" });
}

function present() {
  const lesson = page.querySelector(".lesson[data-step]");
  return {
    step: lesson ? `${lesson.dataset.lesson}/${lesson.dataset.step}` : "",
    notices: page.querySelectorAll("#feedback .notice").length,
    reached: page.querySelector(".goal.reached") !== null,
  };
}

// The first and the last element of what is new, or nothing.
function newest(now) {
  if (now.step === "" || now.step !== seen.step) return null;
  if (now.reached && !seen.reached) {
    return [page.querySelector(".goal"), page.querySelector(".step-nav")];
  }
  if (now.notices > seen.notices) {
    const notice = page.querySelector("#feedback .notice:last-child");
    return [notice, notice];
  }
  return null;
}

export function startNews() {
  new IntersectionObserver(
    (entries) => {
      if (entries.at(-1).isIntersecting) delete tab.dataset.news;
    },
    { threshold: 0.5 },
  ).observe(pane);
  onPoll((_answer, changed) => {
    if (!changed) return;
    const now = present();
    const news = newest(now);
    seen = now;
    if (!news) return;
    bringIntoView(...news);
    if (!isPaneSeen()) tab.dataset.news = "yes";
  });
}
