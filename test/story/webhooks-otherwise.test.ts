/** Webhooks of a service that says something else than the emulator: made once, and nobody else's is touched. */
import { expect, test } from "vitest";
import { answers, exchanges, type Json, recordsOf, reply } from "../mutants/mutation.ts";
import { writes } from "../support/stage/requests.ts";
import { keepingOn, reasonsOf, seedTheirs } from "./support/keeping.ts";
import { aStage, type Between, type Story } from "./support/stage.ts";

const HOOKS = [{ url: "https://hooks.example/a", events: ["optimization.completed"] }];

async function pushed(
  between: Between,
  config: object,
  prepare: (stage: Story) => void = () => {},
) {
  const stage = await aStage({ between });
  prepare(stage);
  const { push } = keepingOn(stage);
  return { stage, run: await push(config), push };
}

const LIST = ["GET /webhooks"];
const MAKE = ["POST /webhooks"];
const ids = (stage: Story) => [...stage.converra.state.webhooks.keys()];

test.each<[string, Between, RegExp]>([
  [
    "a list that is refused",
    exchanges(LIST, () => async () => reply(403, { error: { message: "admins only" } })),
    /admins only/u,
  ],
  [
    "a record that cannot be read",
    answers(LIST, (answer) => {
      for (const record of recordsOf(answer)) record.url = { href: record.url };
    }),
    /not every record of GET \/webhooks could be read/u,
  ],
  [
    "a list that promises more",
    answers(LIST, (answer) => ({ ...(answer as Json), pagination: { total: 30 } })),
    /not every record/u,
  ],
])("are not made from %s", async (_, between, words) => {
  const { stage, run } = await pushed(between, { webhooks: HOOKS }, seedTheirs);
  expect(run.exitCode).toBe(1);
  expect(reasonsOf(run)).toMatch(words);
  expect(ids(stage)).toEqual(["wh_theirs"]);
});

test("are taken back where the list does not show them", async () => {
  const old = answers(LIST, (answer) => ({
    data: recordsOf(answer).filter(({ id }) => id === "wh_theirs"),
  }));
  const { stage, run, push } = await pushed(old, { webhooks: HOOKS }, seedTheirs);
  expect(run.exitCode).toBe(1);
  expect(reasonsOf(run)).toContain("it was deleted again");
  await push({ webhooks: HOOKS });
  expect(ids(stage)).toEqual(["wh_theirs"]);
});

test("are not taken back by the id of another", async () => {
  const other = answers(MAKE, (answer) => ({ ...(answer as Json), id: "wh_theirs" }));
  const { stage, run } = await pushed(other, { webhooks: HOOKS }, seedTheirs);
  expect(run.exitCode).toBe(1);
  expect(ids(stage)).toHaveLength(2);
});

test.each<[string, Between]>([
  [
    "with hidden addresses",
    answers(LIST, (answer) => {
      for (const record of recordsOf(answer)) record.url = "https://hooks.example/***";
    }),
  ],
  [
    "without descriptions",
    answers(LIST, (answer) => {
      for (const record of recordsOf(answer)) delete record.description;
    }),
  ],
  ["in webhooks", answers(LIST, (answer) => ({ webhooks: recordsOf(answer) }))],
  ["and POST answers in webhook", answers(MAKE, (webhook) => ({ success: true, webhook }))],
])("listed %s are made once, and nobody's are deleted", async (_, between) => {
  const { stage, run, push } = await pushed(between, { webhooks: HOOKS }, seedTheirs);
  expect(run.exitCode).toBe(0);
  expect(writes(await push({ webhooks: HOOKS }))).toEqual([]);
  expect(ids(stage)).toHaveLength(2);
  await push({ webhooks: [] });
  expect(ids(stage)).toContain("wh_theirs");
});

test("whose POST says no more than success are found, without their secret", async () => {
  const success = exchanges(MAKE, () => async (e, service) => {
    await service(e.request);
    return reply(201, { success: true });
  });
  const { stage, run, push } = await pushed(success, { webhooks: HOOKS });
  expect(run.exitCode).toBe(1);
  expect(reasonsOf(run)).toContain("its secret was in an answer that got lost");
  expect((await push({ webhooks: HOOKS })).exitCode).toBe(0);
  expect(ids(stage)).toHaveLength(1);
});

test("that another run made a moment before are not doubled", async () => {
  const racing = exchanges(MAKE, ({ emulator }) => async (e, service) => {
    const response = await service(e.request);
    const [[id = "", mine] = []] = [...emulator.state.webhooks].slice(-1);
    emulator.state.webhooks.set("wh_0", { ...mine, id: "wh_0", createdAt: 0 } as never);
    expect(id).not.toBe("");
    return response;
  });
  const { stage, run } = await pushed(racing, { webhooks: HOOKS });
  expect([run.exitCode, run.outputs.gate]).toEqual([0, "pass"]);
  expect(writes(run)).toEqual(["POST /webhooks", "DELETE /webhooks/wh_1"]);
  expect(ids(stage)).toEqual(["wh_0"]);
});

test("that stand there after they were deleted are told", async () => {
  const deaf = exchanges(["DELETE /webhooks/:id"], () => async () => reply(200, { success: true }));
  const { run, push } = await pushed(deaf, { webhooks: HOOKS });
  expect(run.exitCode).toBe(0);
  const gone = await push({ webhooks: [] });
  expect(gone.exitCode).toBe(1);
  expect(reasonsOf(gone)).toContain("it is listed still after it was deleted");
});
