/** What holds whatever the service says. */
import {
  type Cell,
  type Command,
  DESCRIPTION,
  EDITED,
  PROMPTS,
  type Prompt,
  type Run,
} from "./cell.ts";
import type { Mutation } from "./mutation.ts";

export interface Survivor {
  readonly mutation: string;
  readonly command: Command;
  readonly prompt: Prompt;
  /** From 1; 0 where it is about the account after all of them. */
  readonly run: number;
  readonly invariant: string;
  readonly said: string;
}

type Broken = Pick<Survivor, "run" | "invariant" | "said">;

/** `usual`: the same cell without the mutation. */
export function survivorsIn(
  mutation: Mutation,
  command: Command,
  prompt: Prompt,
  { cell, usual }: { readonly cell: Cell; readonly usual: Cell },
): readonly Survivor[] {
  const broken = [
    ...cell.runs.flatMap((run, index) => [
      ...inRun(cell, index, usual, mutation, command).map((one) => ({ ...one, run: index + 1 })),
      ...verdictsIn(run, index, { command, prompt, mutation, usual }),
    ]),
    ...moneyIn(cell, usual, mutation),
    ...(command === "reserve" && !GRANTS.includes(mutation.id) ? reserveIn(cell) : []),
    ...(command === "sync"
      ? inSync(cell, usual, prompt, mutation)
      : previewsIn(cell, usual, mutation)),
    ...liveIn(cell),
  ];
  return broken.map((one) => ({ mutation: mutation.id, command, prompt, ...one }));
}

function inRun(
  { runs }: Cell,
  index: number,
  reference: Cell,
  mutation: Mutation,
  command: Command,
): readonly Omit<Broken, "run">[] {
  const [run, usual] = [runs[index], reference.runs[index]];
  if (run === undefined) return [];
  if (run.broken !== undefined) return [{ invariant: "a whole ending", said: run.broken }];
  if (isAlike(run, usual)) return [];
  if (mutation.needless) return [{ invariant: "a stranger changes nothing", said: told(run) }];
  // A pass needs no excuse: where it is wrong, another of these says so.
  if ((run.gate === "pass" && run.exitCode === 0) || names(run, mutation, usual)) return [];
  // What an earlier push wrote and named, later ones are right to find there.
  const earlier = command === "sync" ? runs.slice(0, index) : [];
  if (earlier.some((one, at) => names(one, mutation, reference.runs[at]))) return [];
  return [{ invariant: "a message names what differs", said: told(run, usual) }];
}

function isAlike(run: Run, usual: Run | undefined): boolean {
  return (
    run.exitCode === usual?.exitCode && run.gate === usual.gate && run.verdict === usual.verdict
  );
}

function verdictsIn(
  run: Run,
  index: number,
  at: {
    readonly command: Command;
    readonly prompt: Prompt;
    readonly mutation: Mutation;
    readonly usual: Cell;
  },
): readonly Broken[] {
  const { command, prompt, mutation, usual } = at;
  if (command === "sync" || command === "reserve") return [];
  if (command === "next commit" && index === 0) return [];
  const found = { run: index + 1, said: told(run) };
  if (prompt === "BAD" && run.exitCode === 0) {
    if (run.gate === "pass") return [{ ...found, invariant: "BAD does not pass" }];
    if (!names(run, mutation, usual.runs[index]))
      return [{ ...found, invariant: "BAD is not green without a word" }];
  }
  const verdicts = run.verdict.split(",");
  if (prompt !== "BAD" && verdicts.includes("regressed")) {
    return [{ ...found, invariant: "what is not worse does not regress" }];
  }
  if (verdicts.includes("improved"))
    return [{ ...found, invariant: "what is no better is no gain" }];
  if (prompt === "unchanged" && run.writes.length > 0) {
    return [
      { ...found, invariant: "nothing changed, nothing written", said: run.writes.join(", ") },
    ];
  }
  return [];
}

/** A run again pays for nothing, unless the one before said why; and every run that was paid for is in the report. */
function moneyIn(cell: Cell, usual: Cell, mutation: Mutation): readonly Broken[] {
  const why = cell.runs.map((run, index) => names(run, mutation, usual.runs[index]));
  const counts = cell.runs.map(({ starts }) => starts).join(" then ");
  return cell.runs.flatMap((run, index): readonly Broken[] => {
    const before = cell.runs[index - 1] ?? run;
    // What an earlier run could not pay for may be paid for now.
    const isMore =
      run.starts > (usual.runs[index]?.starts ?? 0) &&
      paidUntil(cell, index) > paidUntil(usual, index);
    const said = `${counts} started; ${told(before, usual.runs[index - 1])}`;
    if (isMore && index > 0 && !why[index - 1]) {
      return [{ run: index + 1, invariant: "a second run pays nothing", said }];
    }
    if (run.reported !== undefined && run.starts > run.reported && !why[index]) {
      return [{ run: index + 1, invariant: "every paid run is in the report", said }];
    }
    return [];
  });
}

