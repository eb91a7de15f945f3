#include "learn/tags.h"

#include "base/assert.h"

namespace taskyard {

namespace {

constexpr Tag kSignals[] = {
    {"signal.no-servers", "run containers without managing servers", "ECS with Fargate"},
    {"signal.low-overhead", "a containerized application with low operational overhead",
     "ECS with Fargate"},
    {"signal.host-control", "full control over the container host instances", "ECS on EC2"},
    {"signal.long-running-behind-alb", "a long-running container service behind a load balancer",
     "an ECS service"},
    {"signal.image-registry", "a registry for the images that ECS deploys", "Amazon ECR"},
    {"signal.short-event-function", "a short function that an event starts", "AWS Lambda, not ECS"},
    {"signal.kubernetes", "Kubernetes by name", "Amazon EKS, not ECS"},
};

constexpr Tag kTraps[] = {
    {"trap.fargate-replaces-ecs", "Fargate replaces ECS",
     "ECS decides what runs; Fargate is one kind of capacity it can run on"},
    {"trap.role-mixup", "the task role and the task execution role are the same thing",
     "the execution role lets ECS start the task; the task role is what the application may do"},
    {"trap.public-ip-every-task", "every task of a public service needs a public IP",
     "a public load balancer stands before tasks in private subnets"},
    {"trap.containers-need-no-patching", "containers need no patching",
     "images and their packages are patched by building and deploying again"},
    {"trap.lambda-for-long-running", "Lambda for a container service that runs all day",
     "long-running work belongs to an ECS service"},
    {"trap.forgotten-logs", "logs can wait",
     "without a log configuration the evidence goes with the container"},
    {"trap.no-architecture-left", "with Fargate there is no architecture left to design",
     "VPC, IAM, load balancing and scaling are still yours"},
    {"trap.docker-run-by-hand", "starting containers by hand is enough",
     "a service keeps the number of tasks; what was started by hand stays dead when it dies"},
    {"trap.credentials-in-image", "credentials can live in the image or in plain variables",
     "the task role gives permissions; Secrets Manager or Parameter Store give secrets"},
    {"trap.single-az", "one task or one Availability Zone is enough, AWS looks after the host",
     "AWS replaces hosts; being available meanwhile takes several tasks in several zones"},
    {"trap.cpu-only-worker-scaling", "queue workers scale on CPU",
     "queue workers scale on the backlog that each task has"},
    {"trap.wrong-size", "any CPU and memory will do",
     "too small is throttled or killed, too large is paid for"},
};

constexpr TaskStatement kTaskStatements[] = {
    {"1.1", "Design secure access to AWS resources"},
    {"1.2", "Design secure workloads and applications"},
    {"1.3", "Determine appropriate data security controls"},
    {"2.1", "Design scalable and loosely coupled architectures"},
    {"2.2", "Design highly available and/or fault-tolerant architectures"},
    {"3.1", "Determine high-performing and/or scalable storage solutions"},
    {"3.2", "Design high-performing and elastic compute solutions"},
    {"3.3", "Determine high-performing database solutions"},
    {"3.4", "Determine high-performing and/or scalable network architectures"},
    {"3.5", "Determine high-performing data ingestion and transformation solutions"},
    {"4.1", "Design cost-optimized storage solutions"},
    {"4.2", "Design cost-optimized compute solutions"},
    {"4.3", "Design cost-optimized database solutions"},
    {"4.4", "Design cost-optimized network architectures"},
};

constexpr ExamDomain kDomains[] = {
    {1, "Design Secure Architectures", 30},
    {2, "Design Resilient Architectures", 26},
    {3, "Design High-Performing Architectures", 24},
    {4, "Design Cost-Optimized Architectures", 20},
};

}  // namespace

std::span<const Tag> signalTags() { return kSignals; }
std::span<const Tag> trapTags() { return kTraps; }
std::span<const TaskStatement> taskStatements() { return kTaskStatements; }
std::span<const ExamDomain> examDomains() { return kDomains; }

const Tag* findTag(std::string_view id) {
  for (const Tag& tag : isTrap(id) ? trapTags() : signalTags()) {
    if (tag.id == id) return &tag;
  }
  return nullptr;
}

const TaskStatement* findTaskStatement(std::string_view id) {
  for (const TaskStatement& statement : kTaskStatements) {
    if (statement.id == id) return &statement;
  }
  return nullptr;
}

const ExamDomain& domainOf(std::string_view taskStatement) {
  TY_ASSERT(findTaskStatement(taskStatement) != nullptr);
  return kDomains[static_cast<std::size_t>(taskStatement.front() - '1')];
}

}  // namespace taskyard
