// The simulation, as two WASM modules (scripts/split_module.mjs): the first has what a world that moves
// by itself needs, the rest is everything else. A function of the rest that is called before it has
// come makes it come on the spot, so what is in which module is a matter of bytes only.
const at = (path) => new URL(`../${path}`, import.meta.url).href;
const kFirst = "taskyard.wasm";
const kRest = "taskyard-rest.wasm";
const kEarly = "taskyard: the rest was called early"; // a mark on the time line, for tests

// The bytes of a file, counted as they come.
async function fetchBytes(path, progress) {
  const response = await fetch(at(path));
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  // With compression the length is that of fewer bytes than arrive, so it says nothing.
  const encoded = response.headers.get("content-encoding");
  const total = encoded ? 0 : Number(response.headers.get("content-length"));
  const chunks = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    progress(size, total);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

// The page stands still meanwhile. Binary answers are refused to a page that does not wait for them
// asynchronously, so the bytes come as characters of which the lower half counts.
function fetchBytesNow(path) {
  const request = new XMLHttpRequest();
  request.open("GET", at(path), false);
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`${path}: HTTP ${request.status}`);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}

// The table through which the modules call each other; the rest puts its functions into it.
const tableOf = (exports) =>
  Object.values(exports).find((each) => each instanceof WebAssembly.Table);

// options: those of the glue (taskyard.mjs). progress(size, total): bytes that have come; a total of 0
// is not known. Resolves to {module, loadRest}; loadRest() resolves when all is there, and is to be
// called once.
export async function loadEngine(options, progress = () => {}) {
  const [bytes, { default: createTaskyard }] = await Promise.all([
    fetchBytes(kFirst, progress),
    import(at("taskyard.mjs")),
  ]);
  let first; // exports of the first module
  let isWhole = false;
  let broken = null; // why a call was given up half-way: what it has left is not to be trusted
  const restImports = () => ({ primary: first });
  const loadRestNow = () => {
    if (isWhole) return; // somebody kept a function that stood in for one of the rest
    performance.mark(kEarly);
    try {
      new WebAssembly.Instance(new WebAssembly.Module(fetchBytesNow(kRest)), restImports());
    } catch (error) {
      broken = error;
      throw error;
    }
    isWhole = true;
  };
  const placeholder = new Proxy(
    {},
    {
      get:
        (_, slot) =>
        (...values) => {
          loadRestNow();
          return tableOf(first).get(Number(slot))(...values);
        },
    },
  );
  const module = await new Promise((resolve, reject) => {
    createTaskyard({
      ...options,
      print: () => {},
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(bytes, { ...imports, placeholder }).then(({ instance }) => {
          first = instance.exports;
          receive(instance);
        }, reject);
        return {};
      },
    }).then(resolve, reject);
  });
  const loadRest = async () => {
    const more = (size) => progress(bytes.length + size, 0); // on top of the first
    const rest = await WebAssembly.compile(await fetchBytes(kRest, more));
    if (broken) throw broken;
    if (isWhole) return;
    await WebAssembly.instantiate(rest, restImports());
    isWhole = true;
  };
  return { module, loadRest };
}
