#pragma once
// What the parts of lint share: where to say what is wrong, and the checks that several kinds of
// content need.

#include <string>
#include <string_view>
#include <vector>

#include "learn/lint.h"

namespace taskyard {

// "All of the above" and its kin, which give the key away.
bool refersToOtherOptions(std::string_view text);

class Lint {
 public:
  Lint(const Content& content, ContentProblems& problems)
      : content_(content), problems_(problems) {}

  [[nodiscard]] const Content& content() const { return content_; }
  void say(const std::string& file, const std::string& pointer, std::string message) {
    problems_.push_back({file, {"Lint", std::move(message), pointer}});
  }

  // Every link of a Markdown text points to something that exists.
  void text(const std::string& file, const std::string& pointer, std::string_view markdown);
  void texts(const std::string& file, const std::string& pointer,
             const std::vector<std::string>& paragraphs);
  // Ids of signals and traps.
  void tags(const std::string& file, const std::string& pointer,
            const std::vector<std::string>& ids);
  void taskStatement(const std::string& file, const std::string& pointer, const std::string& id);
  void sources(const std::string& file, const std::vector<Source>& sources);
  void operations(const std::string& file, const std::string& pointer,
                  const std::vector<std::string>& names);
  // Every command has the shape that its operation wants.
  void script(const std::string& file, const std::string& pointer, const Script& script);
  void request(const std::string& file, const std::string& pointer, const Request& request);
  // Two or more options, some right and some wrong, each with its why, of similar length.
  void choices(const std::string& file, const std::string& pointer,
               const std::vector<Choice>& choices);

  void lesson(const Lesson& lesson);
  void question(const Question& question);
  // What only the whole bank shows: stems that occur twice, letters that the key prefers.
  void questionBank();
  void scenario(const Scenario& scenario);
  void index();
  void glossary();
  void modelCard();

 private:
  void link(const std::string& file, const std::string& pointer, std::string_view target);
  void step(const Lesson& lesson, const Step& step, const std::string& pointer);
  void doStep(const Lesson& lesson, const Step& step, const std::string& pointer);
  void allowed(const Lesson& lesson, const Step& step, const std::string& pointer,
               const Script& script);
  void questionForm(const Question& question);
  void runnable(const Question& question);
  void notRunnable(const Question& question);

  const Content& content_;
  ContentProblems& problems_;
};

}  // namespace taskyard
