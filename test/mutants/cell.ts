/** One cell of the matrix: one mutation, one prompt, one command, run more than once in process on a virtual clock. */
import { rmSync } from "node:fs";
import type { Report } from "../../src/report/model.ts";
import { quickFolder } from "../story/support/play.ts";
import { aStage, type Between, type Story } from "../story/support/stage.ts";
import { aWorkspace } from "../support/run-action.ts";
import { BAD, GOOD, POOR, REWORDED } from "../support/stage/prompts.ts";
import type { Files } from "../support/stage/repository.ts";
import { writes } from "../support/stage/requests.ts";
import type { RunOptions, StageOptions, StageRun } from "../support/stage/stage.ts";

export const PROMPTS = { BAD, REWORDED, unchanged: GOOD } as const;
export type Prompt = keyof typeof PROMPTS;
export const COMMANDS = ["gate", "next commit", "reserve", "sync"] as const;
/**
 * `gate`: a pull request, and the workflow again. `next commit`: the pull request says REWORDED first, and then the
 * prompt, on the same preview. `reserve`: a pull request where nothing may be spent. `sync`: a push, and again, and a
 * third one that says something else after somebody edited the live prompt.
 */
export type Command = (typeof COMMANDS)[number];

export interface Run {
  /** What went wrong with the ending itself. */
  readonly broken?: string;
  readonly exitCode: number | null;
  readonly gate: string;
  readonly verdict: string;
  /** Whatever the run says for itself: reasons, advice, notices and the fault, a line each. */
  readonly said: readonly string[];
  /** What it says of each metric, which names a metric in any case. */
  readonly explained: readonly string[];
  readonly starts: number;
  /** How many it says that it started. */
  readonly reported?: number;
  readonly writes: readonly string[];
}

interface Agent {
  readonly name: string;
  readonly status: string;
  readonly content: string;
  readonly description?: string;
  readonly conversations: readonly string[];
}

export interface Cell {
  readonly runs: readonly Run[];
  /** Agents of the account at the end that are in the config, or were made. */
  readonly agents: readonly Agent[];
  /** Of sync: what the live agent said after the first push, and after the push that found it edited. */
  readonly live: readonly string[];
}

const PATH = "prompts/support.md";
const NEXT = REWORDED.replace("friendly and calm", "calm and friendly");
export const EDITED = `${POOR}Sign as Larkfield.\n`;
export const DESCRIPTION = "Answers in the chat";

/** More agents than a small page holds, one with runs and conversations. Nobody needs them. */
export const isStranger = ({ name, id, agentId }: Record<string, unknown>) =>
  String(name).startsWith("desk ") || agentId === "agent_1" || String(id).startsWith("opt_seed");
const STRANGERS = Array.from({ length: 23 }, (_, index) => ({
  name: `desk ${index + 1}`,
  content: `You answer at desk ${index + 1}.`,
  model: "gpt-4o-mini",
  ...(index > 0 ? {} : { runs: [{ daysAgo: 5 }], conversations: ["Customer: hello?"] }),
}));

export async function playCell(command: Command, prompt: Prompt, between?: Between): Promise<Cell> {
  if (command === "sync") return playSync(prompt, between);
  // A winner would make every gate a warning.
  const gate = { headroom: { action: "pass" } };
  const config = command === "reserve" ? { gate, budget: { keep: 50 } } : { gate };
  const stage = await theStage({ config }, between);
  const changes =
    prompt === "unchanged" ? { "README.md": "# Larkfield\n" } : { [PATH]: PROMPTS[prompt] };
  const runs: Run[] = [];
  if (command !== "next commit") {
    const pull = stage.openPullRequest({ changes });
    for (let n = 0; n < 2; n++)
      runs.push(await observed(stage, pull, (run) => stage.runPull(pull, run)));
  } else {
    const first = stage.openPullRequest({ changes: { [PATH]: NEXT } });
    runs.push(await observed(stage, first, (run) => stage.runPull(first, run)));
    const pull = stage.pushCommit(first, changes);
    for (let n = 0; n < 2; n++)
      runs.push(await observed(stage, pull, (run) => stage.runPull(pull, run)));
  }
  return { runs, agents: agentsOf(stage), live: [] };
}

