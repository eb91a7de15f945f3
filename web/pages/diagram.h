#pragma once
// The diagram of an account as SVG, for pages that are read or printed: callers on top, VPCs with a
// column per Availability Zone, regional services at the right, arrows for what flows. The same
// facts always give the same picture; colours are classes of read_css.h.

#include <string>
#include <vector>

#include "pages/diagram_facts.h"
#include "pages/html.h"

namespace taskyard {

// A <figure> with the picture and the same in words. title: the caption.
Html diagramFigure(const DiagramFacts& facts, const std::string& title);

// The picture as sentences: its text alternative.
std::vector<std::string> diagramWords(const DiagramFacts& facts);

}  // namespace taskyard
