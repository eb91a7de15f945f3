// Goal: every lesson can be gone through in the browser from the first click to the debrief, with
// commands typed into the page's own command line, and each answers a wrong move.
// Method: the commands of the lessons' own bots and solutions, as a person would type them; ids are
// looked up as a person would. TASKYARD_LESSON_PICTURES=FOLDER keeps screenshots of the first, a
// wrong and the last step of each; TASKYARD_LESSONS=a,b takes only these.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { openPage, startShell } from "./shell_page.mjs";
import { checkQuiet, kRoot } from "./support.mjs";

const kPictures = process.env.TASKYARD_LESSON_PICTURES;
const kSize = { width: 1280, height: 720 };
const readJson = (path) => JSON.parse(readFileSync(join(kRoot, "lessons", path), "utf8"));
const kWanted = process.env.TASKYARD_LESSONS?.split(",");
const kLessons = readJson("index.json")
  .topics.flatMap((topic) => topic.lessons.map((id) => readJson(`${topic.id}/${id}.json`)))
  .filter((lesson) => !kWanted || kWanted.includes(lesson.id));

let browser;

before(async () => {
  if (kPictures) mkdirSync(kPictures, { recursive: true });
  browser = await startShell();
});
afterEach(async () => {
  await browser?.closePages();
});
after(async () => {
  await browser?.close();
});

async function picture(page, lesson, name) {
  if (kPictures) await page.screenshot({ path: join(kPictures, `${lesson.id}-${name}.png`) });
}

const api = (page, service, operation, input) =>
  page.evaluate(([s, o, i]) => window.taskyard.api(s, o, i), [service, operation, input ?? {}]);
const advance = (page, seconds) => page.evaluate((s) => window.taskyard.advance(s), seconds);

// ---- "{{task:web:2}}" and "{{subnet:private-a}}" in the commands of lessons: what a person would look up.

// kind: the list, its operation, the id and how a thing of it is named.
const tagged = (thing) => thing.Tags?.find((tag) => tag.Key === "Name")?.Value;
const kThings = {
  subnet: ["DescribeSubnets", "Subnets", "SubnetId", tagged],
  vpc: ["DescribeVpcs", "Vpcs", "VpcId", (vpc) => (vpc.IsDefault ? "default" : tagged(vpc))],
  rtb: ["DescribeRouteTables", "RouteTables", "RouteTableId", tagged],
  nat: ["DescribeNatGateways", "NatGateways", "NatGatewayId", tagged],
  eipalloc: ["DescribeAddresses", "Addresses", "AllocationId", tagged],
  sg: ["DescribeSecurityGroups", "SecurityGroups", "GroupId", (group) => group.GroupName],
};

async function thingId(page, kind, name) {
  if (kind === "tg") {
    const answer = await api(page, "elbv2", "DescribeTargetGroups", { Names: [name] });
    return answer.output?.TargetGroups?.[0]?.TargetGroupArn;
  }
  const [operation, list, id, nameOf] = kThings[kind];
  const answer = await api(page, "ec2", operation);
  return answer.output?.[list]?.find((thing) => nameOf(thing) === name)?.[id];
}

async function taskId(page, name, standalone, rank) {
  const { output } = await api(page, "ecs", "ListClusters");
  for (const cluster of output.clusterArns) {
    const which = standalone ? { family: name } : { serviceName: name };
    const list = await api(page, "ecs", "ListTasks", { cluster, ...which });
    const tasks = list.output?.taskArns;
    if (!tasks?.length) continue;
    const described = await api(page, "ecs", "DescribeTasks", { cluster, tasks });
    const running = described.output.tasks
      .filter((task) => task.lastStatus === "RUNNING")
      .filter((task) => !standalone || task.group.startsWith("family:"))
      .sort((a, b) => a.createdAt - b.createdAt);
    if (running[rank - 1]) return running[rank - 1].taskArn.split("/").at(-1);
  }
  return undefined;
}

async function filled(page, text) {
  let line = text;
  for (const [whole, kind, name, rank = "1"] of text.matchAll(
    /\{\{(\w+):([\w.-]+)(?::(\d+))?\}\}/g,
  )) {
    const id =
      kind === "task" || kind === "standalone"
        ? await taskId(page, name, kind === "standalone", Number(rank))
        : await thingId(page, kind, name);
    assert.ok(id, `nothing found for ${whole}`);
    line = line.replace(whole, id);
  }
  return line;
}

