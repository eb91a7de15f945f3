// parseCommandLine(): words to a request.

#include "api/aws_cli.h"

#include <algorithm>
#include <map>

#include "api/aws_cli_arguments.h"
#include "api/aws_cli_help.h"
#include "api/aws_cli_names.h"
#include "api/shell_words.h"
#include "base/text.h"

namespace taskyard {

namespace {

// Model choice: more notes than anybody reads.
constexpr std::size_t kNotesMost = 20;

class CommandParser {
 public:
  CommandParser(std::string_view line, std::vector<ShellWord> words)
      : line_(line), words_(std::move(words)) {}

  Result<CliResult> parse() {
    skipProgramName();
    if (!readService() || !readOperation() || !readOptions()) return std::move(error_);
    if (result_.notes.size() > kNotesMost) result_.notes.resize(kNotesMost);
    if (!result_.help.empty()) return std::move(result_);
    if (!mergeJson() || !checkRequired() || !checkRequest()) return std::move(error_);
    result_.request = Request{std::string(operation_->service), std::string(operation_->operation),
                              std::move(input_)};
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool atEnd() const { return at_ >= words_.size(); }
  [[nodiscard]] const std::string& word() const { return words_[at_].text; }
  [[nodiscard]] std::string program() const { return service_ == "sim" ? "sim" : "aws"; }

  // Always false, so that a step can end with it. offset: a byte of the line.
  bool fail(std::string code, std::size_t offset, std::string message, std::string path = "") {
    const TextPlace place = placeOf(line_, offset);
    error_ = {std::move(code), std::move(message) + " (" + describePlace(place) + ")",
              std::move(path), place.line};
    return false;
  }
  bool usage(std::size_t offset, const std::string& message) {
    return fail("UsageError", offset, program() + ": error: " + message);
  }
  [[nodiscard]] std::size_t here() const { return atEnd() ? lineEnd() : words_[at_].offset; }
  [[nodiscard]] std::size_t lineEnd() const {
    const std::size_t last = line_.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? 0 : last + 1;
  }

  void skipProgramName() {
    // A prompt pasted along with the command.
    if (!atEnd() && (word() == "$" || word() == "%") && words_.size() > 1) ++at_;
    if (!atEnd() && word() == "aws") {
      ++at_;
      sawAws_ = true;
    }
  }

  void showHelp(std::string text) {
    result_.help = std::move(text);
    at_ = words_.size();
  }
  [[nodiscard]] bool isHelpWord() const {
    return word() == "help" || word() == "--help" || word() == "-h";
  }

  bool readService() {
    while (!atEnd() && word().starts_with("--") && word() != "--help") {
      if (!readGlobalOption()) return false;
    }
    if (atEnd()) {
      return usage(here(), "the following arguments are required: command; try: aws help");
    }
    if (isHelpWord()) {
      showHelp(programHelp());
      return true;
    }
    const auto& services = commandServices();
    const auto known = [this](const CommandService& service) { return service.name == word(); };
    if (std::none_of(services.begin(), services.end(), known)) return failService();
    service_ = word();
    if (service_ == "sim" && sawAws_) {
      result_.notes.emplace_back("sim is Taskyard's own, not part of AWS: write it without aws");
    }
    ++at_;
    return true;
  }

  bool failService() {
    std::vector<std::string> candidates;
    std::string inFront;  // of an operation whose service is missing
    for (const CommandService& service : commandServices()) {
      candidates.emplace_back(service.name);
      if (inFront.empty() && findCommand(service.name, word()) != nullptr) {
        inFront = std::string(service.name) + " " + word();
      }
    }
    std::string message = "argument command: Invalid choice: '" + shownWord(word()) + "'";
    const std::string nearest = inFront.empty() ? closestWord(word(), candidates) : inFront;
    message += nearest.empty() ? ", valid choices are: " + joinWords(candidates)
                               : ", maybe you meant: " + nearest;
    return usage(here(), message);
  }

  bool readOperation() {
    while (!atEnd() && word().starts_with("--") && word() != "--help") {
      if (!readGlobalOption()) return false;
    }
    if (!result_.help.empty()) return true;
    if (atEnd()) {
      const std::string hint = service_ == "sim" ? "sim help" : "aws " + service_ + " help";
      return usage(here(), "the following arguments are required: operation; try: " + hint);
    }
    if (isHelpWord()) {
      showHelp(serviceHelp(service_));
      return true;
    }
    operation_ = findCommand(service_, word());
    if (operation_ == nullptr) return failOperation();
    ++at_;
    return true;
  }

  bool failOperation() {
    std::vector<std::string> candidates;
    for (const OperationShape& operation : operationShapes()) {
      if (operation.service == service_) candidates.push_back(commandName(operation));
    }
    std::string message = "argument operation: Invalid choice: '" + shownWord(word()) + "'";
    const std::string nearest = closestWord(word(), candidates);
    if (word() == "wait") {
      message += ", there are no waiters here: let time pass with sim advance --seconds 60";
    } else if (!nearest.empty()) {
      message += ", maybe you meant: " + nearest;
    } else {
      message += ", valid choices are: " + joinWords(candidates);
    }
    return usage(here(), message);
  }

  bool readOptions() {
    if (!result_.help.empty()) return true;
    while (!atEnd()) {
      if (isHelpWord()) {
        showHelp(operationHelp(*operation_));
        return true;
      }
      if (!looksLikeOption(word())) {
        noteStrayWord();
        ++at_;
      } else if (!readOption()) {
        return false;
      }
    }
    return unknown_.empty() || failUnknown();
  }

  // One "--option" with its values.
  bool readOption() {
    const std::size_t offset = here();
    const std::size_t equals = word().find('=');
    const std::string name = word().substr(0, equals);
    if (name == "--cli-input-json") return readJsonInput();
    const OptionMatch match = matchOption(*operation_->input, name);
    if (match.member != nullptr && match.member->shape->kind == ShapeKind::Boolean) {
      return readFlag(*match.member, name, equals != std::string::npos, !match.negative);
    }
    if (match.member != nullptr) return readMember(*match.member, name, offset);
    if (isGlobalOption(name)) return readGlobalOption();
    return readUnknownOption(name, offset);
  }

  bool readFlag(const ShapeMember& member, const std::string& name, bool hasValue, bool value) {
    const std::size_t offset = here();
    ++at_;
    const bool valueFollows = !atEnd() && (word() == "true" || word() == "false");
    if (hasValue || valueFollows) {
      return usage(offset, "argument " + name + ": expected no value: write " + optionName(member) +
                               " or " + negativeOptionName(member));
    }
    if (!value && name != negativeOptionName(member)) {
      result_.notes.push_back("the AWS CLI spells " + name + " as " + negativeOptionName(member));
    }
    setMember(member, name, JsonValue(value), offset);
    return true;
  }

  bool readMember(const ShapeMember& member, const std::string& name, std::size_t offset) {
    const bool isList = member.shape->kind == ShapeKind::List;
    std::vector<const ShellWord*> values;
    ShellWord attached;
    if (word().size() > name.size()) {
      attached = words_[at_];
      attached.text.erase(0, name.size() + 1);
      values.push_back(&attached);
      ++at_;
    } else {
      ++at_;
      while (!atEnd() && !looksLikeOption(word()) && (isList || values.empty())) {
        values.push_back(&words_[at_++]);
      }
    }
    if (values.empty()) {
      return usage(offset, "argument " + name + ": expected " +
                               (isList ? "at least one argument" : "one argument"));
    }
    ArgumentResult argument = readArgument(*member.shape, name, values);
    if (!argument.error.empty()) return fail("ParamError", argument.offset, argument.error);
    for (std::string& note : argument.notes) result_.notes.push_back(std::move(note));
    setMember(member, name, std::move(argument.value), offset);
    return true;
  }

  void setMember(const ShapeMember& member, const std::string& name, JsonValue value,
                 std::size_t offset) {
    if (explicit_.find(member.name) != nullptr) {
      result_.notes.push_back(name + " is given more than once; the last one counts");
    }
    explicit_.set(member.name, std::move(value));
    optionOffset_[std::string(member.name)] = offset;
  }

  // "--option=value" or "--option value" of an option that takes one value.
  bool takeValue(std::string* value, std::size_t* offset) {
    *offset = here();
    const std::size_t equals = word().find('=');
    const std::string name = word().substr(0, equals);
    if (equals != std::string::npos) {
      *value = word().substr(equals + 1);
      ++at_;
      return true;
    }
    ++at_;
    if (atEnd() || looksLikeOption(word())) {
      return usage(*offset, "argument " + name + ": expected one argument");
    }
    *offset = here();
    *value = word();
    ++at_;
    return true;
  }

  bool readJsonInput() {
    jsonOffset_ = here();
    std::string text;
    std::size_t offset = 0;
    if (!takeValue(&text, &offset)) return false;
    ArgumentResult argument = readJsonArgument("--cli-input-json", text, offset);
    if (!argument.error.empty()) return fail("ParamError", offset, argument.error);
    if (!argument.value.isObject()) {
      return fail("ParamError", offset,
                  std::string("Error parsing parameter '--cli-input-json': expected an object, "
                              "received ") +
                      argument.value.kindName());
    }
    json_ = std::move(argument.value);
    hasJson_ = true;
    return true;
  }

  bool readGlobalOption() {
    const std::size_t offset = here();
    const std::string name = word().substr(0, word().find('='));
    const GlobalOption* option = findGlobalOption(name);
    if (option == nullptr) return readUnknownOption(name, offset);
    std::string value;
    std::size_t valueOffset = offset;
    if (option->takesValue) {
      if (!takeValue(&value, &valueOffset)) return false;
    } else {
      ++at_;
    }
    const std::string refusal = refuseGlobalOption(name, value);
    if (!refusal.empty()) return usage(valueOffset, refusal);
    result_.notes.push_back(name + (value.empty() ? "" : " " + shownWord(value)) +
                            ": read, and without effect here");
    return true;
  }

  bool readUnknownOption(const std::string& name, std::size_t offset) {
    unknown_.push_back(name);
    if (unknownOffset_ == 0) unknownOffset_ = offset + 1;
    ++at_;
    // Its values are not unknown too.
    while (!atEnd() && !looksLikeOption(word()) && !isHelpWord()) ++at_;
    return operation_ != nullptr || failUnknown();
  }

  void noteStrayWord() {
    unknown_.push_back(word());
    if (unknownOffset_ == 0) unknownOffset_ = here() + 1;
  }

  bool failUnknown() {
    std::vector<std::string> candidates;
    if (operation_ != nullptr) {
      for (const ShapeMember& member : operation_->input->members) {
        candidates.push_back(optionName(member));
        if (member.shape->kind == ShapeKind::Boolean) {
          candidates.push_back(negativeOptionName(member));
        }
      }
      candidates.emplace_back("--cli-input-json");
    }
    constexpr std::size_t kNamed = 5;
    const std::size_t named = std::min(unknown_.size(), kNamed);
    std::string message = "Unknown options: ";
    for (std::size_t i = 0; i < named; ++i) {
      message += (i > 0 ? ", " : "") + shownWord(unknown_[i]);
    }
    if (unknown_.size() > named) {
      message += " and " + std::to_string(unknown_.size() - named) + " more";
    }
    return usage(unknownOffset_ - 1, message + unknownHint(candidates));
  }

  [[nodiscard]] std::string unknownHint(const std::vector<std::string>& candidates) const {
    for (const std::string& option : unknown_) {
      const std::string advice = adviceFor(option);
      if (!advice.empty()) return ", " + advice;
      const std::string nearest = option.starts_with('-') ? closestWord(option, candidates) : "";
      if (nearest.empty()) continue;
      return ", did you mean " + nearest + (unknown_.size() > 1 ? " for " + option : "") + "?";
    }
    const bool stray = !unknown_.front().starts_with('-');
    return stray ? "; options start with --, and a value with blanks needs quotes" : "";
  }

  bool mergeJson() {
    input_ = std::move(json_);
    for (auto& [key, value] : explicit_.members()) input_.set(key, std::move(value));
    return true;
  }

  bool checkRequired() {
    if (hasJson_) return true;
    std::vector<std::string> missing;
    for (const ShapeMember& member : operation_->input->members) {
      if (member.required && input_.find(member.name) == nullptr) {
        missing.push_back(optionName(member));
      }
    }
    if (missing.empty()) return true;
    return usage(lineEnd(), "the following arguments are required: " + joinWords(missing));
  }

  bool checkRequest() {
    const Problems problems = checkInput(*operation_, input_);
    if (problems.empty()) return true;
    std::string message = "Parameter validation failed:";
    for (const Error& problem : problems) message += "\n" + problem.message;
    // The option the first problem is in; its name is the first step of the path.
    const std::string& path = problems.front().path;
    const std::string member = path.empty() ? "" : path.substr(1, path.find('/', 1) - 1);
    const auto found = optionOffset_.find(member);
    const std::size_t offset = found != optionOffset_.end() ? found->second : jsonOffset_;
    return fail("ParamValidationError", offset, message, path);
  }

  std::string_view line_;
  std::vector<ShellWord> words_;
  std::size_t at_ = 0;
  bool sawAws_ = false;
  std::string service_;
  const OperationShape* operation_ = nullptr;
  JsonValue json_ = JsonValue::object();
  bool hasJson_ = false;
  std::size_t jsonOffset_ = 0;
  JsonValue explicit_ = JsonValue::object();
  JsonValue input_;
  std::map<std::string, std::size_t> optionOffset_;  // by member name
  std::vector<std::string> unknown_;
  std::size_t unknownOffset_ = 0;  // one more than the offset; 0 while there is none
  CliResult result_;
  Error error_;
};

}  // namespace

Result<CliResult> parseCommandLine(std::string_view line) {
  Result<std::vector<ShellWord>> words = shellWords(line);
  if (!words) return words.error();
  return CommandParser(line, std::move(words.value())).parse();
}

}  // namespace taskyard
