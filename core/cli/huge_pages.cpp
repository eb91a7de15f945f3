#include "cli/huge_pages.h"

#include <cstdint>
#include <cstdlib>  // says whether this is glibc

#if defined(__linux__) && defined(__GLIBC__)

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace taskyard::cli {

namespace {

constexpr int kReservedBytes = 256 * 1024 * 1024;  // Model choice: twice what size "large" takes
constexpr std::uintptr_t kHugePageBytes = 2 * 1024 * 1024;

std::uintptr_t heapEnd() { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }

}  // namespace

void preferHugePages() {
  const std::uintptr_t begin = (heapEnd() + kHugePageBytes - 1) & ~(kHugePageBytes - 1);
  // What the heap is short of is taken from the kernel with this much on top, and kept.
  mallopt(M_TOP_PAD, kReservedBytes);
  mallopt(M_TRIM_THRESHOLD, kReservedBytes);
  // Volatile, or the compiler would leave out what is only taken and freed.
  constexpr std::size_t kMoreThanIsLeft = 100 * 1024;  // and less than malloc asks mmap for
  void* volatile first = std::malloc(kMoreThanIsLeft);
  void* volatile second = std::malloc(kMoreThanIsLeft);
  if (const std::uintptr_t end = heapEnd(); end > begin) {
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  }
  std::free(second);
  std::free(first);
}

}  // namespace taskyard::cli

#else

namespace taskyard::cli {
void preferHugePages() {}
}  // namespace taskyard::cli

#endif
