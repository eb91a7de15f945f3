// generate: one question of a family, as a learner with that seed gets it.

#include "cli/command.h"
#include "learn/generators/generator.h"

namespace taskyard::cli {

namespace {

JsonValue familyJson(const GeneratorFamily& family) {
  return JsonValue::object({{"id", family.id},
                            {"title", family.title},
                            {"taskStatement", family.taskStatement},
                            {"tag", family.tag}});
}

int listFamilies(const Invocation& invocation) {
  JsonValue list = JsonValue::array();
  for (const GeneratorFamily& family : generatorFamilies()) {
    if (invocation.json()) {
      list.push(familyJson(family));
    } else {
      print(std::string(family.id) + ": " + std::string(family.title));
    }
  }
  if (invocation.json()) printJson(JsonValue::object({{"families", std::move(list)}}));
  return kGood;
}

JsonValue questionJson(const Question& question) {
  JsonValue stem = JsonValue::array();
  for (const std::string& paragraph : question.stem) stem.push(paragraph);
  JsonValue options = JsonValue::array();
  for (const Option& option : question.options) {
    options.push(JsonValue::object({{"text", option.choice.text},
                                    {"correct", option.choice.correct},
                                    {"why", option.choice.why}}));
  }
  return JsonValue::object({{"id", question.id},
                            {"taskStatement", question.taskStatement},
                            {"stem", std::move(stem)},
                            {"options", std::move(options)},
                            {"explanation", question.explanation}});
}

void printQuestion(const Question& question, std::uint64_t seed) {
  for (const std::string& paragraph : question.stem) print(paragraph);
  std::size_t shown = 0;
  for (const std::size_t position : optionOrder(question, seed)) {
    const Choice& choice = question.options[position].choice;
    print(std::string(1, static_cast<char>('A' + shown++)) + (choice.correct ? " * " : "   ") +
          choice.text + "  (" + choice.why + ")");
  }
  print(question.explanation);
}

}  // namespace

int generateCommand(const Invocation& invocation) {
  const Result<std::optional<std::uint64_t>> given = seedOf(invocation);
  if (!given) return refuse(invocation, given.error());
  if (invocation.arguments.words().empty()) return listFamilies(invocation);
  const std::string& name = invocation.arguments.words()[0];
  const GeneratorFamily* family = findFamily(name);
  if (family == nullptr) {
    return refuse(invocation, {"UsageError", "there is no family \"" + name +
                                                 "\"; taskyard generate lists them"});
  }
  const std::uint64_t seed = given.value().value_or(1);
  const Result<Question> question = generateQuestion(*family, seed);
  if (!question) {
    complain(question.error().message);
    return kNegative;
  }
  if (invocation.json()) {
    printJson(questionJson(question.value()));
  } else {
    printQuestion(question.value(), seed);
  }
  return kGood;
}

}  // namespace taskyard::cli
