// The official AWS SDK for JavaScript drives the simulation, native and as WASM: what a program written
// for ECS sends is understood, and what it gets back it can read.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from "@aws-sdk/client-application-auto-scaling";
import {
  ClusterNotFoundException,
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  paginateListTasks,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  waitUntilServicesStable,
} from "@aws-sdk/client-ecs";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startAwsServer } from "./aws_server.mjs";

const kBuilds = {
  native: ["build/native/taskyard", "api"],
  wasm: [process.execPath, "build/wasm/taskyard.js", "api"],
};

const kNetwork = {
  awsvpcConfiguration: { subnets: ["subnet-0a11", "subnet-0b22"], assignPublicIp: "ENABLED" },
};

for (const [name, command] of Object.entries(kBuilds)) {
  describe(`AWS SDK on the ${name} build`, () => {
    let server;
    let ecs;
    let settings;

    before(async () => {
      server = await startAwsServer(command);
      settings = {
        endpoint: server.address,
        region: "us-east-1",
        credentials: { accessKeyId: "example", secretAccessKey: "example" },
        maxAttempts: 1,
      };
      ecs = new ECSClient(settings);
    });
    after(() => server.close());

    test("a service is created, becomes stable and runs a new revision", async () => {
      const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "demo" }));
      assert.equal(cluster.status, "ACTIVE");
      const definition = {
        family: "web",
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        containerDefinitions: [{ name: "web", image: "nginx:1.27", essential: true }],
      };
      const first = await ecs.send(new RegisterTaskDefinitionCommand(definition));
      assert.ok(first.taskDefinition.registeredAt instanceof Date);
      await ecs.send(
        new CreateServiceCommand({
          cluster: "demo",
          serviceName: "web",
          taskDefinition: "web",
          desiredCount: 2,
          launchType: "FARGATE",
          networkConfiguration: kNetwork,
        }),
      );
      await server.ask("sim", "SimAdvance", { seconds: 300 });
      const stable = await waitUntilServicesStable(
        { client: ecs, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
        { cluster: "demo", services: ["web"] },
      );
      assert.equal(stable.state, "SUCCESS");

      await ecs.send(new RegisterTaskDefinitionCommand({ ...definition, memory: "1024" }));
      await ecs.send(
        new UpdateServiceCommand({ cluster: "demo", service: "web", taskDefinition: "web:2" }),
      );
      await server.ask("sim", "SimAdvance", { seconds: 600 });
      const { services } = await ecs.send(
        new DescribeServicesCommand({ cluster: "demo", services: ["web"] }),
      );
      assert.equal(services[0].runningCount, 2);
      assert.match(services[0].taskDefinition, /task-definition\/web:2$/);
      assert.equal(services[0].deployments[0].rolloutState, "COMPLETED");
      assert.match(services[0].events[0].message, /has reached a steady state\.$/);
    });

    test("pages of tasks, a task stopped with a reason, a Date for every moment", async () => {
      await ecs.send(
        new RunTaskCommand({
          cluster: "demo",
          taskDefinition: "web",
          count: 1,
          launchType: "FARGATE",
          networkConfiguration: kNetwork,
        }),
      );
      await server.ask("sim", "SimAdvance", { seconds: 120 });
      const arns = [];
      for await (const page of paginateListTasks(
        { client: ecs, pageSize: 2 },
        { cluster: "demo" },
      )) {
        arns.push(...page.taskArns);
      }
      assert.equal(arns.length, 3);
      const described = await ecs.send(new DescribeTasksCommand({ cluster: "demo", tasks: arns }));
      const alone = described.tasks.find((task) => task.group === "family:web");
      await ecs.send(
        new StopTaskCommand({ cluster: "demo", task: alone.taskArn, reason: "the test is over" }),
      );
      await server.ask("sim", "SimAdvance", { seconds: 120 });
      const after = await ecs.send(
        new DescribeTasksCommand({ cluster: "demo", tasks: [alone.taskArn] }),
      );
      assert.equal(after.tasks[0].stopCode, "UserInitiated");
      assert.equal(after.tasks[0].stoppedReason, "the test is over");
      assert.ok(after.tasks[0].startedAt < after.tasks[0].stoppedAt);
    });

    test("an error is the exception that the SDK has for it", async () => {
      await assert.rejects(
        ecs.send(new DescribeServicesCommand({ cluster: "nowhere", services: ["web"] })),
        (error) =>
          error instanceof ClusterNotFoundException && error.message === "Cluster not found.",
      );
    });

    test("a scalable target is registered and described", async () => {
      const scaling = new ApplicationAutoScalingClient(settings);
      const target = {
        ServiceNamespace: "ecs",
        ResourceId: "service/demo/web",
        ScalableDimension: "ecs:service:DesiredCount",
      };
      await scaling.send(
        new RegisterScalableTargetCommand({ ...target, MinCapacity: 1, MaxCapacity: 5 }),
      );
      const { ScalableTargets } = await scaling.send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" }),
      );
      assert.equal(ScalableTargets[0].MaxCapacity, 5);
      assert.ok(ScalableTargets[0].CreationTime instanceof Date);
    });

    test("a message is sent, received and deleted", async () => {
      // Model choice: message bodies get no MD5, so the client is told not to check it.
      const sqs = new SQSClient({ ...settings, md5: false });
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "job 1" }));
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      assert.equal(Messages.length, 1);
      await sqs.send(
        new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle }),
      );
    });
  });
}
