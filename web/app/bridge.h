#pragma once
// The one door between the page's JavaScript and C++: a JSON request in, a JSON answer out.
// {"do": "...", ...} -> {"ok": true, ...} or {"ok": false, "error": {"code", "message", "path"}}.
// What can be asked is listed in bridge.cpp. Nothing that comes in here is trusted: it is read
// strictly, and a broken request is an answer, never a crash.

#include <string>
#include <string_view>

#include "app/app.h"
#include "base/json.h"

namespace taskyard {

// The page's App, made at first use. Tests make their own.
App& pageApp();

// Answers one request at once (the wishes of a frame in progress are carried out first).
JsonValue answerBridge(App& app, const JsonValue& request);
std::string answerBridgeText(App& app, std::string_view json);

}  // namespace taskyard

// For JavaScript: answers with pageApp(). The text stays valid until the next call.
extern "C" const char* ty_call(const char* json);
