#pragma once
// Whether content is well formed beyond what its readers see: references between files, commands
// that parse, hints, sources, keys, options that do not give the answer away. Whether it is true is
// proof's business.

#include "learn/content.h"

namespace taskyard {

// Problems of reading and of linting, ordered by file.
ContentProblems lintContent(const ContentFiles& files);
// Only the latter, for content that was loaded without problems.
ContentProblems lintLoaded(const Content& content);

}  // namespace taskyard