// ---- What a learner does

async function typeLine(page, text) {
  const line = await filled(page, text);
  const before = await page.evaluate(
    () => document.getElementById("transcript").lastElementChild?.id,
  );
  await page.fill("#line", line);
  await page.press("#line", "Enter");
  await page.waitForFunction(
    (id) => document.getElementById("transcript").lastElementChild?.id !== id,
    before,
  );
}

const typed = (script) => script.length > 0 && script.every((entry) => entry.aws);

async function typeScript(page, script) {
  let at = 0;
  for (const entry of script) {
    const due = entry.atSeconds ?? 0;
    if (due > at) await advance(page, due - at);
    at = Math.max(at, due);
    await typeLine(page, entry.aws);
  }
}

async function advanceUntil(page, seconds, isDone) {
  for (let passed = 0; passed < seconds; passed += 60) {
    if (await isDone()) return true;
    await advance(page, 60);
  }
  return isDone();
}

const isOpen = async (page) =>
  (await page.locator("#page [data-action=next-step]:not([disabled])").count()) > 0 ||
  /Goal reached/.test(await page.textContent("#page"));

async function answer(page, ask) {
  if (ask.number) {
    await page.fill("#page input[name=number]", String(ask.number.value));
  } else {
    for (const [index, choice] of ask.choices.entries()) {
      if (choice.correct) await page.check(`#page input[name=choice][value="${index}"]`);
    }
  }
  if (await page.locator("#page .certainty").count()) await page.check("#page input[value=sure]");
  await page.click("#page form.ask button[type=submit]");
  await page.waitForSelector("#ask-verdict");
  assert.match(await page.textContent("#ask-verdict"), /Right/);
}

// Makes the first wrong move of the step that can be typed. True when the page answered it.
async function goWrong(page, lesson, step) {
  const wrong = (step.misconceptions ?? []).find((each) => typed(each.bot));
  if (!wrong) return false;
  await typeScript(page, wrong.bot);
  const answered = await advanceUntil(
    page,
    step.limitSeconds * 2,
    async () => (await page.textContent("#feedback")).trim() !== "",
  );
  assert.ok(answered, `${step.id}: no feedback for "${wrong.belief}"`);
  await page.locator("#feedback .notice").last().scrollIntoViewIfNeeded();
  await picture(page, lesson, "wrong");
  await page.click("#page [data-action=restart-step]");
  return true;
}

async function solve(page, step) {
  if (typed(step.solution)) {
    await typeScript(page, step.solution);
  } else {
    await page.click("#page [data-action=solution]");
  }
  const open = await advanceUntil(page, step.limitSeconds, () => isOpen(page));
  assert.ok(open, `${step.id}: the solution does not reach the goal`);
}

for (const lesson of kLessons) {
  test(`lessons: ${lesson.id} from the first click to the debrief`, async () => {
    const page = await openPage(browser, { path: `#lesson=${lesson.id}`, viewport: kSize });
    await page.waitForSelector(`#page .lesson[data-lesson="${lesson.id}"]`);
    await picture(page, lesson, "first");
    let wentWrong = false;
    for (const [index, step] of lesson.steps.entries()) {
      await page.waitForSelector(`#page .lesson[data-step="${step.id}"]`);
      if (step.ask) await answer(page, step.ask);
      if (step.goal) {
        assert.ok(await page.locator("#page [data-action=next-step]").isDisabled(), step.id);
        if (!wentWrong) wentWrong = await goWrong(page, lesson, step);
        await solve(page, step);
      }
      if (kPictures) await picture(page, lesson, `step${index + 1}`);
      const next = page.locator("#page [data-action=next-step]");
      if (index + 1 < lesson.steps.length || (await next.count())) await next.click();
    }
    await page.waitForSelector("#debrief-title");
    await page.locator("#debrief-title").scrollIntoViewIfNeeded();
    await picture(page, lesson, "last");
    assert.ok(wentWrong, "no wrong move can be typed");
    checkQuiet(page);
  });
}
