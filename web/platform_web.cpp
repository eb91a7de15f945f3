#include "platform.h"

#include <emscripten.h>
#include <emscripten/html5.h>

// clang-format off
// (JavaScript follows.)

// The size comes from a ResizeObserver in device pixels where the browser can tell (every current
// one but Safari), so that one pixel of ours is one of the screen at any zoom.
EM_JS(void, tyWatchCanvas, (), {
  const canvas = document.getElementById("canvas");
  const tell = (width, height) => Module["_ty_resize"](width, height, window.devicePixelRatio || 1);
  const tellByCss = () => {
    const ratio = window.devicePixelRatio || 1;
    tell(Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio));
  };
  const observer = new ResizeObserver((entries) => {
    const size = entries[entries.length - 1].devicePixelContentBoxSize;
    const expected = canvas.clientWidth * (window.devicePixelRatio || 1);
    // Emulated devices report the size without their own pixel ratio.
    if (size && Math.abs(size[0].inlineSize - expected) <= 2) {
      tell(size[0].inlineSize, size[0].blockSize);
    } else {
      tellByCss();
    }
  });
  try {
    observer.observe(canvas, { box: "device-pixel-content-box" });
  } catch (error) {
    observer.observe(canvas);
    window.addEventListener("resize", tellByCss);
  }
  tellByCss();

  // SDL swallows every key it sees. Those that belong to the browser or to the page keep their
  // meaning: preventDefault does nothing while SDL's listener runs.
  const ours = (event) => {
    const functionKey = event.key.length > 1 && event.key[0] === "F";
    if (event.key === "Tab" || functionKey) return false;
    if (event.ctrlKey || event.metaKey) return ["z", "y"].includes(event.key.toLowerCase());
    return !event.altKey;
  };
  for (const name of ["keydown", "keyup", "keypress"]) {
    canvas.addEventListener(name, (event) => {
      if (!ours(event)) event.preventDefault = () => {};
    }, true);
    canvas.addEventListener(name, (event) => { delete event.preventDefault; });
  }
  // A click focuses the canvas, although SDL keeps the browser from doing so.
  canvas.addEventListener("mousedown", () => {
    canvas.focus({ preventScroll: true, focusVisible: false });
  });
});

EM_JS(void, tyCopy, (const char* text), {
  const words = UTF8ToString(text);
  const byHand = () => {
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(words).catch(byHand);
  else byHand();
});

EM_JS(void, tyReportProblem, (const char* text), {
  const canvas = document.getElementById("canvas");
  const reason = UTF8ToString(text);
  if (reason) canvas.dataset.problem = reason;
  else delete canvas.dataset.problem;
  canvas.dispatchEvent(new CustomEvent("taskyardproblem", { detail: reason, bubbles: true }));
});

// clang-format on

namespace taskyard {

void watchCanvas() { tyWatchCanvas(); }

void setDrawingBufferSize(const CanvasSize& size) {
  emscripten_set_canvas_element_size("#canvas", size.deviceWidth, size.deviceHeight);
}

void copyToClipboard(const char* text) { tyCopy(text); }

void reportPictureProblem(const std::string& reason) { tyReportProblem(reason.c_str()); }

}  // namespace taskyard
