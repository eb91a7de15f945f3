#pragma once
// A teacher's set by code: typing one in, making one, taking it, and what of it goes to paper or to
// a learning platform.

#include "learn/progress.h"
#include "learn/question_set.h"
#include "pages/html.h"

namespace taskyard {

// The forms "open-set" (fields "code", "student") and "make-set" (field "count").
void addSetForms(Html& html);

// What the code names. Actions: "begin-set", "set-file" (data-file: csv, gift, qti), both with
// data-code.
Html setPage(const SetCode& code, const Progress& progress);

// The hand-out, or with keys its key, to be printed. Actions: "print", "set-file" (data-file:
// handout, key).
Html setPaperPage(const QuestionSet& set, bool keys);

}  // namespace taskyard
