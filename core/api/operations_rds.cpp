#include "api/operations.h"
#include "api/shapes_work.h"
#include "api/work_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"rds", "CreateDBInstance", "Makes a relational database.", kChanges, &kCreateDBInstanceInput},
     createDBInstance},
    {{"rds", "DescribeDBInstances", "Shows databases.", kReads, &kDescribeDBInstancesInput},
     describeDBInstances},
    {{"rds", "RebootDBInstance", "Restarts a database, or lets its standby take over.", kChanges,
      &kRebootDBInstanceInput},
     rebootDBInstance},
    {{"rds", "DeleteDBInstance", "Deletes a database.", kChanges, &kDeleteDBInstanceInput},
     deleteDBInstance},
    {{"rds", "CreateDBSubnetGroup", "Says in which subnets databases may be.", kChanges,
      &kCreateDBSubnetGroupInput},
     createDBSubnetGroup},
    {{"rds", "DescribeDBSubnetGroups", "Shows the subnet groups.", kReads,
      &kDescribeDBSubnetGroupsInput},
     describeDBSubnetGroups},
    {{"rds", "DeleteDBSubnetGroup", "Removes a subnet group that no database uses.", kChanges,
      &kDeleteDBSubnetGroupInput},
     deleteDBSubnetGroup},
};

}  // namespace

std::span<const Operation> rds() { return kOperations; }

}  // namespace taskyard::operations
