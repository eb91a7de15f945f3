# Toolchain file: Emscripten's own, wherever the emcc on PATH came from (Debian's package or an emsdk),
# and the settings whose names changed between releases.
find_program(TY_EM_CONFIG em-config)
if(NOT TY_EM_CONFIG)
  message(FATAL_ERROR "Emscripten is not on PATH. Run scripts/deps, or activate an emsdk.")
endif()
execute_process(COMMAND "${TY_EM_CONFIG}" EMSCRIPTEN_ROOT OUTPUT_VARIABLE ty_emscripten_root
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include("${ty_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")

# The page is a download, so small comes before fast. At -Os and -Oz older releases tell the compiler
# not to inline at all, not even a member that returns another: that costs half of the speed, and
# bytes too, so inlining is switched on again.
foreach(language C CXX)
  set(CMAKE_${language}_FLAGS_RELEASE "-Oz -finline-functions" CACHE STRING "")
endforeach()
# Linked at -Oz, memcpy and memset copy byte by byte. At -Os they copy words, and the module is no
# larger.
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Os" CACHE STRING "")

# The stack option was renamed in 3.1.25.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(TY_STACK_OPTION TOTAL_STACK)
else()
  set(TY_STACK_OPTION STACK_SIZE)
endif()

# A program for Node that behaves like the native one: real files, real exit codes. It is compiled
# synchronously: older glue would try fetch(), which Node has but which cannot read files.
function(ty_node_program target)
  target_link_options(${target} PRIVATE -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1
      -sWASM_ASYNC_COMPILATION=0 -sENVIRONMENT=node -s${TY_STACK_OPTION}=4194304
      -sMAXIMUM_MEMORY=4294967296)
endfunction()
