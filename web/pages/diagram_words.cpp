// The diagram as sentences, for who cannot see it.

#include "base/text.h"
#include "model/network.h"
#include "pages/diagram.h"

namespace taskyard {

namespace {

std::string zonesText(const std::array<bool, kZoneCount>& zones) {
  std::vector<std::string> names;
  for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
    if (zones[zone]) names.push_back(zoneName(static_cast<std::uint8_t>(zone)));
  }
  return joinWords(names);
}

void addBandWords(const DiagramBand& band, std::vector<std::string>& words) {
  const std::string where = band.isPublic ? "the public subnets" : "the private subnets";
  std::vector<std::string> subnets;
  for (const std::string& subnet : band.subnets) {
    if (!subnet.empty()) subnets.push_back(subnet);
  }
  words.push_back((band.isPublic ? "Public subnets: " : "Private subnets: ") + joinWords(subnets) +
                  ".");
  for (const DiagramRow& row : band.rows) {
    if (row.kind == DiagramRow::Kind::Cells) {
      for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
        if (row.cells[zone].empty()) continue;
        words.push_back("In " + where + " of " + zoneName(static_cast<std::uint8_t>(zone)) + ": " +
                        row.cells[zone] + ".");
      }
      continue;
    }
    const std::string detail = row.detail.empty() ? "" : " (" + row.detail + ")";
    words.push_back(row.title + detail + " in " + where + " of " + zonesText(row.zones) + ".");
  }
}

}  // namespace

std::vector<std::string> diagramWords(const DiagramFacts& facts) {
  std::vector<std::string> words;
  for (const DiagramVpc& vpc : facts.vpcs) {
    words.push_back(vpc.title + ".");
    for (const DiagramBand& band : vpc.bands) addBandWords(band, words);
  }
  for (const DiagramThing& thing : facts.regional) {
    words.push_back(thing.detail + " " + thing.title + ".");
  }
  for (const DiagramFlow& flow : facts.flows) {
    words.push_back(*titleOf(facts, flow.from) + " " + flow.words + " " + *titleOf(facts, flow.to) +
                    ".");
  }
  return words;
}

}  // namespace taskyard