async function playSync(prompt: Prompt, between?: Between): Promise<Cell> {
  const agents = [
    { key: "support", prompt: PROMPTS[prompt], live: GOOD },
    { key: "billing", live: false },
  ] as const;
  const stage = await theStage({ agents }, between);
  const id = stage.liveId("support");
  const said = () => stage.converra.state.agents.get(id)?.content ?? "";
  const push = () => observed(stage, stage.base, (run) => stage.runPush(stage.base, run));
  const runs = [await push()];
  const live = [said()];
  runs.push(await push());
  stage.converra.editAgent(id, EDITED);
  const next = stage.commit(stage.base, { [PATH]: NEXT });
  runs.push(await observed(stage, next, (run) => stage.runPush(next, run)));
  live.push(said());
  return { runs, agents: agentsOf(stage), live };
}

async function theStage(options: StageOptions, between?: Between): Promise<Story> {
  // Thousands of stages in one test: each is let go of as soon as it has been played.
  const onTakeDown = () => {};
  // Fewer looks at the runs come to the same end.
  const converra = { seedData: STRANGERS };
  const config = { ...options.config, wait: { "interval-seconds": 30 } };
  const stage = await aStage({ ...options, config, between, onTakeDown, converra });
  const live = stage.converra.state.agents.get(stage.liveId("support"));
  if (live !== undefined) live.description = DESCRIPTION;
  return stage;
}

async function observed(
  stage: Story,
  { files }: { readonly files: Files },
  play: (options: RunOptions) => Promise<StageRun>,
): Promise<Run> {
  const before = stage.converra.state.optimizations.size;
  const workspace = checkoutOf(files);
  try {
    const run = await play({ workspace, inputs: { comment: "never" } });
    return {
      exitCode: run.exitCode,
      gate: run.outputs.gate ?? "",
      verdict:
        run.report?.agents.map(({ verdict, plan }) => verdict?.verdict ?? plan?.action).join() ??
        "",
      said: run.report === undefined ? [] : saidIn(run.report),
      explained: (run.report?.agents ?? []).flatMap(
        ({ verdict }) => verdict?.metrics.map(({ explanation }) => explanation) ?? [],
      ),
      starts: stage.converra.state.optimizations.size - before,
      reported: run.report?.cost.runsStarted,
      writes: writes(run),
    };
  } catch (error) {
    const broken = error instanceof Error ? error.message : String(error);
    const starts = stage.converra.state.optimizations.size - before;
    return {
      broken,
      exitCode: null,
      gate: "",
      verdict: "",
      said: [],
      explained: [],
      starts,
      writes: [],
    };
  }
}

/** Folder by the files in it: the cells differ in little else than what the service says. */
const checkouts = new Map<string, string>();

/** A checkout that earlier runs left nothing beside. */
function checkoutOf(files: Files): string {
  const key = JSON.stringify(files);
  const folder = checkouts.get(key) ?? aWorkspace(files, quickFolder());
  checkouts.set(key, folder);
  rmSync(`${folder}.temp`, { recursive: true, force: true });
  return folder;
}

function saidIn({ fault, notices, agents, gate }: Report): readonly string[] {
  return [
    ...[fault?.message, fault?.hint],
    ...notices.flatMap(({ message, hint }) => [message, hint]),
    ...gate.reasons.map(({ reason }) => reason),
    ...agents.flatMap(({ verdict, plan, runs }) => [
      ...[verdict?.reason, verdict?.advice, plan?.reason],
      ...runs.map(({ reason }) => reason),
    ]),
  ].filter((line) => line !== undefined);
}

function agentsOf({ converra }: Story): readonly Agent[] {
  const { agents, conversations } = converra.state;
  return [...agents.values()]
    .filter((agent) => !isStranger({ name: agent.name }))
    .map(({ id, name, status, content, description }) => ({
      ...{ name, status, content, description },
      conversations: [...conversations.values()].flatMap((one) =>
        one.agentId === id ? [one.content] : [],
      ),
    }));
}
