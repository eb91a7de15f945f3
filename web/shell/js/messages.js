// Sentences for the person: messages that stay until they are closed, and words for those who listen.
const kSpeakEveryMs = 1500;

const box = document.getElementById("messages");
const live = document.getElementById("live");
const latest = document.getElementById("latest"); // the same, for those who read the text view
const cameFrom = new WeakMap(); // message -> what had the focus when it appeared
let toSay = [];
let speaking = null;

// Takes a message away. A focus that was in it goes back to where it came from, or to the text.
function remove(message) {
  const hadFocus = message.contains(document.activeElement);
  message.remove();
  if (!hadFocus) return;
  const from = cameFrom.get(message);
  (from?.isConnected ? from : document.getElementById("page")).focus({ preventScroll: true });
}

function show(words, kind, action, key) {
  const from = document.activeElement; // before an older message with it is taken away
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
  close.addEventListener("click", () => remove(message));
  message.append(close);
  if (from !== document.body && !box.contains(from)) cameFrom.set(message, from);
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
  for (const old of [...box.children]) if (old.dataset.key === key) remove(old);
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
