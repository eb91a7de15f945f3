#pragma once
// An assertion that stays on in every build: it guards against mistakes of ours, never against
// input. Input errors are values (result.h).

#include <cstdio>
#include <cstdlib>

#define TY_ASSERT(condition)                                                                  \
  do {                                                                                        \
    if (!(condition)) {                                                                       \
      std::fprintf(stderr, "%s:%d: broken assumption: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                           \
    }                                                                                         \
  } while (false)
