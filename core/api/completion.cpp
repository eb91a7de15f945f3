// completeCommandLine(): what could stand at the end of a line that is being typed.

#include <algorithm>

#include "api/aws_cli.h"
#include "api/aws_cli_arguments.h"
#include "api/aws_cli_names.h"
#include "api/shell_words.h"

namespace taskyard {

namespace {

// Parameters whose own name says what they name, in whatever operation they stand.
struct NamedParameter {
  std::string_view name;
  std::vector<std::string> NameSource::*source;
};
constexpr NamedParameter kNamedParameters[] = {
    {"LoadBalancerArn", &NameSource::loadBalancers},
    {"LoadBalancerArns", &NameSource::loadBalancers},
    {"QueueName", &NameSource::queues},
    {"QueueUrl", &NameSource::queueUrls},
    {"RoleName", &NameSource::roles},
    {"RoleArn", &NameSource::roleArns},
    {"roleArn", &NameSource::roleArns},
    {"taskRoleArn", &NameSource::roleArns},
    {"executionRoleArn", &NameSource::roleArns},
    {"podExecutionRoleArn", &NameSource::roleArns},
    {"logGroupName", &NameSource::logGroups},
    {"AlarmName", &NameSource::alarms},
    {"AlarmNames", &NameSource::alarms},
};

const std::vector<std::string>* namesOf(const ShapeMember& member, const NameSource& names) {
  for (const NamedParameter& each : kNamedParameters) {
    if (each.name == member.name) return &(names.*each.source);
  }
  switch (member.names) {
    case NameKind::Cluster: return &names.clusters;
    case NameKind::Service: return &names.services;
    case NameKind::Task: return &names.taskIds;
    case NameKind::Family: return &names.families;
    case NameKind::TaskDefinition: return &names.taskDefinitions;
    case NameKind::Container: return &names.containers;
    case NameKind::Image: return &names.images;
    case NameKind::Subnet: return &names.subnets;
    case NameKind::SecurityGroup: return &names.securityGroups;
    case NameKind::TargetGroup: return &names.targetGroups;
    case NameKind::None: break;
  }
  return nullptr;
}

bool isContainer(ShapeKind kind) {
  return kind == ShapeKind::List || kind == ShapeKind::Structure || kind == ShapeKind::Map;
}

// Where the end of a piece of shorthand is: within which shape, and what is typed of the next word.
struct ShorthandPosition {
  const Shape* inside = nullptr;         // the structure whose member name is being typed, or
  const ShapeMember* valueOf = nullptr;  // the member whose value is being typed
  std::string typed;
  std::vector<std::string> given;  // names the structure already has
};

// Walks shorthand as far as it is typed. Understands the bracketed forms; where it loses its way
// (unknown names, quotes) it says nothing.
class ShorthandWalker {
 public:
  explicit ShorthandWalker(const Shape& shape) { levels_.push_back({&shape, nullptr, {}}); }

  bool walk(std::string_view text) {
    for (const char c : text) {
      if (levels_.size() > kLevelsMost || !step(c)) return false;
    }
    return true;
  }

  [[nodiscard]] ShorthandPosition position() const {
    const Level& level = levels_.back();
    ShorthandPosition result;
    result.typed = typed_;
    if (level.member != nullptr) {
      result.valueOf = level.member;
    } else {
      result.inside = level.shape;
      result.given = level.given;
    }
    return result;
  }

 private:
  static constexpr std::size_t kLevelsMost = 16;

  // shape: what this level is part of. member: whose value is being typed, or nullptr while a name
  // is. In a list in brackets the member stays the same from item to item.
  struct Level {
    const Shape* shape = nullptr;
    const ShapeMember* member = nullptr;
    std::vector<std::string> given;
    bool inList = false;
  };

  bool step(char c) {
    Level& level = levels_.back();
    switch (c) {
      case '=':
        if (level.member != nullptr) return false;
        level.member = level.shape->find(typed_);
        level.given.push_back(typed_);
        typed_.clear();
        return level.member != nullptr;
      case ',':
        if (!level.inList) level.member = nullptr;
        typed_.clear();
        return true;
      case '[': return open(true);
      case '{': return open(false);
      case ']':
      case '}':
        if (levels_.size() < 2) return false;
        levels_.pop_back();
        typed_.clear();
        return true;
      case '\'':
      case '"':
      case '\\': return false;
      default: typed_ += c; return true;
    }
  }

