// The only place that talks to C++: one JSON request in, one JSON answer out.
let engine = null;

export function attach(module) {
  engine = module;
}

// Returns the answer: {ok: true, ...} or {ok: false, error: {code, message, path}}.
export function ask(what, details = {}) {
  if (!engine) {
    return { ok: false, error: { code: "NotReady", message: "The simulation is still loading." } };
  }
  const text = JSON.stringify({ do: what, ...details });
  const size = engine.lengthBytesUTF8(text) + 1;
  const address = engine._malloc(size);
  if (!address) {
    return {
      ok: false,
      error: { code: "TooLarge", message: "There is not enough memory for this." },
    };
  }
  try {
    engine.stringToUTF8(text, address, size);
    return JSON.parse(engine.UTF8ToString(engine._ty_call(address)));
  } catch (error) {
    return { ok: false, error: { code: "Broken", message: `The simulation stopped: ${error}` } };
  } finally {
    engine._free(address);
  }
}