function paidUntil({ runs }: Cell, last: number): number {
  return runs.slice(0, last + 1).reduce((sum, { starts }) => sum + starts, 0);
}

/** The service says that there is more to spend than the reserve: no client can tell. */
const GRANTS = ["null", "times 100"].map((kind) => `GET /usage optimizations.limit ${kind}`);

/** Where the account has nothing to spend, nothing is spent, whatever is known of it. */
function reserveIn({ runs }: Cell): readonly Broken[] {
  return runs.flatMap((run, index) =>
    run.starts === 0
      ? []
      : [{ run: index + 1, invariant: "the reserve is kept", said: `${run.starts} started` }],
  );
}

function inSync(
  { runs, live }: Cell,
  usual: Cell,
  prompt: Prompt,
  { readsBack = false }: Mutation,
): readonly Broken[] {
  const found: Broken[] = [];
  const [first, second, third] = runs;
  const [pushed = "", afterwards = ""] = live;
  const usualText = usual.live[0] ?? "";
  if (!readsBack && first?.gate === "pass" && flat(pushed) !== flat(usualText)) {
    found.push({ run: 1, invariant: "what is green was written", said: told(first) });
  }
  if (second?.gate === "pass" && second.writes.length > 0 && first?.gate === "pass") {
    found.push({
      run: 2,
      invariant: "a second push writes nothing",
      said: second.writes.join(", "),
    });
  }
  if (prompt !== "unchanged" && flat(pushed) === flat(PROMPTS[prompt]) && afterwards !== EDITED) {
    found.push({ run: 3, invariant: "what was edited elsewhere stays", said: told(third) });
  }
  return found;
}

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

/** Unmerged text is nowhere live, and what is copied is copied once and whole, or said not to be. */
function previewsIn({ agents, runs }: Cell, usual: Cell, mutation: Mutation): readonly Broken[] {
  const [live, ...made] = agents;
  const found: Broken[] = [];
  for (const { name, status, conversations } of made) {
    if (status === "active") {
      found.push({ run: 0, invariant: "no preview is active", said: name });
    }
    if (new Set(conversations).size < conversations.length) {
      found.push({ run: 0, invariant: "nothing is copied twice", said: conversations.join(" | ") });
    }
    const whole = new Set(conversations).size >= (live?.conversations.length ?? 0);
    const wasUsed = runs.some(({ starts }) => starts > 0);
    if (!whole && wasUsed && !runs.some((run, index) => names(run, mutation, usual.runs[index]))) {
      const said = `${conversations.length} of ${live?.conversations.length} conversations`;
      found.push({ run: 0, invariant: "a copy is whole or said not to be", said });
    }
  }
  return found;
}

function liveIn({ agents, runs }: Cell): readonly Broken[] {
  const found: Broken[] = [];
  for (const key of ["support", "billing"]) {
    const named = agents.filter(({ name, status }) => name === key && status === "active");
    if (named.length > 1) {
      const said = `${named.length} live agents are named ${key}`;
      found.push({ run: 0, invariant: "no live agent is made twice", said });
    }
  }
  const support = agents.find(({ name }) => name === "support");
  const admits = runs.some(({ said }) => said.some((line) => /description/iu.test(line)));
  if (support?.description !== DESCRIPTION && !admits) {
    const said = "the description of the live agent is gone";
    found.push({ run: 0, invariant: "nothing is cleared without a word", said });
  }
  return found;
}

/** True when something the run says, and an unmutated one does not, has one of the mutation's words. */
function names(run: Run, { words }: Mutation, usual?: Run): boolean {
  const own = run.said.filter((line) => !usual?.said.includes(line));
  return own.some((line) => words.some((word) => new RegExp(`\\b${word}`, "iu").test(line)));
}

function told(run: Run | undefined, usual?: Run): string {
  if (run === undefined) return "";
  const own = [...run.said, ...run.explained].filter((line) => !usual?.said.includes(line));
  return `exit ${run.exitCode}, ${run.gate}, ${run.verdict}: ${[...new Set(own)].join(" ")}`;
}
