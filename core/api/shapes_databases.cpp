// The inputs of Amazon RDS ("rds", 2014-10-31) and DynamoDB ("dynamodb", 2012-08-10), as in AWS's
// public API model, without members that have nothing to do with what tasks meet.

#include "api/shapes_work.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kIdentifier =
    required("DBInstanceIdentifier", kString, "What the database is called.");

constexpr ShapeMember kCreateDatabaseMembers[] = {
    optional("DBName", kString, "First database inside the instance."),
    kIdentifier,
    optional("AllocatedStorage", kInteger, "GiB of storage."),
    required("DBInstanceClass", kString, "Size, such as db.t3.micro: sets max_connections."),
    required("Engine", kString, "mysql, mariadb or postgres."),
    optional("EngineVersion", kString, "Version of the engine."),
    optional("MasterUsername", kString, "First user."),
    optional("MasterUserPassword", kString, "Its password; better: ManageMasterUserPassword."),
    optional("ManageMasterUserPassword", kBoolean, "Keep the password in Secrets Manager."),
    optional("DBSubnetGroupName", kString, "Subnets of the instance."),
    optional("VpcSecurityGroupIds", kStrings, "Firewalls of the instance.")
        .naming(NameKind::SecurityGroup),
    optional("AvailabilityZone", kString, "Its zone, for one without a standby."),
    optional("Port", kInteger, "3306, or 5432 for postgres, when absent.").between(1150, 65535),
    optional("MultiAZ", kBoolean, "A standby in another zone takes over when needed."),
    optional("PubliclyAccessible", kBoolean, "Whether it gets a public address."),
    optional("StorageType", kString, "gp2, gp3, io1."),
    optional("StorageEncrypted", kBoolean, "Whether storage is encrypted."),
    optional("BackupRetentionPeriod", kInteger, "Days that backups are kept."),
    optional("DeletionProtection", kBoolean, "Refuse to delete it."),
};
constexpr ShapeMember kDescribeDatabasesMembers[] = {
    optional("DBInstanceIdentifier", kString, "Only this one."),
    optional("MaxRecords", kInteger, "How many to list at once.").between(20, 100),
    optional("Marker", kString, "From the last answer: where the next page starts."),
};
constexpr ShapeMember kDeleteDatabaseMembers[] = {
    kIdentifier,
    optional("SkipFinalSnapshot", kBoolean, "Delete without a last snapshot."),
    optional("FinalDBSnapshotIdentifier", kString, "Name of the last snapshot."),
    optional("DeleteAutomatedBackups", kBoolean, "Backups go as well."),
};
constexpr ShapeMember kRebootDatabaseMembers[] = {
    kIdentifier,
    optional("ForceFailover", kBoolean, "The standby takes over (Multi-AZ only)."),
};

constexpr ShapeMember kGroupName =
    required("DBSubnetGroupName", kString, "What the subnet group is called.");
constexpr ShapeMember kCreateGroupMembers[] = {
    kGroupName,
    required("DBSubnetGroupDescription", kString, "What it is for."),
    required("SubnetIds", kStrings, "In at least two Availability Zones.").naming(NameKind::Subnet),
};
constexpr ShapeMember kDescribeGroupsMembers[] = {
    optional("DBSubnetGroupName", kString, "Only this one."),
};
constexpr ShapeMember kDeleteGroupMembers[] = {kGroupName};

constexpr ShapeMember kTableName = required("TableName", kString, "What the table is called.");
constexpr ShapeMember kThroughputMembers[] = {
    required("ReadCapacityUnits", kInteger, "Reads per second.").clientBetween(1, 40000),
    required("WriteCapacityUnits", kInteger, "Writes per second.").clientBetween(1, 40000),
};
constexpr Shape kThroughput = structure(kThroughputMembers);
constexpr std::string_view kBillingModeValues[] = {"PROVISIONED", "PAY_PER_REQUEST"};
constexpr Shape kBillingMode = enumeration(kBillingModeValues);
constexpr ShapeMember kAttributeDefinitionMembers[] = {
    required("AttributeName", kString, "Name of the attribute."),
    required("AttributeType", kString, "S, N or B."),
};
constexpr Shape kAttributeDefinition = structure(kAttributeDefinitionMembers);
constexpr Shape kAttributeDefinitions = listOf(kAttributeDefinition);
constexpr ShapeMember kKeySchemaElementMembers[] = {
    required("AttributeName", kString, "Name of the attribute."),
    required("KeyType", kString, "HASH or RANGE."),
};
constexpr Shape kKeySchemaElement = structure(kKeySchemaElementMembers);
constexpr Shape kKeySchema = listOf(kKeySchemaElement);
constexpr ShapeMember kCreateTableMembers[] = {
    optional("AttributeDefinitions", kAttributeDefinitions, "The key's attributes."),
    kTableName,
    optional("KeySchema", kKeySchema, "Partition key and sort key."),
    optional("BillingMode", kBillingMode, "PROVISIONED when absent."),
    optional("ProvisionedThroughput", kThroughput, "Reads and writes per second."),
    optional("TableClass", kString, "STANDARD or STANDARD_INFREQUENT_ACCESS."),
    optional("DeletionProtectionEnabled", kBoolean, "Refuse to delete it."),
    optional("Tags", kDocument, "Labels."),
};
constexpr ShapeMember kTableOnlyMembers[] = {kTableName};
constexpr ShapeMember kUpdateTableMembers[] = {
    kTableName,
    optional("BillingMode", kBillingMode, "On demand or provisioned."),
    optional("ProvisionedThroughput", kThroughput, "Reads and writes per second."),
};

}  // namespace

constinit const Shape kCreateDBSubnetGroupInput = structure(kCreateGroupMembers);
constinit const Shape kDescribeDBSubnetGroupsInput = structure(kDescribeGroupsMembers);
constinit const Shape kDeleteDBSubnetGroupInput = structure(kDeleteGroupMembers);
constinit const Shape kCreateDBInstanceInput = structure(kCreateDatabaseMembers);
constinit const Shape kDescribeDBInstancesInput = structure(kDescribeDatabasesMembers);
constinit const Shape kDeleteDBInstanceInput = structure(kDeleteDatabaseMembers);
constinit const Shape kRebootDBInstanceInput = structure(kRebootDatabaseMembers);
constinit const Shape kCreateTableInput = structure(kCreateTableMembers);
constinit const Shape kDescribeTableInput = structure(kTableOnlyMembers);
constinit const Shape kUpdateTableInput = structure(kUpdateTableMembers);
constinit const Shape kDeleteTableInput = structure(kTableOnlyMembers);

}  // namespace taskyard::shapes
