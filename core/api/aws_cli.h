#pragma once
// `aws ecs create-service --cluster demo ...` as a request, and back.
//
// Reads what a person types or pastes: shell quoting and continuation lines, the AWS CLI's
// shorthand and JSON arguments, --cli-input-json, global options. `aws` may be left out. What AWS
// does not have is `sim inject-fault --type ContainerExit ...`: the operation in kebab case without
// its prefix. Errors read as the AWS CLI's do, and say the column. Does not do: files (file://),
// --query, output other than JSON, waiters, automatic paging.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"
#include "base/result.h"

namespace taskyard {

// Either a request or a help text, never both.
struct CliResult {
  std::optional<Request> request;
  std::string help;
  // Sentences that do not stop the command: what was ignored, what a real shell would do otherwise.
  std::vector<std::string> notes;
};

// line: one command; it may span lines by quotes or backslash-newline. For a text of several
// commands use splitCommands (shell_words.h) first.
// Errors: "ShellSyntaxError" (quotes, pipes, ...), "TooLarge", "UsageError" (unknown or missing
// words and options), "ParamError" (an argument that cannot be read), "ParamValidationError" (what
// checkInput finds; path is a JSON Pointer into the input). line is the line within the command.
// Enum values are not checked: that is the service's answer to give.
Result<CliResult> parseCommandLine(std::string_view line);

// The request as the command a person would type. For every request that checkInput accepts,
// parseCommandLine gives the same request back.
std::string toCommandLine(const Request& request);

// What exists, for completion. The caller fills it from the state.
struct NameSource {
  std::vector<std::string> clusters;
  std::vector<std::string> services;
  std::vector<std::string> taskIds;
  std::vector<std::string> families;
  std::vector<std::string> taskDefinitions;  // family:revision
  std::vector<std::string> containers;
  std::vector<std::string> images;
  std::vector<std::string> subnets;
  std::vector<std::string> securityGroups;
  std::vector<std::string> targetGroups;   // ARNs
  std::vector<std::string> loadBalancers;  // ARNs
  std::vector<std::string> queues;         // names
  std::vector<std::string> queueUrls;
  std::vector<std::string> roles;  // names
  std::vector<std::string> roleArns;
  std::vector<std::string> logGroups;
  std::vector<std::string> alarms;
};

// text: the whole word under the cursor when it is finished; it starts with what is typed of it
//   (quote included) and replaces the line from completionStart() on.
// help: one line, may be empty.
struct Completion {
  std::string text;
  std::string help;

  bool operator==(const Completion&) const = default;
};

// What could stand at the end of the line: services, operations, options not given yet (required
// ones first), enum values, names that exist, also inside shorthand. Empty when nothing fits.
std::vector<Completion> completeCommandLine(std::string_view lineUpToCursor,
                                            const NameSource& names);
// Byte offset at which the word under the cursor starts.
std::size_t completionStart(std::string_view lineUpToCursor);

}  // namespace taskyard
