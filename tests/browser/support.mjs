// What every browser test starts from: the built page served on loopback, and Debian's Chromium
// drawing WebGL2 in software. Nothing here waits for a fixed time, and a page that reports an error
// to the console fails its test.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "../../scripts/serve.mjs";

export const kRoot = join(dirname(fileURLToPath(import.meta.url)), "../..");
const kSite = join(kRoot, "build/wasm/site");
const kScreenshots = join(kRoot, "build/screenshots");

function chromiumPath() {
  const found = [
    process.env.TASKYARD_CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => path && existsSync(path));
  assert.ok(found, "no Chromium: run scripts/deps test, or set TASKYARD_CHROMIUM to the program");
  return found;
}

// In the page: exams and sets get the same seeds in every run, so that a test passes or fails for good.
// The numbers are those of Park and Miller's generator.
function drawTheSame() {
  let last = 1;
  crypto.getRandomValues = (values) => {
    for (let i = 0; i < values.length; i++) {
      last = (last * 48271) % 2147483647;
      values[i] = last;
    }
    return values;
  };
}

// Serves a folder (the built page unless told otherwise) and opens Chromium for the length of a test
// file. Returns {address, newPage(options), close()}; call close() in after().
export async function startBrowser({ folder = kSite, args = [] } = {}) {
  assert.ok(existsSync(join(folder, "index.html")), `${folder} is not built`);
  const server = await startServer({ folder });
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-dev-shm-usage",
      ...args,
    ],
  });

  // A page in a context of its own (own storage), already at `path`. `page.problems` collects console
  // errors and uncaught exceptions; checkQuiet(page) asserts that there were none.
  async function newPage({ path = "", ...contextOptions } = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      // Each context would fetch everything once more; offline.test.mjs wants it.
      serviceWorkers: "block",
      ...contextOptions,
    });
    await context.addInitScript(drawTheSame);
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") page.problems.push(message.text());
    });
    await page.goto(server.address + path);
    return page;
  }

  async function close() {
    await browser.close();
    await server.close();
  }

  return { address: server.address, newPage, close };
}

export function checkQuiet(page) {
  assert.deepEqual(page.problems, [], "the page reported errors");
}

// Saves build/screenshots/NAME.png, to be looked at, and returns its bytes.
export async function screenshot(page, name) {
  mkdirSync(kScreenshots, { recursive: true });
  return page.screenshot({ path: join(kScreenshots, `${name}.png`) });
}

// Services with so many tasks in the sandbox, as many as it takes (a service has 5,000 at most), and
// half an hour for them to start. The default VPC has 12,273 addresses: for more tasks there are VPCs
// as large as AWS makes them.
export async function startTasks(page, tasks) {
  await page.evaluate((count) => {
    const { api, advance } = window.taskyard;
    const must = (...request) => {
      const answer = api(...request);
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      return answer.output;
    };
    const largeVpc = (number) => {
      const { Vpc } = must("ec2", "CreateVpc", { CidrBlock: `10.${number}.0.0/16` });
      const subnets = ["a", "b", "c"].map(
        (zone, index) =>
          must("ec2", "CreateSubnet", {
            VpcId: Vpc.VpcId,
            CidrBlock: `10.${number}.${index * 64}.0/18`,
            AvailabilityZone: `us-east-1${zone}`,
          }).Subnet.SubnetId,
      );
      const gateway = must("ec2", "CreateInternetGateway", {}).InternetGateway.InternetGatewayId;
      must("ec2", "AttachInternetGateway", { InternetGatewayId: gateway, VpcId: Vpc.VpcId });
      const [table] = must("ec2", "DescribeRouteTables", {
        Filters: [{ Name: "vpc-id", Values: [Vpc.VpcId] }],
      }).RouteTables;
      must("ec2", "CreateRoute", {
        RouteTableId: table.RouteTableId,
        DestinationCidrBlock: "0.0.0.0/0",
        GatewayId: gateway,
      });
      return subnets;
    };
    const networks =
      count <= 12_000 ? [["subnet-0a11", "subnet-0b22", "subnet-0c33"]] : [1, 2, 3].map(largeVpc);
    must("ecs", "CreateCluster", { clusterName: "demo" });
    must("ecs", "RegisterTaskDefinition", {
      family: "web",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: [
        { name: "web", image: "public.ecr.aws/nginx/nginx:1.27", essential: true },
      ],
    });
    for (let left = count, number = 0; left > 0; left -= 5000, number++) {
      must("ecs", "CreateService", {
        cluster: "demo",
        serviceName: number === 0 ? "web" : `web-${number + 1}`,
        taskDefinition: "web",
        desiredCount: Math.min(left, 5000),
        launchType: "FARGATE",
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: networks[number % networks.length],
            assignPublicIp: "ENABLED",
          },
        },
      });
    }
    for (let minute = 0; minute < 30; minute++) advance(60);
  }, tasks);
}

// The pixels of the canvas as the compositor has them, so the drawing buffer need not be preserved;
// decoded in an empty page, where no content security policy forbids it. read(words, count) runs
// there.
async function readCanvas(page, selector, read) {
  const picture = (await page.locator(selector).first().screenshot()).toString("base64");
  const decoder = await page.context().newPage();
  const answer = await decoder.evaluate(
    async ([base64, source]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const bytes = context.getImageData(0, 0, image.width, image.height).data;
      return new Function("bytes", `return (${source})(bytes)`)(bytes);
    },
    [picture, read.toString()],
  );
  await decoder.close();
  return answer;
}

// How many different colours a canvas shows: 1 for a canvas on which nothing was drawn.
function canvasColours(page, selector = "canvas") {
  return readCanvas(page, selector, (bytes) => new Set(new Uint32Array(bytes.buffer)).size);
}

// How bright a canvas is on average, 0 to 255.
export function canvasLight(page, selector = "canvas") {
  return readCanvas(page, selector, (bytes) => {
    let sum = 0;
    for (let i = 0; i < bytes.length; i += 4) sum += bytes[i] + bytes[i + 1] + bytes[i + 2];
    return (sum * 4) / (3 * bytes.length);
  });
}

// Looks at a canvas, frame after frame, until what `read` finds there is as wanted; returns what was
// found last.
export async function canvasOnce(page, read, isWanted) {
  let found = await read(page);
  for (let look = 1; look < 50 && !isWanted(found); look++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    found = await read(page);
  }
  return found;
}

// What `read` finds on a canvas when two looks in a row find the same.
export function canvasAtRest(page, read) {
  let before;
  return canvasOnce(page, read, (found) => {
    const rests = found === before;
    before = found;
    return rests;
  });
}

// Something is drawn on the canvas.
export async function checkDrawn(page) {
  const colours = await canvasOnce(page, canvasColours, (count) => count >= 10);
  assert.ok(colours >= 10, `the canvas shows only ${colours} colours`);
}

// A mark of what a canvas shows: the same for the same picture.
export function canvasMark(page, selector = "canvas") {
  return readCanvas(page, selector, (bytes) => {
    let mark = 2166136261;
    for (const word of new Uint32Array(bytes.buffer)) mark = Math.imul(mark ^ word, 16777619);
    return mark >>> 0;
  });
}
