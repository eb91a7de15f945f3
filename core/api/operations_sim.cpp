#include "api/advice_handlers.h"
#include "api/capacity_handlers.h"
#include "api/cloudwatch_handlers.h"
#include "api/cost_handlers.h"
#include "api/ec2_handlers.h"
#include "api/elbv2_handlers.h"
#include "api/functions_handlers.h"
#include "api/handlers.h"
#include "api/operations.h"
#include "api/shapes_advice.h"
#include "api/shapes_capacity.h"
#include "api/shapes_cloudwatch.h"
#include "api/shapes_cost.h"
#include "api/shapes_ec2.h"
#include "api/shapes_elbv2.h"
#include "api/shapes_functions.h"
#include "api/shapes_parts.h"
#include "api/shapes_work.h"
#include "api/work_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"sim", "SimPutImage", "Says what a registry holds under a reference and how it behaves.",
      kChanges, &kSimPutImageInput},
     simPutImage},
    {{"sim", "SimInjectFault", "Makes something go wrong.", kChanges, &kSimInjectFaultInput},
     simInjectFault},
    {{"sim", "SimClearFault", "Puts a lasting fault right.", kChanges, &kSimClearFaultInput},
     simClearFault},
    {{"sim", "SimSetMetric", "Feeds a metric by hand, minute by minute.", kChanges,
      &kSimSetMetricInput},
     simSetMetric},
    {{"sim", "SimSetTraffic", "Sends requests to a load balancer or straight to a service.",
      kChanges, &kSimSetTrafficInput},
     simSetTraffic},
    {{"sim", "SimRemoveTraffic", "Ends a traffic.", kChanges, &kSimRemoveTrafficInput},
     simRemoveTraffic},
    {{"sim", "SimSetQueueLoad", "Sends messages to a queue.", kChanges, &kSimSetQueueLoadInput},
     simSetQueueLoad},
    {{"sim", "SimDescribeLoad", "Shows what is under load, and what holds it back.", kReads,
      &kSimDescribeLoadInput},
     simDescribeLoad},
    {{"sim", "SimAdvance", "Lets simulated time pass.", kChanges, &kSimAdvanceInput}, nullptr},
    {{"sim", "SimDescribe", "Shows the whole picture: time, counts, cost, state hash.", kReads,
      &kSimDescribeInput},
     simDescribe},
    {{"sim", "SimListEvents", "Lists what has happened, oldest first.", kReads,
      &kSimListEventsInput},
     simListEvents},
    {{"sim", "SimExplain", "Walks from an event back to its causes.", kReads, &kSimExplainInput},
     simExplain},
    {{"sim", "SimListFindings", "Lists what the advisor would change in the design, and how.",
      kReads, &kSimListFindingsInput},
     simListFindings},
    {{"sim", "SimDescribeCost", "Shows what has been spent, by resource and by decision.", kReads,
      &kSimDescribeCostInput},
     simDescribeCost},
    {{"sim", "SimListPrices", "Lists the prices that the bill is made with, and their sources.",
      kReads, &kSimListPricesInput},
     simListPrices},
    {{"sim", "SimSetSavingsPlan", "Commits to pay a sum every hour for cheaper compute.", kChanges,
      &kSimSetSavingsPlanInput},
     simSetSavingsPlan},
    {{"sim", "SimSetFunctionWork", "Says what one invocation of a function has to do.", kChanges,
      &kSimSetFunctionWorkInput},
     simSetFunctionWork},
    {{"sim", "SimSetInvocations", "Lets events call a function, so many a second.", kChanges,
      &kSimSetInvocationsInput},
     simSetInvocations},
    {{"sim", "SimDescribeFunction",
      "Shows what a function has done: duration, throttles, timeouts.", kReads,
      &kSimDescribeFunctionInput},
     simDescribeFunction},
    {{"sim", "SimRunPods", "Asks whether pods could run on an EKS cluster.", kReads,
      &kSimRunPodsInput},
     simRunPods},
    {{"sim", "SimLaunchHost", "Launches an EC2 instance to use by hand, outside ECS.", kChanges,
      &kSimLaunchHostInput},
     simLaunchHost},
    {{"sim", "SimDockerRun", "Starts a container by hand on such an instance.", kChanges,
      &kSimDockerRunInput},
     simDockerRun},
    {{"sim", "SimDockerPs", "Lists the containers on such an instance.", kReads,
      &kSimDockerPsInput},
     simDockerPs},
    {{"sim", "SimDockerStop", "Stops a container on such an instance.", kChanges,
      &kSimDockerStopInput},
     simDockerStop},
    {{"sim", "SimSetQuota", "Sets a quota of the account, as a support case would.", kChanges,
      &kSimSetQuotaInput},
     simSetQuota},
    {{"sim", "SimDescribePlacement",
      "Shows why each instance could or could not take a service's last task.", kReads,
      &kSimDescribePlacementInput},
     simDescribePlacement},
    {{"sim", "SimSendRequest", "Sends one request to a load balancer or API, as a client would.",
      kReads, &kSimSendRequestInput},
     simSendRequest},
    {{"sim", "SimTracePath", "Follows a connection hop by hop: where it ends, why, and the cure.",
      kReads, &kSimTracePathInput},
     simTracePath},
};

}  // namespace

std::span<const Operation> sim() { return kOperations; }

}  // namespace taskyard::operations
