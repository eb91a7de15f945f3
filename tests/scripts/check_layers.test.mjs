// Goal: the layer check finds what it is there for and lets ordinary code pass.
import assert from "node:assert/strict";
import { test } from "node:test";
import { breachesIn } from "../../scripts/check_layers.mjs";

const kBreaches = [
  ["core/model/a.h", '#include "engine/simulation.h"', /model may not include engine/],
  ["core/base/a.cpp", '#include "model/state.h"', /base may not include model/],
  ["core/learn/a.cpp", '#include "pages/lesson.h"', /learn may not include pages/],
  ["core/cli/main.cpp", '#include "app/app.h"', /cli may not include app/],
  ["core/learn/a.cpp", '#include "cli/main.h"', /nothing includes core\/cli/],
  ["web/app/a.cpp", '#include "widgets/badge.h"', /app may not include panels/],
  ["web/pages/a.cpp", "#include <imgui.h>", /only panels/],
  ["web/panels/a.cpp", "#include <SDL.h>", /SDL2/],
  ["core/base/time.cpp", "#include <nlohmann/json.hpp>", /only core\/base\/json_parse.cpp/],
  ["core/engine/a.cpp", "std::unordered_map<int, int> m;", /hash order/],
  ["core/engine/a.cpp", "std::uniform_int_distribution<int> d;", /draws come from/],
  ["core/api/a.cpp", "auto t = std::chrono::steady_clock::now();", /no clock/],
  ["core/api/a.cpp", "srand(time(nullptr));", /no clock and no random/],
  ["core/engine/a.cpp", "double x = 1;", /integers only/],
  ["core/learn/a.cpp", "#include <cmath>", /no libm/],
  ["core/learn/a.cpp", "auto x = std::pow(2, 3);", /no libm/],
  ["core/api/a.cpp", "#include <iostream>", /no I\/O/],
];

const kFine = [
  ["core/engine/a.cpp", '#include "base/result.h"\n#include "model/state.h"\n#include <vector>'],
  ["core/engine/a.cpp", "// A double check of time(0) in a comment."],
  ["core/engine/a.cpp", 'const char* text = "double \\" time(0)";'],
  ["core/engine/a.cpp", "/* float\n double */ int brand(int);"],
  ["core/engine/a.cpp", "const int kLimit = 1'000'000; int doubled = 2;"],
  ["core/base/json_parse.cpp", "#include <nlohmann/json.hpp>"],
  [
    "core/cli/bench.cpp",
    '#include <chrono>\n#include "pages/lesson.h"\nauto t = std::chrono::steady_clock::now();',
  ],
  ["web/main.cpp", '#include <SDL.h>\n#include "panels/panels.h"'],
  ["web/theme.cpp", '#include <imgui.h>\n#include "app/app.h"'],
];

test("check_layers: names every breach with its line", () => {
  for (const [path, text, reason] of kBreaches) {
    const found = breachesIn(path, `\n${text}\n`);
    assert.ok(found.length >= 1, `${path}: ${text} should be a breach`);
    assert.match(found[0], reason);
    assert.ok(found[0].startsWith(`${path}:2: `), found[0]);
  }
});

test("check_layers: leaves ordinary code alone", () => {
  for (const [path, text] of kFine)
    assert.deepEqual(breachesIn(path, text), [], `${path}: ${text}`);
});
