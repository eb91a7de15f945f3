#pragma once
// Members of CreateService and UpdateService that the simulation does not act on: they are named,
// kept, and shown again.

#include <string>
#include <vector>

#include "api/handlers.h"

namespace taskyard {

// Pointers of those that are given.
std::vector<std::string> serviceMembersNotActedOn(const ApiCall& call);
// Top-level members to print back in describe output, as one JSON object on top of `known`.
std::string keptJson(const ApiCall& call, const std::vector<std::string>& paths,
                     const std::string& known);
// Whether a member that starts a deployment when it changes, but is not simulated, has changed.
// Source: API Reference, UpdateService.
bool startsOtherRevision(const ApiCall& call, const std::string& known);

}  // namespace taskyard
