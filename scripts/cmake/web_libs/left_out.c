/* Dear ImGui's SDL2 backend names these functions for applications that draw with SDL's own renderer
   or read game controllers. Ours does neither, so those parts of SDL2 stay out of the page. */
#include <SDL_gamecontroller.h>
#include <SDL_render.h>

/* SDL 2.32 itself asks, when it closes a window, whether a renderer still draws on it. */
SDL_Renderer* SDL_GetRenderer(SDL_Window* window) {
  (void)window;
  return NULL;
}

void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer);
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) { (void)renderer; }

int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* width, int* height) {
  (void)renderer;
  *width = 0;
  *height = 0;
  return -1;
}

SDL_GameController* SDL_GameControllerOpen(int index) {
  (void)index;
  return NULL;
}

Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
  (void)controller;
  (void)button;
  return 0;
}

Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
  (void)controller;
  (void)axis;
  return 0;
}
