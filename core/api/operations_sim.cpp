#include "api/elbv2_handlers.h"
#include "api/handlers.h"
#include "api/operations.h"
#include "api/shapes_elbv2.h"
#include "api/shapes_parts.h"
#include "api/shapes_work.h"
#include "api/work_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"sim", "SimPutImage", "Says what a registry holds under a reference and how it behaves.", kChanges, &kSimPutImageInput}, simPutImage},
    {{"sim", "SimInjectFault", "Makes something go wrong.", kChanges, &kSimInjectFaultInput}, simInjectFault},
    {{"sim", "SimClearFault", "Puts a lasting fault right.", kChanges, &kSimClearFaultInput}, simClearFault},
    {{"sim", "SimSetTraffic", "Sends requests to a load balancer or straight to a service.", kChanges, &kSimSetTrafficInput}, simSetTraffic},
    {{"sim", "SimRemoveTraffic", "Ends a traffic.", kChanges, &kSimRemoveTrafficInput}, simRemoveTraffic},
    {{"sim", "SimSetQueueLoad", "Sends messages to a queue.", kChanges, &kSimSetQueueLoadInput}, simSetQueueLoad},
    {{"sim", "SimDescribeLoad", "Shows what is under load, and what holds it back.", kReads, &kSimDescribeLoadInput}, simDescribeLoad},
    {{"sim", "SimAdvance", "Lets simulated time pass.", kChanges, &kSimAdvanceInput}, nullptr},
    {{"sim", "SimDescribe", "Shows the whole picture: time, counts, cost, state hash.", kReads, &kSimDescribeInput}, simDescribe},
    {{"sim", "SimListEvents", "Lists what has happened, oldest first.", kReads, &kSimListEventsInput}, simListEvents},
    {{"sim", "SimExplain", "Walks from an event back to its causes.", kReads, &kSimExplainInput}, simExplain},
    {{"sim", "SimSendRequest", "Sends one request to a load balancer, as a client would.", kReads, &kSimSendRequestInput}, simSendRequest},
};

}  // namespace

std::span<const Operation> sim() { return kOperations; }

}  // namespace taskyard::operations
