// Start-up of the page's picture, and its one frame.
//
// Drawn on demand: a frame is asked for by input, by a change of the run, by a new size, and by
// itself while time passes or something moves. A page at rest draws nothing.
// Without WebGL, or while the browser has taken the graphics away, the run goes on without a
// picture. With the argument --text-only the page drives the run itself (bridge: "frame").

#include <algorithm>
#include <cfloat>
#include <cstring>

#include <emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>
#include <SDL.h>

#include "app/bridge.h"
#include "generated/fonts.h"
#include "panels/canvas.h"
#include "platform.h"
#include "renderer.h"
#include "theme.h"

namespace {

using namespace taskyard;

constexpr double kFrameMs = 1000.0 / 60.0;
constexpr double kLongestFrameMs = 64.0;  // of motion: after a pause things go on, not jump
constexpr int kFramesAfterWake = 3;       // Dear ImGui settles hovering and scrolling in two
constexpr double kLookMs = 80.0;          // how often a resting page looks whether the run changed

// Everything the page's picture is made of. One object, made by main and never destroyed.
struct Page {
  SDL_Window* window = nullptr;
  bool hasPicture = false;  // a WebGL context exists and is not lost
  CanvasSize size;
  CanvasSize applied;
  float fontScale = 0.0f;
  double fontRatio = 0.0;
  float fontLargeBy = 0.0f;
  FontSet fonts;
  ImU32 ground = 0;
  Renderer renderer;
  PanelMemory memory;
  bool scheduled = false;
  int framesLeft = 0;
  double lastFrameAt = 0.0;
  bool resting = true;
  std::uint64_t drawnRevision = 0;
};

Page* page = nullptr;

EM_BOOL onFrame(double now, void* unused);

void wake(int frames = kFramesAfterWake) {
  page->framesLeft = std::max(page->framesLeft, frames);
  if (page->scheduled) return;
  page->scheduled = true;
  emscripten_request_animation_frame(onFrame, nullptr);
}

int onSdlEvent(void*, SDL_Event* event) {
  // SDL puts a mark of its own into the queue whenever it is asked for events.
  if (event->type != SDL_POLLSENTINEL) wake();
  return 0;
}

// Fonts are baked for one size in device pixels; another zoom or text size bakes them again.
void refreshFonts(float scale) {
  const float largeBy = page->memory.yard.largeBy;
  if (page->fontScale == scale && page->fontRatio == page->size.pixelRatio &&
      page->fontLargeBy == largeBy) {
    return;
  }
  page->fontLargeBy = largeBy;
  page->fontScale = scale;
  page->fontRatio = page->size.pixelRatio;
  const FontFiles files{kFontRegular, kFontRegularSize, kFontSemiBold, kFontSemiBoldSize};
  page->fonts = buildFonts(*ImGui::GetIO().Fonts, files, scale,
                           static_cast<float>(page->size.pixelRatio), largeBy);
  page->renderer.uploadFonts(*ImGui::GetIO().Fonts);
}

void refreshSize() {
  if (page->applied == page->size) return;
  page->applied = page->size;
  const auto css = [](int device) {
    return std::max(1, static_cast<int>(device / page->size.pixelRatio + 0.5));
  };
  SDL_SetWindowSize(page->window, css(page->size.deviceWidth), css(page->size.deviceHeight));
  setDrawingBufferSize(page->size);  // SDL's own rounding may be a pixel off
}

// Everything of a frame but the graphics card's part. REQUIRES: fonts and size are up to date.
void buildPicture(App& app, float elapsedMs) {
  const Theme theme = makeTheme(app.ui(), page->fonts);
  applyTheme(theme, ImGui::GetStyle());

  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  const auto ratio = static_cast<float>(page->size.pixelRatio);
  io.DisplaySize = {static_cast<float>(page->size.deviceWidth) / ratio,
                    static_cast<float>(page->size.deviceHeight) / ratio};
  io.DisplayFramebufferScale = {ratio, ratio};
  ImGui::NewFrame();
  drawCanvas({app, theme, page->memory, elapsedMs});
  ImGui::Render();
  page->ground = theme[tokens::kBg];
}

void draw(App& app, float elapsedMs) {
  refreshSize();
  refreshFonts(std::clamp(app.ui().scale, 0.75f, 3.0f));
  buildPicture(app, elapsedMs);
  page->renderer.draw(*ImGui::GetDrawData(), page->size, page->ground);
}

// SDL shows one finger as a mouse; what two do is ours.
void takeFinger(const SDL_Event& event) {
  if (event.type != SDL_FINGERDOWN && event.type != SDL_FINGERMOTION &&
      event.type != SDL_FINGERUP) {
    return;
  }
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const ImVec2 at(event.tfinger.x * size.x, event.tfinger.y * size.y);
  Pinch& pinch = page->memory.pinch;
  if (event.type == SDL_FINGERDOWN) pinch.down(event.tfinger.fingerId, at);
  if (event.type == SDL_FINGERMOTION) pinch.move(event.tfinger.fingerId, at);
  if (event.type == SDL_FINGERUP) pinch.up(event.tfinger.fingerId);
}

// The frame: input, the run, the picture. In this order, always.
void frame(double now) {
  App& app = pageApp();
  const double elapsed = page->resting ? kFrameMs : now - page->lastFrameAt;
  page->lastFrameAt = now;

  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    if (!page->hasPicture) continue;
    ImGui_ImplSDL2_ProcessEvent(&event);
    takeFinger(event);
    // A finger that has left hovers over nothing.
    if (event.type == SDL_FINGERUP) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
  app.frame(elapsed);
  page->drawnRevision = app.revision();  // panels may change it again: then there is a next frame
  if (page->hasPicture && page->size.deviceWidth > 0) {
    draw(app, static_cast<float>(std::min(elapsed, kLongestFrameMs)));
  }
}

EM_BOOL onFrame(double now, void*) {
  page->scheduled = false;
  if (page->framesLeft > 0) --page->framesLeft;
  frame(now);
  const App& app = pageApp();
  const bool changed = app.revision() != page->drawnRevision && page->hasPicture;
  // Dear ImGui spreads quick presses over several frames.
  const bool pending = page->hasPicture && ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
  page->resting =
      !pending && !app.playing() && !page->memory.moving && page->framesLeft == 0 && !changed;
  if (!page->resting) wake(0);
  return EM_FALSE;
}

// Requests that came through the bridge change the run without an event of ours.
void onLook(void*) {
  const App& app = pageApp();
  if (app.playing() || app.revision() != page->drawnRevision) wake();
}

EM_BOOL onContextLost(int, const void*, void*) {
  page->hasPicture = false;
  reportPictureProblem("The browser has taken the graphics away; the run goes on.");
  return EM_TRUE;  // prevents the default, which is never to give it back
}

EM_BOOL onContextRestored(int, const void*, void*) {
  // The same context without its objects.
  page->renderer.forget();
  if (!page->renderer.open()) return EM_TRUE;
  page->renderer.uploadFonts(*ImGui::GetIO().Fonts);
  page->hasPicture = true;
  page->applied = {};
  reportPictureProblem("");
  wake();
  return EM_TRUE;
}

// Returns "" or why there can be no picture.
std::string openPicture() {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return std::string("SDL: ") + SDL_GetError();
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  page->window = SDL_CreateWindow("", 0, 0, 640, 480, SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI);
  if (page->window == nullptr) return std::string("SDL: ") + SDL_GetError();
  const SDL_GLContext context = SDL_GL_CreateContext(page->window);
  if (context == nullptr) return "This browser gives no WebGL 2 context.";

  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  ImGui_ImplSDL2_InitForOpenGL(page->window, context);
  // After the backend, which brings SDL's own clipboard: that one ends at the canvas.
  io.SetClipboardTextFn = [](void*, const char* text) { copyToClipboard(text); };
  if (!page->renderer.open()) return "WebGL 2 did not take our shaders.";
  SDL_StopTextInput();  // nothing is typed into the canvas
  SDL_AddEventWatch(onSdlEvent, nullptr);
  emscripten_set_webglcontextlost_callback("#canvas", nullptr, EM_FALSE, onContextLost);
  emscripten_set_webglcontextrestored_callback("#canvas", nullptr, EM_FALSE, onContextRestored);
  return "";
}

}  // namespace

