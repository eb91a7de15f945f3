#include "api/ec2_handlers.h"
#include "api/handlers.h"
#include "api/operations.h"
#include "api/shapes_ec2.h"
#include "api/shapes_parts.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"sim", "SimPutImage", "Says what a registry holds under a reference and how it behaves.", kChanges, &kSimPutImageInput}, simPutImage},
    {{"sim", "SimInjectFault", "Makes something go wrong.", kChanges, &kSimInjectFaultInput}, simInjectFault},
    {{"sim", "SimClearFault", "Puts a lasting fault right.", kChanges, &kSimClearFaultInput}, simClearFault},
    {{"sim", "SimAdvance", "Lets simulated time pass.", kChanges, &kSimAdvanceInput}, nullptr},
    {{"sim", "SimDescribe", "Shows the whole picture: time, counts, cost, state hash.", kReads, &kSimDescribeInput}, simDescribe},
    {{"sim", "SimListEvents", "Lists what has happened, oldest first.", kReads, &kSimListEventsInput}, simListEvents},
    {{"sim", "SimExplain", "Walks from an event back to its causes.", kReads, &kSimExplainInput}, simExplain},
    {{"sim", "SimTracePath", "Follows a connection hop by hop: where it ends, why, and the cure.", kReads, &kSimTracePathInput}, simTracePath},
};

}  // namespace

std::span<const Operation> sim() { return kOperations; }

}  // namespace taskyard::operations
