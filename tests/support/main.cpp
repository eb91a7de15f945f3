// The one place where doctest is compiled and main() is defined; test files only register cases.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