  bool open(bool list) {
    const Level& level = levels_.back();
    if (level.member == nullptr || !typed_.empty()) return false;
    if (list) {
      const bool isList = level.member->shape->kind == ShapeKind::List;
      if (isList) levels_.push_back({level.shape, level.member, {}, true});
      return isList;
    }
    const Shape* shape = level.member->shape;
    if (shape->kind == ShapeKind::List) shape = shape->element;
    if (shape->kind != ShapeKind::Structure) return false;
    levels_.push_back({shape, nullptr, {}});
    return true;
  }

  std::vector<Level> levels_;
  std::string typed_;
};

class Completer {
 public:
  Completer(std::string_view line, const NameSource& names)
      : line_(line), names_(names), partial_(partialLine(line)) {}

  std::vector<Completion> complete() {
    std::size_t at = 0;
    const std::vector<std::string>& words = partial_.words;
    if (at < words.size() && (words[at] == "$" || words[at] == "%")) ++at;
    const bool sawAws = at < words.size() && words[at] == "aws";
    if (sawAws) ++at;
    if (!skipGlobalOptions(&at)) return {};
    if (at == words.size()) {
      offerPrograms(sawAws, at == 0);
      return std::move(found_);
    }
    const std::string& service = words[at++];
    if (!skipGlobalOptions(&at)) return {};
    if (at == words.size()) {
      offerOperations(service);
      return std::move(found_);
    }
    const OperationShape* operation = findCommand(service, words[at++]);
    if (operation != nullptr) offerForOperation(*operation, at);
    return std::move(found_);
  }

 private:
  // False when the cursor is in the value of a global option.
  bool skipGlobalOptions(std::size_t* at) const {
    while (*at < partial_.words.size() && looksLikeOption(partial_.words[*at])) {
      const GlobalOption* option = findGlobalOption(partial_.words[*at]);
      *at += option != nullptr && option->takesValue ? 2 : 1;
    }
    return *at <= partial_.words.size();
  }

  // candidate: the word as it would be typed without quotes. Kept when it starts with what is
  // typed.
  void offer(const std::string& candidate, std::string_view help) {
    offerAfter(partial_.last, candidate, help);
  }

  // typed: the end of the word under the cursor, which the candidate completes.
  void offerAfter(const std::string& typed, const std::string& candidate, std::string_view help) {
    if (!candidate.starts_with(typed)) return;
    const std::string_view raw = line_.substr(partial_.lastOffset);
    // A word that starts here can be quoted as it needs; one that is begun is only carried on.
    found_.push_back(
        {raw.empty() ? quoteForShell(candidate) : std::string(raw) + candidate.substr(typed.size()),
         std::string(help)});
  }

  // As offerAfter; shorthand that starts here starts in quotes, since bash would expand its braces.
  void offerShorthandName(const std::string& typed, const std::string& candidate,
                          std::string_view help) {
    const bool startsHere = partial_.lastOffset == line_.size();
    if (startsHere) {
      found_.push_back({"\"" + candidate, std::string(help)});
    } else {
      offerAfter(typed, candidate, help);
    }
  }

  void offerPrograms(bool sawAws, bool lineStart) {
    if (lineStart) offer("aws", "The AWS command line.");
    for (const CommandService& service : commandServices()) {
      if (service.name != "sim" || !sawAws) offer(std::string(service.name), service.what);
    }
    offer("help", "What can be typed.");
  }

  void offerOperations(const std::string& service) {
    bool known = false;
    for (const OperationShape& operation : operationShapes()) {
      if (operation.service != service) continue;
      known = true;
      offer(commandName(operation), operation.help);
    }
    if (known) offer("help", "All operations.");
  }

  void offerForOperation(const OperationShape& operation, std::size_t first) {
    const std::vector<std::string>& words = partial_.words;
    const ShapeMember* open = nullptr;  // the option whose values are being typed
    bool hasValue = false;
    bool isGlobalValue = false;
    std::vector<std::string_view> given;
    for (std::size_t i = first; i < words.size(); ++i) {
      if (!looksLikeOption(words[i])) {
        isGlobalValue = false;
        hasValue = true;
        continue;
      }
      const std::string name = words[i].substr(0, words[i].find('='));
      const GlobalOption* global = findGlobalOption(name);
      isGlobalValue = (global != nullptr && global->takesValue) || name == "--cli-input-json";
      open = matchOption(*operation.input, name).member;
      hasValue = words[i].size() > name.size();
      if (open == nullptr) continue;
      given.push_back(open->name);
      if (open->shape->kind == ShapeKind::Boolean) open = nullptr;
    }
    const bool typesOption = partial_.last.starts_with('-');
    const bool wantsValue = open != nullptr && !hasValue;
    if (isGlobalValue) return;
    if (typesOption && partial_.last.find('=') != std::string::npos) {
      offerAttachedValue(operation);
      return;
    }
    if (!typesOption && open != nullptr && (wantsValue || open->shape->kind == ShapeKind::List)) {
      offerValues(*open, partial_.last);
    }
    if (!wantsValue) offerOptions(operation, given);
  }

