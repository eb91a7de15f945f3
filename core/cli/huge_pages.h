#pragma once
// The heap of the program on Linux. A run of a hundred thousand tasks touches new memory all the
// time, and each first touch of a 4 KiB page is a trip into the kernel: a tenth to a fifth of the
// time, more on virtual machines.

namespace taskyard::cli {

// Reserves address space for the heap and asks the kernel to back it by huge pages. It reserves no
// memory, changes no result, and does nothing where there is no such thing. Call it once, first.
void preferHugePages();

}  // namespace taskyard::cli
