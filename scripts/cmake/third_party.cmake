# Third-party code, each as one target:
#   ty_json    nlohmann/json headers, without exceptions (only core/base/json_parse.cpp includes them)
#   ty_doctest doctest headers
#   ty_md4c    Markdown to HTML
#   ty_imgui   Dear ImGui without a window, enough to draw panels in tests and on the page
#   ty_window  SDL2 and Dear ImGui's SDL2 + OpenGL ES 3 backends (page only)
# Sources come from ${TASKYARD_DEPS}, which scripts/deps fills, or from upstream with TASKYARD_FETCH.
# SDL2, Dear ImGui and the backends take minutes to compile for the page: scripts/deps builds this
# file once (scripts/cmake/web_libs) and later builds link ${TASKYARD_DEPS}/web/*.a.

if(TASKYARD_FETCH)
  include(FetchContent)
  # SOURCE_SUBDIR names a folder that does not exist: fetch only, we compile what we need ourselves.
  function(ty_fetch name out)
    FetchContent_Declare(${name} ${ARGN} SOURCE_SUBDIR taskyard-does-not-build-it)
    FetchContent_MakeAvailable(${name})
    set(${out} "${${name}_SOURCE_DIR}" PARENT_SCOPE)
  endfunction()
  ty_fetch(json TY_JSON_INCLUDE_ROOT GIT_REPOSITORY https://github.com/nlohmann/json.git
      GIT_TAG bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d) # 3.11.2
  set(TY_JSON_INCLUDE "${TY_JSON_INCLUDE_ROOT}/single_include")
  set(TY_JSON_LICENCE "${TY_JSON_INCLUDE_ROOT}/LICENSE.MIT")
  ty_fetch(doctest TY_DOCTEST_INCLUDE GIT_REPOSITORY https://github.com/doctest/doctest.git
      GIT_TAG b7c21ec5ceeadb4951b00396fc1e4642dd347e5f) # 2.4.9
  ty_fetch(md4c TY_MD4C_SOURCE
      URL https://github.com/mity/md4c/archive/release-0.4.8.tar.gz
      URL_HASH SHA256=4a457df853425b6bb6e3457aa1d1a13bccec587a04c38c622b1013a0da41439f)
  ty_fetch(imgui TY_IMGUI_SOURCE GIT_REPOSITORY https://github.com/ocornut/imgui.git
      GIT_TAG d4ddc46e7773e9a9b68f965d007968f35ca4e09a) # 1.90.1
  if(EMSCRIPTEN)
    ty_fetch(sdl2 TY_SDL2_SOURCE GIT_REPOSITORY https://github.com/libsdl-org/SDL.git
        GIT_TAG ac13ca9ab691e13e8eebe9684740ddcb0d716203) # 2.26.5
  endif()
else()
  set(TY_JSON_INCLUDE "${TASKYARD_DEPS}/json")
  set(TY_JSON_LICENCE "${TASKYARD_DEPS}/json/copyright")
  set(TY_DOCTEST_INCLUDE "${TASKYARD_DEPS}/doctest")
  set(TY_MD4C_SOURCE "${TASKYARD_DEPS}/md4c")
  set(TY_IMGUI_SOURCE "${TASKYARD_DEPS}/imgui")
  set(TY_SDL2_SOURCE "${TASKYARD_DEPS}/SDL2")
  if(NOT EXISTS "${TY_JSON_INCLUDE}/nlohmann/json.hpp")
    message(FATAL_ERROR "Third-party code is not in ${TASKYARD_DEPS}. "
        "Run scripts/deps, or configure with -DTASKYARD_FETCH=ON to get it from upstream.")
  endif()
endif()

add_library(ty_json INTERFACE)
target_include_directories(ty_json SYSTEM INTERFACE "${TY_JSON_INCLUDE}")
target_compile_definitions(ty_json INTERFACE JSON_NOEXCEPTION JSON_USE_IMPLICIT_CONVERSIONS=0)

add_library(ty_doctest INTERFACE)
target_include_directories(ty_doctest SYSTEM INTERFACE "${TY_DOCTEST_INCLUDE}")

