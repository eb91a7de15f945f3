#pragma once
// How the records of the network are found, named and counted. Only network_*.cpp include this.

#include <string>
#include <string_view>
#include <vector>

#include "base/draw.h"
#include "base/hash.h"
#include "model/state.h"

namespace taskyard {

// New connections follow the change at once.
inline void networkChanged(State& state) { ++state.network.generation; }

// records.size() when there is none.
template <class Record, class Id>
std::size_t positionOf(const std::vector<Record>& records, Id Record::*member,
                       std::string_view id) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].*member == id) return i;
  }
  return records.size();
}

// Not valid when there is none of that id, or it is deleted.
template <class Found, class Record>
Found findLive(const std::vector<Record>& records, std::string Record::*member,
               std::string_view id) {
  const std::size_t position = positionOf(records, member, id);
  if (position == records.size() || records[position].deleted) return {};
  return Found(position);
}

// The id that follows from kind and name. A second thing of the same name, and one without a name,
// gets one from the seed and a count.
template <class Record>
std::string newIdAmong(State& state, const char* kind, const std::string& name,
                       const std::vector<Record>& records, std::string Record::*member) {
  ++state.network.created;
  std::string id = namedId(kind, name);
  const bool known = positionOf(records, member, id) != records.size();
  if (!name.empty() && name != "default" && !known) return id;
  return std::string(kind) + "-0" +
         hex64(draw({state.seed, Purpose::NetworkThing, state.network.created, 0}));
}

}  // namespace taskyard
