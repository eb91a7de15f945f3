// A teacher's sets by code: opening one, making one, taking it, and its files.
import { ask } from "./bridge.js";
import { showMessage } from "./messages.js";
import { go } from "./route.js";
import { tell } from "./screen.js";
import { download } from "./store.js";

const kSeeds = 2 ** 30;
const kZipDate = new Date(2025, 0, 1); // the same files are the same bytes
const kTypes = { csv: "text/csv", handout: "text/html", key: "text/html", gift: "text/plain" };

// What is wrong with the code is said where it was typed.
function openSet(form) {
  const data = new FormData(form);
  const request = { code: data.get("code").trim() };
  if (data.get("student") !== "") request.student = Number(data.get("student"));
  const answer = ask("setCode", request);
  const field = form.elements.code;
  field.setAttribute("aria-invalid", String(!answer.ok));
  if (tell(answer)) go(`set=${answer.code}`);
  else field.focus();
}

function makeSet(form) {
  const count = Number(new FormData(form).get("count"));
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] % kSeeds;
  const answer = ask("newSet", { count, seed });
  if (tell(answer)) go(`set=${answer.code}`);
}

function beginSet(data) {
  if (tell(ask("beginSet", { code: data.code, now: Date.now() }))) go("exam");
}

// files: [{path, text}]. What makes a ZIP archive is loaded when one is wanted.
async function saveZip(name, files) {
  let fflate;
  try {
    fflate = await import("../fflate.js");
  } catch {
    showMessage("What packs the archive could not be loaded. Go online, then press it again.");
    return;
  }
  const entries = files.map(({ path, text }) => [path, fflate.strToU8(text)]);
  const bytes = fflate.zipSync(Object.fromEntries(entries), { mtime: kZipDate });
  download(name, bytes, "application/zip");
}

function saveFile(data) {
  const answer = ask("setFile", { code: data.code, file: data.file });
  if (!tell(answer)) return;
  if (data.file === "qti") {
    saveZip(`set-${answer.code}-qti.zip`, answer.files);
    return;
  }
  const [file] = answer.files;
  download(file.path, file.text, kTypes[data.file]);
}

export const setClicks = { "begin-set": beginSet, "set-file": saveFile };
export const setForms = { "open-set": openSet, "make-set": makeSet };