add_library(ty_md4c STATIC "${TY_MD4C_SOURCE}/src/md4c.c" "${TY_MD4C_SOURCE}/src/md4c-html.c"
    "${TY_MD4C_SOURCE}/src/entity.c")
target_include_directories(ty_md4c SYSTEM INTERFACE "${TY_MD4C_SOURCE}/src")
target_compile_definitions(ty_md4c PRIVATE MD4C_USE_UTF8)

# What Dear ImGui's headers see must be the same in the library and in our panels.
add_library(ty_imgui_headers INTERFACE)
target_include_directories(ty_imgui_headers SYSTEM INTERFACE "${TY_IMGUI_SOURCE}" "${TY_IMGUI_SOURCE}/backends")
target_compile_definitions(ty_imgui_headers INTERFACE IMGUI_DISABLE_DEMO_WINDOWS
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_OBSOLETE_KEYIO IMGUI_DISABLE_WIN32_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS)

set(ty_imgui_sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp)
list(TRANSFORM ty_imgui_sources PREPEND "${TY_IMGUI_SOURCE}/")
set(ty_backend_sources imgui_impl_sdl2.cpp imgui_impl_opengl3.cpp)
list(TRANSFORM ty_backend_sources PREPEND "${TY_IMGUI_SOURCE}/backends/")

if(EMSCRIPTEN AND EXISTS "${TASKYARD_DEPS}/web/libSDL2.a" AND NOT TASKYARD_BUILD_WEB_LIBS)
  add_library(ty_imgui INTERFACE)
  target_link_libraries(ty_imgui INTERFACE "${TASKYARD_DEPS}/web/libty_imgui.a" ty_imgui_headers)
  add_library(ty_window INTERFACE)
  target_include_directories(ty_window SYSTEM INTERFACE "${TASKYARD_DEPS}/web/include")
  target_link_libraries(ty_window INTERFACE "${TASKYARD_DEPS}/web/libty_window.a" ty_imgui
      "${TASKYARD_DEPS}/web/libSDL2.a")
  return()
endif()

# Not part of a default build: only what draws panels asks for it.
add_library(ty_imgui STATIC EXCLUDE_FROM_ALL ${ty_imgui_sources})
target_link_libraries(ty_imgui PUBLIC ty_imgui_headers)
target_compile_options(ty_imgui PRIVATE -fno-exceptions -fno-rtti)

if(EMSCRIPTEN)
  # Only what a canvas with mouse, keyboard, touch and clipboard needs of SDL2. Its own CMake files
  # would first ask the compiler some 300 questions whose answers SDL_config_emscripten.h has.
  set(sdl_include "${CMAKE_BINARY_DIR}/SDL2/include")
  file(COPY "${TY_SDL2_SOURCE}/include/" DESTINATION "${sdl_include}" FILES_MATCHING PATTERN "*.h")
  file(COPY "${CMAKE_CURRENT_LIST_DIR}/web_libs/SDL_config.h" DESTINATION "${sdl_include}")
  set(sdl_folders . atomic cpuinfo events file filesystem/emscripten libm loadso/dummy locale
      locale/dummy power power/emscripten stdlib thread thread/generic timer timer/unix video
      video/emscripten video/yuv2rgb)
  list(TRANSFORM sdl_folders REPLACE "(.+)" "${TY_SDL2_SOURCE}/src/\\1/*.c" OUTPUT_VARIABLE sdl_globs)
  file(GLOB sdl_sources ${sdl_globs})
  add_library(SDL2 STATIC EXCLUDE_FROM_ALL ${sdl_sources}
      "${CMAKE_CURRENT_LIST_DIR}/web_libs/left_out.c")
  target_include_directories(SDL2 SYSTEM PUBLIC "${sdl_include}")
  target_include_directories(SDL2 PRIVATE "${TY_SDL2_SOURCE}/src")
  target_compile_definitions(SDL2 PRIVATE SDL_LEAN_AND_MEAN=1)
  target_compile_options(SDL2 PRIVATE -w)

  add_library(ty_window STATIC EXCLUDE_FROM_ALL ${ty_backend_sources})
  target_compile_definitions(ty_window PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_compile_options(ty_window PRIVATE -fno-exceptions -fno-rtti)
  target_link_libraries(ty_window PUBLIC ty_imgui SDL2)
endif()
