// An endpoint for AWS's own SDKs in front of `taskyard api`: HTTP in AWS's JSON protocol on one side,
// one line of JSON each way on the other. Loopback only, for tests.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

// What the X-Amz-Target header calls a service -> what a request calls it.
const kServices = new Map([
  ["AmazonEC2ContainerServiceV20141113", "ecs"],
  ["AnyScaleFrontendService", "application-autoscaling"],
  ["AmazonSQS", "sqs"],
]);

// The command line prints moments as the AWS CLI does; on the wire AWS sends seconds since 1970.
const kMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;
const onTheWire = (_key, value) =>
  typeof value === "string" && kMoment.test(value) ? Date.parse(value) / 1000 : value;

function readBody(request) {
  return new Promise((resolve, reject) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (part) => (text += part));
    request.on("end", () => resolve(text));
    request.on("error", reject);
  });
}

// command: the program with its arguments, e.g. ["build/native/taskyard", "api"].
// Resolves to {address, ask(service, operation, input), close()}; ask() is for what SDKs do not have.
export async function startAwsServer(command) {
  const child = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()(JSON.parse(line)));
  const ask = (service, operation, input) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      child.stdin.write(`${JSON.stringify({ service, operation, input })}\n`);
    });

  const server = createServer(async (request, response) => {
    const [target, operation] = String(request.headers["x-amz-target"]).split(".");
    const version = String(request.headers["content-type"]);
    const body = await readBody(request);
    const answer = await ask(kServices.get(target) ?? target, operation, JSON.parse(body || "{}"));
    response.writeHead(answer.ok ? 200 : 400, { "content-type": version });
    response.end(
      answer.ok
        ? JSON.stringify(answer.output, onTheWire)
        : JSON.stringify({ __type: answer.error.code, message: answer.error.message }),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    address: `http://127.0.0.1:${server.address().port}`,
    ask,
    close: async () => {
      child.stdin.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
