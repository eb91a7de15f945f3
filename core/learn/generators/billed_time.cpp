// Fargate bills by the second, at least a minute, from the pull on.

#include "engine/cost_formulas.h"
#include "learn/generators/families.h"
#include "learn/generators/wording.h"

namespace taskyard {

Result<Draft> makeBilledTime(Values& values) {
  const std::int64_t pull = values.between(5, 40);
  const std::int64_t work = values.between(5, 90);
  const std::int64_t runs = values.between(2, 9) * 10;
  const std::int64_t each = billedSeconds(FargatePlatform::LinuxX86, (pull + work) * kSecond);
  const std::int64_t sum = pull + work;
  Draft draft;
  draft.stem = {"A Linux task on AWS Fargate pulls its image for " + secondsText(pull) +
                    ", then its container works for " + secondsText(work) +
                    " and exits. The task is run " + std::to_string(runs) + " times a day.",
                "For how many seconds a day is the company billed?"};
  draft.decidingWords = {"pulls its image for " + secondsText(pull)};
  draft.modelKey = secondsText(each * runs);
  draft.closedForm = secondsText((sum < 60 ? 60 : sum) * runs);
  draft.keyWhy = "From the start of the pull to the end of the task, " + std::to_string(sum) +
                 " seconds, but at least 60 for each run.";
  draft.mistakes = {
      {secondsText(work * runs),
       "The pull is billed too, and a run costs at least 60 seconds.",
       {}},
      {secondsText((work < 60 ? 60 : work) * runs), "The pull is billed too.", {}},
      {secondsText(sum * runs), "Each run costs at least 60 seconds.", {}},
      {secondsText(ceilOf(sum, 60) * 60 * runs),
       "Billing is by the second, not by begun minutes.",
       {}},
      {secondsText((sum < 60 ? 60 : sum) * runs + pull * runs), "The pull was counted twice.", {}},
      {secondsText(300 * runs), "Five minutes is the minimum for Windows.", {}}};
  draft.explanation =
      "Fargate bills vCPU and memory from the start of the image download until the task ends, by "
      "the second, at least one minute (Windows: five).";
  draft.sources = {{"AWS Fargate Pricing", "https://aws.amazon.com/fargate/pricing/", "2026-11"}};
  return draft;
}

}  // namespace taskyard
