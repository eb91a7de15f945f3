#include "support/lessons.h"

#include <doctest/doctest.h>

#include "cli/files.cpp"  // the program's own way to read a folder; it is no library
#include "support/source_root.h"

namespace taskyard {

ContentFiles realContentFiles() {
  const Result<ContentFiles> files = cli::readContentFiles(sourceRoot() + "/lessons");
  if (!files) FAIL(files.error().message);
  return files.value();
}

Content realContent() { return loadContent(realContentFiles()).content; }

}  // namespace taskyard
