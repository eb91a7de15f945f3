#include "api/shapes_advice.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kListFindingsMembers[] = {
    optional("rule", kString, "Only findings of this rule, such as single-zone."),
    optional("trap", kString, "Only findings that this trap leads to, such as trap.single-az."),
    optional("resource", kString, "Only findings about this: an ARN, or a service's name."),
};

}  // namespace

constinit const Shape kSimListFindingsInput = structure(kListFindingsMembers);

}  // namespace taskyard::shapes
