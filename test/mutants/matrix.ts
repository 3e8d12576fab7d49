/** All mutations there are, and the cells they are played in. */

import {
  type Cell,
  COMMANDS,
  type Command,
  isStranger,
  PROMPTS,
  type Prompt,
  playCell,
} from "./cell.ts";
import { everywhere, mutationsOf, strangersOf } from "./generated.ts";
import { type Survivor, survivorsIn } from "./invariants.ts";
import type { Mutation } from "./mutation.ts";
import { RECORD_MUTATIONS } from "./named-records.ts";
import { RUN_MUTATIONS } from "./named-runs.ts";
import { SCORE_MUTATIONS } from "./named-scores.ts";
import { WRITE_MUTATIONS } from "./named-writes.ts";
import { recordingOf } from "./recording.ts";

export const NAMED: readonly Mutation[] = [
  ...SCORE_MUTATIONS,
  ...RECORD_MUTATIONS,
  ...WRITE_MUTATIONS,
  ...RUN_MUTATIONS,
];

export interface Reference {
  readonly command: Command;
  readonly prompt: Prompt;
  readonly cell: Cell;
  /** What was answered, by route. */
  readonly samples: ReadonlyMap<string, readonly unknown[]>;
}

/** Every cell without a mutation: what the others are held against. */
export async function references(): Promise<readonly Reference[]> {
  const all: Reference[] = [];
  for (const command of COMMANDS) {
    for (const prompt of promptsFor(command)) {
      const { samples, between } = recordingOf();
      all.push({ command, prompt, cell: await playCell(command, prompt, between), samples });
    }
  }
  return all;
}

/** Without a next prompt there is no next commit, and nothing is held back of nothing. */
function promptsFor(command: Command): readonly Prompt[] {
  const all = Object.keys(PROMPTS) as Prompt[];
  const needsChange = command === "next commit" || command === "reserve";
  return needsChange ? all.filter((prompt) => prompt !== "unchanged") : all;
}

export function generated(all: readonly Reference[]): readonly Mutation[] {
  const samples = new Map<string, unknown[]>();
  for (const reference of all) {
    for (const [route, answers] of reference.samples) {
      samples.set(route, [...(samples.get(route) ?? []), ...answers]);
    }
  }
  const of = (routes: readonly string[]) => routes.flatMap((route) => samples.get(route) ?? []);
  const routes = [...samples.keys()].toSorted();
  const below = (part: string) =>
    routes.filter((route) => new RegExp(` /${part}(/:id)?$`, "u").test(route));
  return [
    ...routes.flatMap((route) => mutationsOf(route, of([route]))),
    ...["agents", "optimizations", "conversations"].flatMap((part) =>
      everywhere(part.slice(0, -1), below(part), of(below(part))),
    ),
    ...["GET /agents", "GET /optimizations"].flatMap((route) =>
      strangersOf(route, of([route]), isStranger),
    ),
  ];
}

/** The cells in which the service is asked for what the mutation alters. */
export function cellsOf(mutation: Mutation, all: readonly Reference[]): readonly Reference[] {
  return all.filter(({ command, samples }) => {
    if (command === "next commit" && !mutation.routes.includes("PATCH /agents/:id")) return false;
    if (command === "reserve" && !mutation.routes.includes("GET /usage")) return false;
    return mutation.routes.some((route) => samples.has(route));
  });
}

export async function survivorsOf(
  mutation: Mutation,
  { command, prompt, cell: usual }: Reference,
): Promise<readonly Survivor[]> {
  const cell = await playCell(command, prompt, mutation.between);
  return survivorsIn(mutation, command, prompt, { cell, usual });
}
