import { expect, test } from "vitest";
import { createStub, type Stub } from "../../sandbox/github/stub.ts";
import { createGitHub } from "../../src/github/client.ts";
import { mergeSections } from "../../src/github/sections.ts";
import { upsertComment } from "../../src/github/sticky-comment.ts";
import { HEAD } from "../support/github-fixtures.ts";
import { requestOf } from "../support/in-process.ts";
import { createVirtualClock, type VirtualClock } from "../support/virtual-clock.ts";

const ROUNDS = 200;
const KEY = "CI/gate";
const JOBS = ["linux", "windows"] as const;

/** Numbers 0-1 that are the same for the same seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** One job: says that it is running, measures, and says how it ended, over a network of its own. */
async function job(
  id: string,
  { stub, clock, random, slowestMs }: World & { readonly random: () => number },
): Promise<void> {
  const onTheWay = () => clock.sleep(20 + random() * slowestMs);
  const github = createGitHub({
    ...{ token: stub.token, repository: stub.repository, clock, random },
    apiUrl: "http://127.0.0.1",
    fetch: async (input, init) => {
      await onTheWay();
      const answer = await stub.app.fetch(requestOf(String(input), init));
      await onTheWay();
      return answer;
    },
  });
  const say = (body: string) =>
    upsertComment({
      ...{ github, pullRequest: 7, key: KEY, head: HEAD, sectionId: id, body },
      ...{ mode: "always", hasChange: true, clock, random },
    });
  await say(`${id} is running`);
  await clock.sleep(random() * 3_000);
  await say(`${id} has passed`);
}

interface World {
  readonly stub: Stub;
  readonly clock: VirtualClock;
  /** Longest time of a request or an answer on the way, beyond 20 ms. */
  readonly slowestMs: number;
}

const WANTED = JOBS.reduce(
  (text, id) => mergeSections([text], { key: KEY, head: HEAD, id, body: `${id} has passed` }),
  "",
);

test.each([300, 1_500])(
  `two jobs that write one comment ${ROUNDS} times, requests up to %i ms on the way, leave both parts`,
  async (slowestMs) => {
    const wrong: number[] = [];
    for (let seed = 0; seed < ROUNDS; seed += 1) {
      const clock = createVirtualClock();
      const stub = createStub({ clock });
      stub.seedPullRequest({ number: 7, head: HEAD, base: "b".repeat(40) });
      const random = numbers(seed);
      const world = { stub, clock, slowestMs, random };
      await clock.run(Promise.all(JOBS.map((id) => job(id, world))));
      const bodies = stub.comments(7).map(({ body }) => body);
      if (bodies.length !== 1 || bodies[0] !== WANTED) wrong.push(seed);
    }
    expect(wrong).toEqual([]);
  },
);
