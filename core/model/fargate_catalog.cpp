#include "model/fargate_catalog.h"

#include <algorithm>
#include <array>

namespace taskyard {

namespace {

template <std::size_t Count>
constexpr std::array<std::int32_t, Count> steps(std::int32_t first, std::int32_t step) {
  std::array<std::int32_t, Count> sizes{};
  for (std::size_t i = 0; i < Count; ++i) {
    sizes[i] = first + static_cast<std::int32_t>(i) * step;
  }
  return sizes;
}

constexpr std::array<std::int32_t, 3> kMemory256 = {512, 1024, 2048};
constexpr auto kMemory512 = steps<4>(1024, 1024);
constexpr auto kMemory1024 = steps<7>(2048, 1024);
constexpr auto kMemory2048 = steps<13>(4096, 1024);
constexpr auto kMemory4096 = steps<23>(8192, 1024);
constexpr auto kMemory8192 = steps<12>(16384, 4096);
constexpr auto kMemory16384 = steps<12>(32768, 8192);
// 60, 120 and 244 GB.
constexpr std::array<std::int32_t, 3> kMemory32768 = {61440, 122880, 249856};

struct CpuRow {
  std::int32_t cpu;
  std::span<const std::int32_t> memory;
  bool windows;
  bool newerThanExamMaterial;
};

// Source and date: see the header.
constexpr std::array<CpuRow, 8> kRows = {{
    {256, kMemory256, false, false},
    {512, kMemory512, false, false},
    {1024, kMemory1024, true, false},
    {2048, kMemory2048, true, false},
    {4096, kMemory4096, true, false},
    {8192, kMemory8192, false, false},
    {16384, kMemory16384, false, false},
    {32768, kMemory32768, false, true},
}};

const CpuRow* rowOf(std::int32_t cpu) {
  for (const CpuRow& row : kRows) {
    if (row.cpu == cpu) return &row;
  }
  return nullptr;
}

// "0.25", "1.5", "16": thousandths are enough for any size given in 128ths of a vCPU or GB.
std::string in1024ths(std::int32_t amount) {
  std::string text = std::to_string(amount / 1024);
  std::int32_t thousandths = (amount % 1024) * 1000 / 1024;
  if (thousandths == 0) return text;
  std::string digits = std::to_string(1000 + thousandths).substr(1);
  while (digits.back() == '0') digits.pop_back();
  return text + "." + digits;
}

}  // namespace

bool isFargateCpu(std::int32_t cpu) { return rowOf(cpu) != nullptr; }

bool isFargatePair(std::int32_t cpu, std::int32_t memory) {
  const std::span<const std::int32_t> choices = fargateMemoryChoices(cpu);
  return std::find(choices.begin(), choices.end(), memory) != choices.end();
}

std::span<const std::int32_t> fargateMemoryChoices(std::int32_t cpu) {
  const CpuRow* row = rowOf(cpu);
  return row != nullptr ? row->memory : std::span<const std::int32_t>();
}

std::string fargateMemoryChoicesText(std::int32_t cpu) {
  constexpr std::size_t kFew = 4;
  const std::span<const std::int32_t> choices = fargateMemoryChoices(cpu);
  if (choices.empty()) return "";
  if (choices.size() > kFew) {
    return std::to_string(choices.front()) + " to " + std::to_string(choices.back()) +
           " MiB in steps of " + std::to_string(choices[1] - choices[0]);
  }
  std::string text = std::to_string(choices.front());
  for (std::size_t i = 1; i < choices.size(); ++i) {
    text += (i + 1 == choices.size() ? " or " : ", ") + std::to_string(choices[i]);
  }
  return text + " MiB";
}

bool isFargateWindowsCpu(std::int32_t cpu) {
  const CpuRow* row = rowOf(cpu);
  return row != nullptr && row->windows;
}

bool isNewerThanExamMaterial(std::int32_t cpu) {
  const CpuRow* row = rowOf(cpu);
  return row != nullptr && row->newerThanExamMaterial;
}

std::vector<std::int32_t> fargateCpuSizes() {
  std::vector<std::int32_t> sizes;
  for (const CpuRow& row : kRows) sizes.push_back(row.cpu);
  return sizes;
}

std::vector<FargateSize> fargateSizes() {
  std::vector<FargateSize> sizes;
  for (const CpuRow& row : kRows) {
    for (const std::int32_t memory : row.memory) sizes.push_back({row.cpu, memory});
  }
  return sizes;
}

std::string vcpuText(std::int32_t cpu) { return in1024ths(cpu) + " vCPU"; }

std::string memoryText(std::int32_t memory) {
  return memory < 1024 ? std::to_string(memory) + " MB" : in1024ths(memory) + " GB";
}

}  // namespace taskyard