extern "C" {

// Draw soon. For callers that cannot wait for the page to look by itself.
EMSCRIPTEN_KEEPALIVE void ty_wake() {
  if (page != nullptr) wake();
}

// What building a frame costs while the run changes all the time, in ms of CPU: the mean of so many
// frames that are built and not drawn. For scripts/measure.mjs.
EMSCRIPTEN_KEEPALIVE double ty_frame_cost(int frames) {
  if (page == nullptr || !page->hasPicture || frames < 1) return 0.0;
  App& app = pageApp();
  const bool playing = app.playing();
  app.setPlaying(true);
  const double from = emscripten_get_now();
  for (int i = 0; i < frames; ++i) {
    app.touch();
    buildPicture(app, static_cast<float>(kFrameMs));
  }
  const double taken = emscripten_get_now() - from;
  app.setPlaying(playing);
  wake();
  return taken / frames;
}

// The canvas has another size. Draws at once, because a new size empties the canvas.
EMSCRIPTEN_KEEPALIVE void ty_resize(int deviceWidth, int deviceHeight, double pixelRatio) {
  if (page == nullptr) return;
  page->size = {deviceWidth, deviceHeight, std::clamp(pixelRatio, 0.25, 8.0)};
  if (page->hasPicture && deviceWidth > 0) frame(emscripten_get_now());
  wake();
}
}

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--text-only") == 0) return 0;
  }
  page = new Page;
  const std::string problem = openPicture();
  page->hasPicture = problem.empty();
  if (!problem.empty()) {
    reportPictureProblem(problem + " Everything is in the text view, and the run goes on.");
  } else {
    watchCanvas();
  }
  emscripten_set_interval(onLook, kLookMs, nullptr);
  wake();
  return 0;
}
