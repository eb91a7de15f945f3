# The page: build/wasm/site is a plain static folder that any host can serve.
#   taskyard.mjs                  glue of the C++ (web/*.cpp and the layers), as an ES module factory
#   taskyard.wasm                 what a first visit shows
#   taskyard-rest.wasm            all other functions, which web/deferred.txt names
#   index.html, css, js, ...      web/shell and assets, as they are
#   idiomorph.js                  changes the DOM in place, from npm
#   fflate.js                     makes ZIP archives, from npm; loaded when one is made
#   show.json                     the world that a first visit shows
#   content.json                  every JSON file under lessons/ but the schemas
#   sw.js                         keeps all of the above for use without a network
#   licences.txt                  the licences of all that is in it
#   read/                         lessons, questions and glossary as plain pages; kept once read
set(site "${CMAKE_BINARY_DIR}/site")

# The interface fonts as C arrays: no file system on the page, and text from the first frame on.
function(ty_embed_font variable file)
  set(size 0)
  set(bytes 0)
  if(EXISTS "${file}")
    file(SIZE "${file}" size)
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  endif()
  set(ty_font_arrays "${ty_font_arrays}alignas(4) const unsigned char ${variable}[] = {${bytes}};
const unsigned ${variable}Size = ${size};\n" PARENT_SCOPE)
endfunction()
ty_embed_font(kFontRegular "${TASKYARD_DEPS}/font/Inter-Regular.otf")
ty_embed_font(kFontSemiBold "${TASKYARD_DEPS}/font/Inter-SemiBold.otf")
file(CONFIGURE OUTPUT generated/fonts.cpp
    CONTENT "#include \"generated/fonts.h\"\n@ty_font_arrays@" @ONLY)
file(CONFIGURE OUTPUT generated/fonts.h @ONLY CONTENT [[
// Inter, cut down to Latin and the signs that panels use. A size of 0 means: use Dear ImGui's own.
#pragma once
extern const unsigned char kFontRegular[];
extern const unsigned kFontRegularSize;
extern const unsigned char kFontSemiBold[];
extern const unsigned kFontSemiBoldSize;
]])
add_library(ty_fonts STATIC "${CMAKE_BINARY_DIR}/generated/fonts.cpp")
target_include_directories(ty_fonts PUBLIC "${CMAKE_BINARY_DIR}")

# web/theme.cpp belongs to ty_panels; everything else directly in web/ is the page's own.
file(GLOB page_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*.cpp")
list(FILTER page_sources EXCLUDE REGEX "/theme\\.cpp$")
add_executable(taskyard_page ${page_sources})
target_compile_options(taskyard_page PRIVATE ${TY_WARNINGS} ${TY_NO_EXCEPTIONS})
target_link_libraries(taskyard_page PRIVATE ty_panels ty_pages ty_window ty_fonts)
set_target_properties(taskyard_page PROPERTIES OUTPUT_NAME taskyard RUNTIME_OUTPUT_DIRECTORY "${site}" SUFFIX ".mjs")
target_link_options(taskyard_page PRIVATE
    -sENVIRONMENT=web,worker -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createTaskyard
    -sFILESYSTEM=0 -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -s${TY_STACK_OPTION}=1048576
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sDYNAMIC_EXECUTION=0
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8
    --profiling-funcs -Wl,--no-demangle)

# Split in two after linking; the names are for that only.
find_program(TY_NODE NAMES node nodejs REQUIRED)
find_program(TY_WASM_SPLIT wasm-split HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin")
find_program(TY_WASM_OPT wasm-opt HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin")
if(NOT TY_WASM_SPLIT OR NOT TY_WASM_OPT)
  message(FATAL_ERROR "Binaryen's wasm-split and wasm-opt are missing. Both come with Emscripten: run "
      "scripts/deps, or activate an emsdk.")
endif()
set(page_objects "$<TARGET_OBJECTS:taskyard_page>")
foreach(layer base model engine api learn app pages panels)
  list(APPEND page_objects "$<TARGET_OBJECTS:ty_${layer}>")
endforeach()
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/page-objects.txt" CONTENT
    "$<JOIN:$<FILTER:${page_objects},INCLUDE,[.]o$>,\n>\n")
set(whole "${CMAKE_BINARY_DIR}/taskyard-whole.wasm")
add_custom_command(TARGET taskyard_page POST_BUILD
    COMMAND "${CMAKE_COMMAND}" -E rename "${site}/taskyard.wasm" "${whole}"
    COMMAND "${TY_NODE}" "${CMAKE_SOURCE_DIR}/scripts/split_module.mjs" "${whole}" "${site}/taskyard.wasm"
        "${site}/taskyard-rest.wasm" --list "${CMAKE_SOURCE_DIR}/web/deferred.txt"
        --objects "${CMAKE_BINARY_DIR}/page-objects.txt" --nm "${CMAKE_NM}" --wasm-split "${TY_WASM_SPLIT}"
        --wasm-opt "${TY_WASM_OPT}"
    COMMENT "Splitting the module" VERBATIM)
set_target_properties(taskyard_page PROPERTIES LINK_DEPENDS
    "${CMAKE_SOURCE_DIR}/web/deferred.txt;${CMAKE_SOURCE_DIR}/scripts/split_module.mjs;${CMAKE_SOURCE_DIR}/scripts/wasm_functions.mjs")

# Where the licences of what is linked are; scripts/licences.mjs makes licences.txt of them. Debian's
# Emscripten has its licence in the package's copyright file, an emsdk beside emcc.
set(emscripten_licence "${EMSCRIPTEN_ROOT_PATH}/LICENSE")
if(NOT EXISTS "${emscripten_licence}")
  set(emscripten_licence /usr/share/doc/emscripten/copyright)
endif()
set(font_licence "")
if(EXISTS "${TASKYARD_DEPS}/font/Inter-Regular.otf")
  set(font_licence ",\n  \"Inter\": \"${TASKYARD_DEPS}/inter/copyright\"")
endif()
file(CONFIGURE OUTPUT licences.json @ONLY CONTENT [[{
  "Dear ImGui": "@TY_IMGUI_SOURCE@/LICENSE.txt",
  "SDL2": "@TY_SDL2_SOURCE@/LICENSE.txt",
  "nlohmann/json": "@TY_JSON_LICENCE@",
  "MD4C": "@TY_MD4C_SOURCE@/LICENSE.md",
  "Emscripten and libc++": "@emscripten_licence@",
  "musl": "@EMSCRIPTEN_ROOT_PATH@/system/lib/libc/musl/COPYRIGHT"@font_licence@
}
]])

# Everything that is copied, in one step that runs when any of it changed.
file(GLOB_RECURSE shell_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/shell/*" "${CMAKE_SOURCE_DIR}/assets/*.svg"
    "${CMAKE_SOURCE_DIR}/assets/*.css")
file(GLOB_RECURSE content_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/lessons/*.json")
# The native program writes the plain pages; where it is not built the site goes without them.
file(GLOB native_program CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/build/native/taskyard")
add_custom_command(OUTPUT "${CMAKE_BINARY_DIR}/site.stamp"
    COMMAND "${TY_NODE}" "${CMAKE_SOURCE_DIR}/scripts/assemble_site.mjs" "${site}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${CMAKE_BINARY_DIR}/site.stamp"
    DEPENDS ${shell_files} ${content_files} "${CMAKE_SOURCE_DIR}/scripts/assemble_site.mjs"
        "${CMAKE_SOURCE_DIR}/scripts/bundle_content.mjs" "${CMAKE_SOURCE_DIR}/scripts/prerender.mjs"
        "${CMAKE_SOURCE_DIR}/scripts/service_worker.mjs" "${CMAKE_SOURCE_DIR}/scripts/licences.mjs"
        "${CMAKE_BINARY_DIR}/licences.json" taskyard_page
        "${CMAKE_SOURCE_DIR}/web/package-lock.json" ${native_program}
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    COMMENT "Assembling the site" VERBATIM)
add_custom_target(site ALL DEPENDS "${CMAKE_BINARY_DIR}/site.stamp")
