#pragma once
// The command line of the page: typed lines as requests, answers as the AWS CLI prints them.

#include <string>
#include <string_view>

#include "api/api.h"
#include "api/aws_cli.h"
#include "api/request.h"
#include "app/transcript.h"
#include "base/result.h"
#include "model/state.h"

namespace taskyard {

class App;

// Carries out what was typed or pasted, one command after the other, and stops at the first that
// fails. Everything appears in the transcript. Returns the number of commands carried out; `ok` is
// false when one failed.
struct LineOutcome {
  int commands = 0;
  bool ok = true;
};
LineOutcome runTypedText(App& app, std::string_view text);

// The transcript entry of an answered request.
TranscriptEntry answeredEntry(std::string command, const Request& request,
                              const Result<ApiAnswer>& answer, TimeMs at);

// "An error occurred (ClientException) when calling the RunTask operation: ...".
std::string cliErrorText(const Request& request, const Error& error);

// What exists, for completion.
NameSource namesIn(const State& state);

}  // namespace taskyard
