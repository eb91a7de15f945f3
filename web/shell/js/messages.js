// Sentences for the person: messages that stay until they are closed, and words for those who listen.
const kSpeakEveryMs = 1500;

const box = document.getElementById("messages");
const live = document.getElementById("live");
const latest = document.getElementById("latest"); // the same, for those who read the text view
let toSay = [];
let speaking = null;

function show(words, kind, action, key) {
  closeMessage(key);
  const message = document.createElement("div");
  message.className = `message ${kind}`;
  message.dataset.key = key;
  words.classList.add("message-words");
  message.append(words);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", action.run);
    message.append(button);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet";
  close.textContent = "Close";
  close.addEventListener("click", () => message.remove());
  message.append(close);
  box.append(message);
  message.scrollIntoView({ block: "nearest" });
}

// text: plain text, shown as it is. action: {label, run} for a button beside it.
export function showMessage(text, { kind = "bad", action = null, key = text } = {}) {
  const words = document.createElement("p");
  words.textContent = text;
  show(words, kind, action, key);
}

// html: from C++, which escapes what stands in it.
export function showNote(html, key) {
  const words = document.createElement("div");
  words.innerHTML = html;
  show(words, "info", null, key);
}

// Of another page: what it explained is gone.
export function closeMessage(key) {
  for (const old of [...box.children]) if (old.dataset.key === key) old.remove();
}

export function showError(error, start = "") {
  const place = error.path ? ` (at ${error.path})` : "";
  showMessage(`${start}${error.message}${place}`);
}

// Another run is on screen: what was said last belongs to the one before.
export function forgetLatest() {
  latest.textContent = "";
}

export function say(sentence) {
  latest.textContent = sentence;
  toSay.push(sentence);
  if (speaking) return;
  speaking = setTimeout(() => {
    live.textContent = toSay.slice(-3).join(" ");
    toSay = [];
    speaking = null;
  }, kSpeakEveryMs);
}

// Now, for the answer to something the person just did.
export function sayNow(sentence) {
  live.textContent = sentence;
}
