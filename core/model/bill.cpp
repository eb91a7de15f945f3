#include "model/bill.h"

namespace taskyard {

const char* nameOf(BillKind kind) {
  switch (kind) {
    case BillKind::FargateTask: return "FargateTask";
    case BillKind::FargateSpotTask: return "FargateSpotTask";
    case BillKind::PublicIpv4: return "PublicIpv4";
    case BillKind::NatGateway: return "NatGateway";
    case BillKind::NatGatewayData: return "NatGatewayData";
    case BillKind::InterfaceEndpoint: return "InterfaceEndpoint";
    case BillKind::LoadBalancer: return "LoadBalancer";
    case BillKind::LoadBalancerUnits: return "LoadBalancerUnits";
    case BillKind::DataOut: return "DataOut";
    case BillKind::DataBetweenZones: return "DataBetweenZones";
    case BillKind::Ec2Instance: return "Ec2Instance";
    case BillKind::EbsVolume: return "EbsVolume";
    case BillKind::LogsIngestion: return "LogsIngestion";
    case BillKind::LogsStorage: return "LogsStorage";
    case BillKind::EcrStorage: return "EcrStorage";
    case BillKind::Secret: return "Secret";
    case BillKind::Alarm: return "Alarm";
    case BillKind::SqsRequests: return "SqsRequests";
    case BillKind::ApiRequests: return "ApiRequests";
    case BillKind::RdsInstance: return "RdsInstance";
    case BillKind::DynamoDb: return "DynamoDb";
    case BillKind::LambdaRequests: return "LambdaRequests";
    case BillKind::LambdaDuration: return "LambdaDuration";
    case BillKind::EksCluster: return "EksCluster";
    case BillKind::SavingsPlanCommitment: return "SavingsPlanCommitment";
    case BillKind::SavingsPlanCovered: return "SavingsPlanCovered";
  }
  return "";
}

}  // namespace taskyard
