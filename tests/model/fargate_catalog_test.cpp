// The size table against the rows of AWS's page, and the size strings of the API.
#include "model/fargate_catalog.h"

#include <doctest/doctest.h>

#include "model/task_size.h"

using namespace taskyard;

TEST_CASE("fargate_catalog: has the 77 documented pairs") {
  struct Row {
    std::int32_t cpu, lowest, highest;
    std::size_t count;
  };
  const Row rows[] = {{256, 512, 2048, 3},        {512, 1024, 4096, 4},
                      {1024, 2048, 8192, 7},      {2048, 4096, 16384, 13},
                      {4096, 8192, 30720, 23},    {8192, 16384, 61440, 12},
                      {16384, 32768, 122880, 12}, {32768, 61440, 249856, 3}};
  for (const Row& row : rows) {
    CAPTURE(row.cpu);
    const auto choices = fargateMemoryChoices(row.cpu);
    REQUIRE(choices.size() == row.count);
    CHECK(choices.front() == row.lowest);
    CHECK(choices.back() == row.highest);
  }
  CHECK(fargateSizes().size() == 77);
  CHECK(fargateCpuSizes().size() == 8);
  for (const FargateSize& size : fargateSizes()) CHECK(isFargatePair(size.cpu, size.memory));
}

TEST_CASE("fargate_catalog: tells pairs from look-alikes") {
  CHECK(isFargatePair(256, 512));
  CHECK(isFargatePair(16384, 122880));
  CHECK(isFargatePair(32768, 122880));
  CHECK_FALSE(isFargatePair(256, 4096));
  CHECK_FALSE(isFargatePair(300, 512));
  CHECK_FALSE(isFargatePair(1024, 1024));
  CHECK_FALSE(isFargatePair(8192, 18432));
  CHECK_FALSE(isFargatePair(256, 1536));
  CHECK_FALSE(isFargateCpu(0));
  CHECK(fargateMemoryChoices(300).empty());
}

TEST_CASE("fargate_catalog: knows what is new and what Windows runs on") {
  CHECK(isNewerThanExamMaterial(32768));
  CHECK_FALSE(isNewerThanExamMaterial(16384));
  CHECK(isFargateWindowsCpu(1024));
  CHECK(isFargateWindowsCpu(4096));
  CHECK_FALSE(isFargateWindowsCpu(512));
  CHECK_FALSE(isFargateWindowsCpu(8192));
  CHECK(vcpuText(256) == "0.25 vCPU");
  CHECK(vcpuText(16384) == "16 vCPU");
  CHECK(fargateMemoryChoicesText(256) == "512, 1024 or 2048 MiB");
  CHECK(fargateMemoryChoicesText(8192) == "16384 to 61440 MiB in steps of 4096");
  CHECK(fargateMemoryChoicesText(300).empty());
  CHECK(memoryText(512) == "512 MB");
  CHECK(memoryText(249856) == "244 GB");
}

TEST_CASE("task_size: reads the strings of the API") {
  CHECK(parseTaskCpu("1024") == 1024);
  CHECK(parseTaskCpu("1 vCPU") == 1024);
  CHECK(parseTaskCpu("1vcpu") == 1024);
  CHECK(parseTaskCpu(".5 vCPU") == 512);
  CHECK(parseTaskCpu("0.25 vCPU") == 256);
  CHECK(parseTaskCpu(" 16 VCPU ") == 16384);
  CHECK(parseTaskMemory("512") == 512);
  CHECK(parseTaskMemory("3GB") == 3072);
  CHECK(parseTaskMemory("2 GB") == 2048);
  CHECK(parseTaskMemory("0.5 gb") == 512);
}

TEST_CASE("task_size: refuses what is no size") {
  for (const char* text : {"",
                           " ",
                           "vCPU",
                           ".",
                           ". vCPU",
                           "1.5",
                           "-1",
                           "+1",
                           "1e3",
                           "0x10",
                           "1 GB",
                           "1 v CPU",
                           "1,5 vCPU",
                           "0.3 vCPU",
                           "99999999999",
                           "2097152 vCPU",
                           "0.0000000000000001 vCPU",
                           "1 vCPUs",
                           "256 512",
                           "\t256",
                           "256\n"}) {
    CAPTURE(text);
    CHECK_FALSE(parseTaskCpu(text).has_value());
  }
  for (const char* text : {"512MB", "512 MiB", "1 TB", "2 vCPU", "two", "2G"}) {
    CAPTURE(text);
    CHECK_FALSE(parseTaskMemory(text).has_value());
  }
}
