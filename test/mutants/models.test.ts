/**
 * Every member of every answer about benchmarks, in each way it may differ: pull requests that change nothing but the
 * model. By default a fixed sample; all with MUTANTS=all, and those whose id matches with MUTANTS=<regular expression>.
 */
import { expect, test } from "vitest";
import { aModelChange, benchmarksIn, EQUAL } from "../story/support/model-change.ts";
import type { Between } from "../story/support/stage.ts";
import { writes } from "../support/stage/requests.ts";
import { mutationsOf } from "./generated.ts";
import { recordingOf } from "./recording.ts";
import { matching, sampled, WANTED_NAME } from "./wanted.ts";

/** Of the sample: every so manieth. */
const NTH = 24;
const ROUTES = ["POST /benchmarks", "GET /benchmarks", "GET /benchmarks/:id"];

/** Rounds of a trial, by default. */
const CONFIRM = 2;
const WORSE = "gpt-3.5-turbo";

interface Run {
  readonly ended: string;
  readonly verdict: string;
  readonly starts: number;
  readonly foreign: readonly string[];
  readonly said: string;
}

/** The pull request's run, and the workflow again. */
async function play(to: string, between: Between): Promise<readonly Run[]> {
  const takeDowns: (() => Promise<void>)[] = [];
  const { run } = await aModelChange({ to, between, onTakeDown: (one) => takeDowns.push(one) });
  const runs: Run[] = [];
  for (let n = 0; n < 2; n++) {
    const played = await run();
    const { exitCode, outputs, report } = played;
    const [agent] = report?.agents ?? [];
    const { verdict = "none", reason = "", advice = "" } = agent?.verdict ?? {};
    const notices = (report?.notices ?? []).map(({ message }) => message);
    runs.push({
      ended: `${exitCode} ${outputs.gate}`,
      verdict,
      starts: benchmarksIn(played).length,
      foreign: writes(played).filter((call) => call !== "POST /benchmarks"),
      said: [reason, advice, ...notices, report?.fault?.message ?? ""].join(" ").trim(),
    });
  }
  for (const takeDown of takeDowns) await takeDown();
  return runs;
}

test(`no mutation of a benchmark passes a worse model or is paid again (${WANTED_NAME})`, {
  timeout: 3_600_000,
}, async () => {
  const { samples, between } = recordingOf();
  const usual: Readonly<Record<string, readonly Run[]>> = {
    [WORSE]: await play(WORSE, between),
    [EQUAL]: await play(EQUAL, between),
  };
  const endOf = ({ ended, starts }: Run) => `${ended}, ${starts} started`;
  expect(usual[WORSE]?.map(endOf)).toEqual(["1 fail, 2 started", "1 fail, 0 started"]);
  expect(usual[EQUAL]?.map(endOf)).toEqual(["0 pass, 1 started", "0 pass, 0 started"]);

  const all = ROUTES.flatMap((route) => mutationsOf(route, samples.get(route) ?? []));
  const wanted = sampled(matching(all), NTH);
  const survivors: string[] = [];
  for (const { id, between: altered } of wanted) {
    for (const to of [WORSE, EQUAL]) {
      const runs = await play(to, altered);
      runs.forEach((run, index) => {
        const survives = (invariant: string) =>
          survivors.push([id, to, index + 1, invariant, endOf(run), run.said].join(" | "));
        const before = usual[to]?.[index];
        if (to === WORSE && run.ended === "0 pass") survives("the worse model passes");
        if (to === EQUAL && run.verdict === "regressed") survives("an equal model regresses");
        // A trial may take its rounds, and what could not be measured may be tried again.
        const most = index === 0 ? 1 + CONFIRM : runs[0]?.verdict === "incomplete" ? 1 : 0;
        if (run.starts > most) survives(`more than ${most} are paid`);
        if (run.foreign.length > 0) survives(`it writes ${run.foreign.join(", ")}`);
        if (run.ended !== before?.ended && run.said === "") survives("it ends without a word");
      });
    }
  }
  console.log(`model mutants: ${wanted.length} of ${all.length}, ${survivors.length} survivors`);
  expect(survivors).toEqual([]);
});
