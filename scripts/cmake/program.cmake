# The `taskyard` program: the core without a screen, native or as WASM for Node.
file(GLOB cli_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/core/cli/*.cpp")
if(NOT cli_sources)
  message(STATUS "core/cli has no sources: no taskyard program")
  return()
endif()

add_executable(taskyard ${cli_sources})
target_compile_options(taskyard PRIVATE ${TY_WARNINGS} ${TY_NO_EXCEPTIONS})
target_link_libraries(taskyard PRIVATE ty_learn ty_pages)
if(EMSCRIPTEN)
  ty_node_program(taskyard)
endif()