  void offerOptions(const OperationShape& operation, const std::vector<std::string_view>& given) {
    for (const bool required : {true, false}) {
      for (const ShapeMember& member : operation.input->members) {
        const bool isGiven = std::find(given.begin(), given.end(), member.name) != given.end();
        if (member.required != required || isGiven) continue;
        const std::string option = optionName(member);
        offer(option, required ? "Required. " + std::string(member.help) : member.help);
        if (member.shape->kind == ShapeKind::Boolean) {
          offer(negativeOptionName(member), "Not: " + std::string(member.help));
        }
      }
    }
    if (partial_.last.starts_with("--c")) offer("--cli-input-json", "The whole input as JSON.");
  }

  // "--cluster=de": the value stands in the same word.
  void offerAttachedValue(const OperationShape& operation) {
    const std::size_t equals = partial_.last.find('=');
    const ShapeMember* member =
        matchOption(*operation.input, partial_.last.substr(0, equals)).member;
    if (member == nullptr || member->shape->kind == ShapeKind::Boolean) return;
    offerValues(*member, partial_.last.substr(equals + 1));
  }

  void offerValues(const ShapeMember& member, const std::string& typed) {
    const Shape& shape = *member.shape;
    const Shape& item = shape.kind == ShapeKind::List ? *shape.element : shape;
    if (!isContainer(item.kind)) {
      offerScalars(member, item, typed);
      return;
    }
    if (item.kind != ShapeKind::Structure || typed.starts_with('{') || typed.starts_with('['))
      return;
    ShorthandWalker walker(item);
    if (!walker.walk(typed)) return;
    const ShorthandPosition position = walker.position();
    if (position.valueOf != nullptr) {
      const Shape& valueShape = *position.valueOf->shape;
      const bool isList = valueShape.kind == ShapeKind::List;
      offerScalars(*position.valueOf, isList ? *valueShape.element : valueShape, position.typed);
      return;
    }
    if (position.inside == nullptr) return;
    for (const ShapeMember& inner : position.inside->members) {
      const std::vector<std::string>& given = position.given;
      if (std::find(given.begin(), given.end(), inner.name) != given.end()) continue;
      offerShorthandName(position.typed, std::string(inner.name) + openingOf(*inner.shape),
                         inner.help);
    }
  }

  static const char* openingOf(const Shape& shape) {
    switch (shape.kind) {
      case ShapeKind::List: return "=[";
      case ShapeKind::Structure:
      case ShapeKind::Map: return "={";
      default: return "=";
    }
  }

  void offerScalars(const ShapeMember& member, const Shape& scalar, const std::string& typed) {
    for (const std::string_view value : scalar.enumValues) {
      offerAfter(typed, std::string(value), "");
    }
    if (scalar.kind == ShapeKind::Boolean) {
      offerAfter(typed, "true", "");
      offerAfter(typed, "false", "");
    }
    const std::vector<std::string>* names = namesOf(member, names_);
    if (names == nullptr) return;
    for (const std::string& name : *names) {
      const bool listed = member.shape->kind == ShapeKind::List && isListed(name);
      if (!listed) offerAfter(typed, name, "");
    }
  }

  // As a word of its own, or before a comma in the word being typed.
  [[nodiscard]] bool isListed(const std::string& name) const {
    const std::vector<std::string>& words = partial_.words;
    return std::find(words.begin(), words.end(), name) != words.end() ||
           partial_.last.find(name + ",") != std::string::npos;
  }

  std::string_view line_;
  const NameSource& names_;
  PartialLine partial_;
  std::vector<Completion> found_;
};

}  // namespace

std::vector<Completion> completeCommandLine(std::string_view lineUpToCursor,
                                            const NameSource& names) {
  if (lineUpToCursor.size() > kCommandBytesMost) return {};
  return Completer(lineUpToCursor, names).complete();
}

std::size_t completionStart(std::string_view lineUpToCursor) {
  return partialLine(lineUpToCursor).lastOffset;
}

}  // namespace taskyard
