#include "api/operations.h"
#include "api/shapes_work.h"
#include "api/work_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"dynamodb", "CreateTable", "Makes a table.", kChanges, &kCreateTableInput}, createTable},
    {{"dynamodb", "DescribeTable", "Shows a table.", kReads, &kDescribeTableInput}, describeTable},
    {{"dynamodb", "UpdateTable", "Changes a table's capacity.", kChanges, &kUpdateTableInput},
     updateTable},
    {{"dynamodb", "DeleteTable", "Deletes a table.", kChanges, &kDeleteTableInput}, deleteTable},
};

}  // namespace

std::span<const Operation> dynamodb() { return kOperations; }

}  // namespace taskyard::operations
