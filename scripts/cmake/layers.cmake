# ty_layer(): one folder of our own code as a static library. A folder that has no source yet is an
# interface library, so that a tree in the making configures.

# -Wconversion means the same to GCC and to Clang only without the sign part; designated
# initialisers that leave fields at their defaults are house style.
set(TY_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    -Wno-sign-conversion -Wno-missing-field-initializers
    # GCC 12 sees overlapping and overlong copies in std::string where there are none (its bugs
    # 105329 and 105651), also through precompiled headers.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>
    # Clang 14 takes an implicit this in a fold expression for an unused capture.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-unused-lambda-capture>)
set(TY_NO_EXCEPTIONS -fno-exceptions -fno-rtti)

function(ty_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "ROOT" "SOURCES;LINK;LINK_PRIVATE;PRECOMPILE")
  list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_SOURCE_DIR}/")
  file(GLOB sources CONFIGURE_DEPENDS ${arg_SOURCES})
  set(roots "${CMAKE_SOURCE_DIR}/core")
  if(arg_ROOT)
    list(APPEND roots "${CMAKE_SOURCE_DIR}/${arg_ROOT}")
  endif()
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${roots})
    target_link_libraries(${name} INTERFACE ${arg_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${roots})
  target_compile_options(${name} PRIVATE ${TY_WARNINGS}
      $<$<COMPILE_LANGUAGE:CXX>:${TY_NO_EXCEPTIONS}>)
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE ${arg_LINK_PRIVATE})
  # What nearly every file of the layer reads first is read once: it halves the time to build.
  if(arg_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${arg_PRECOMPILE})
  endif()
endfunction()

# ty_fast(): sources that are compiled for speed as WASM too, where all others are compiled for size
# (emscripten.cmake): what a run spends its time in. Their layer's precompiled header is for size.
function(ty_fast)
  if(NOT EMSCRIPTEN)
    return()
  endif()
  list(TRANSFORM ARGN PREPEND "${CMAKE_SOURCE_DIR}/")
  file(GLOB sources CONFIGURE_DEPENDS ${ARGN})
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)
endfunction()
