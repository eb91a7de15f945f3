#pragma once
// Operations around services: rollouts (ecs_service_deployments.cpp), scale-in protection
// (ecs_task_protection.cpp), the end of revisions (ecs_task_definitions.cpp).

#include "api/handlers.h"

namespace taskyard {

// Errors: ServiceNotFoundException, ClusterNotFoundException, InvalidParameterException.
Result<ApiAnswer> listServiceDeployments(const ApiCall& call);
// Unknown ARNs are listed under "failures" as MISSING.
Result<ApiAnswer> describeServiceDeployments(const ApiCall& call);
Result<ApiAnswer> describeServiceRevisions(const ApiCall& call);
// Errors: ServiceDeploymentNotFoundException; ConflictException when it is over or there is nothing
// to return to; SimNotModelled for ABORT.
Result<ApiAnswer> stopServiceDeployment(const ApiCall& call);

// Errors: InvalidParameterException; per task under "failures": MISSING, TASK_NOT_VALID,
// DEPLOYMENT_BLOCKED.
Result<ApiAnswer> executeCommand(const ApiCall& call);  // ecs_exec.cpp
// ECS Exec is asked for, and there is no task role. what, done: "service", "updated". AWS's words,
// as users report them for services (aws-cli issue 6242); for RunTask "task", "run" is ours.
std::optional<Error> execRefused(const TaskDefinition& definition, const std::string& what,
                                 const std::string& done);
Result<ApiAnswer> updateTaskProtection(const ApiCall& call);
Result<ApiAnswer> getTaskProtection(const ApiCall& call);

// Errors: InvalidParameterException; per revision under "failures".
Result<ApiAnswer> deleteTaskDefinitions(const ApiCall& call);

}  // namespace taskyard
