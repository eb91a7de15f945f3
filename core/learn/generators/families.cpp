#include "learn/generators/families.h"

namespace taskyard {

namespace {

constexpr GeneratorFamily kFamilies[] = {
    {"rolling-minimum", "Tasks that keep running during a deployment", "2.2",
     "trap.no-architecture-left", makeRollingMinimum},
    {"rolling-maximum", "Tasks that exist at once during a deployment", "2.2",
     "trap.no-architecture-left", makeRollingMaximum},
    {"rolling-deadlock", "A deployment that can never begin", "2.2", "trap.no-architecture-left",
     makeRollingDeadlock},
    {"circuit-breaker", "Failures that trip the circuit breaker", "2.2", "", makeCircuitBreaker},
    {"base-weight", "How base and weight share tasks", "4.2", "", makeBaseWeight},
    {"fargate-size", "Task sizes that Fargate offers", "3.2", "trap.wrong-size", makeFargateSize},
    {"backlog-per-task", "Workers for a queue", "2.1", "trap.cpu-only-worker-scaling",
     makeBacklogPerTask},
    {"target-tracking", "What target tracking asks for", "3.2", "", makeTargetTracking},
    {"step-scaling", "What a step policy asks for", "3.2", "", makeStepScaling},
    {"reservation", "CapacityProviderReservation", "3.2", "signal.host-control", makeReservation},
    {"group-size", "Instances that managed scaling aims at", "3.2", "signal.host-control",
     makeGroupSize},
    {"bin-packing", "Instances that a binpack strategy fills", "4.2", "signal.host-control",
     makeBinPacking},
    {"interface-limit", "Tasks per instance in awsvpc mode", "3.4", "signal.host-control",
     makeInterfaceLimit},
    {"endpoint-set", "Endpoints for a pull without internet", "1.2", "trap.no-architecture-left",
     makeEndpointSet},
    {"shutdown-time", "How long a task takes to go", "2.2", "", makeShutdownTime},
    {"zone-loss", "Tasks that are left when a zone fails", "2.2", "trap.single-az", makeZoneLoss},
    {"monthly-cost", "The monthly bill of two designs", "4.2", "trap.wrong-size", makeMonthlyCost},
    {"nat-or-endpoints", "NAT gateways against interface endpoints", "4.4", "", makeNatOrEndpoints},
    {"billed-time", "Seconds that Fargate bills", "4.2", "", makeBilledTime},
};

}  // namespace

std::span<const GeneratorFamily> generatorFamilies() { return kFamilies; }

}  // namespace taskyard
