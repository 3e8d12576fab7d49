/** The only reader of the action's inputs. All that are wrong are reported together, none of their secrets with them. */
import * as core from "@actions/core";
import { nearest } from "./config/nearest.ts";
import { ActionError } from "./errors.ts";
import { checkBaseUrl } from "./service/base-url.ts";
import { readWantedWinner, type WantedWinner } from "./winner-inputs.ts";

/** What the inputs that are a choice may be. */
const CHOICES = {
  command: [
    "auto",
    "gate",
    "sync",
    "plan",
    "benchmark",
    "insights",
    "apply",
    "clean",
    "doctor",
    "comment",
  ],
  sync: ["auto", "preview", "live", "off"],
  "changed-only": ["auto", "true", "false"],
  "fail-on": ["regression", "warning", "never"],
  comment: ["always", "on-change", "never"],
  write: ["true", "false"],
} as const;
type Choices = typeof CHOICES;
type Choice<Name extends keyof Choices> = Choices[Name][number];

/** `reply` answers a command in a comment, and is chosen by the event alone. */
export type Command = Exclude<Choice<"command">, "auto"> | "reply";
/** Where prompts go: to draft copies, to the live agents, or nowhere. */
export type SyncMode = Exclude<Choice<"sync">, "auto">;

/** Every input and its default, as action.yml states them. */
export const INPUT_DEFAULTS = {
  "api-key": "",
  config: "converra.yml",
  command: "auto",
  agents: "",
  sync: "auto",
  "changed-only": "auto",
  "fail-on": "regression",
  "timeout-minutes": "120",
  "max-runs": "",
  "optimization-id": "",
  "variant-id": "",
  "apply-despite": "",
  write: "false",
  comment: "always",
  "comment-key": "",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
  "github-token": "${{ github.token }}",
  "base-url": "https://converra.ai/api/v1",
  "report-dir": "",
} as const;
type InputName = keyof typeof INPUT_DEFAULTS;

export interface Inputs extends WantedWinner {
  readonly apiKey: string | undefined;
  /** Paths or globs. */
  readonly configPatterns: readonly string[];
  readonly command: Choice<"command">;
  /** Keys to look at; empty: all. */
  readonly agents: readonly string[];
  readonly sync: Choice<"sync">;
  readonly changedOnly: "auto" | boolean;
  readonly failOn: Choice<"fail-on">;
  readonly timeoutMs: number;
  readonly maxRuns: number | undefined;
  /** Of `doctor`: also try what writes. */
  readonly write: boolean;
  readonly comment: Choice<"comment">;
  /** Empty: the caller derives one. */
  readonly commentKey: string;
  readonly githubToken: string | undefined;
  readonly baseUrl: string;
  readonly reportDir: string | undefined;
}

/** Inputs that are wrong, and where the report of it goes all the same. */
export class InputError extends ActionError {
  readonly reportDir: string | undefined;

  constructor(message: string, options: { hint: string; reportDir: string | undefined }) {
    super(message, options);
    this.reportDir = options.reportDir;
  }
}

/** Where inputs come from, and where secrets are registered. */
export interface InputSource {
  readonly get: (name: string) => string;
  /** Names of all inputs that were given, lower case, those that action.yml does not know among them. */
  readonly names?: () => readonly string[];
  readonly mask: (secret: string) => void;
  /** How somebody finds an input that is wrong; as a workflow has it unless told. */
  readonly words?: InputWords;
}

export interface InputWords {
  /** What an input is called there. */
  readonly nameOf: (input: string) => string;
  /** What all of them are: input, option. */
  readonly kind: string;
  /** Where to correct it. */
  readonly hint: string;
}

const WORKFLOW_WORDS: InputWords = {
  nameOf: (input) => input,
  kind: "input",
  hint: "Correct them under `with:` in the workflow file.",
};

const runnerSource: InputSource = {
  get: (name) => core.getInput(name),
  names: () => givenNames(process.env),
  mask: (secret) => core.setSecret(secret),
};

/** The runner hands on what a workflow writes under `with:`, known or not. */
export function givenNames(env: NodeJS.ProcessEnv): readonly string[] {
  const given = Object.keys(env).flatMap((name) => /^INPUT_(.+)$/.exec(name)?.[1] ?? []);
  return given.map((name) => name.toLowerCase());
}

/** A misspelt input would leave another at its default: `comand: plan` would sync. */
function unknownInputs(names: readonly string[]): readonly string[] {
  const known = Object.keys(INPUT_DEFAULTS);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      const fix = meant === undefined ? `known are ${known.join(", ")}` : `did you mean ${meant}?`;
      return `${JSON.stringify(name.slice(0, 60))} is no input of this action; ${fix}`;
    });
}

const MAX_TIMEOUT_MINUTES = 7 * 24 * 60;
const MAX_RUNS = 1000;

/** Throws one InputError that names every input that is wrong. */
export function readInputs(source: InputSource = runnerSource): Inputs {
  const apiKey = readSecret(source, "api-key");
  const githubToken = readSecret(source, "github-token");
  const { nameOf, kind, hint } = source.words ?? WORKFLOW_WORDS;
  const problems: string[] = [...unknownInputs(source.names?.() ?? [])];
  const text = (name: InputName) => source.get(name).trim() || INPUT_DEFAULTS[name];
  const refuse = (name: InputName, wanted: string) => {
    const stated = JSON.stringify(text(name).slice(0, 60));
    problems.push(`${nameOf(name)} must be ${wanted}, but is ${stated}`);
  };
  const choice = <Name extends keyof Choices>(name: Name): Choice<Name> => {
    const values: readonly Choice<Name>[] = CHOICES[name];
    const found = values.find((value) => value === text(name));
    if (found === undefined) refuse(name, `one of ${values.join(", ")}`);
    return found ?? CHOICES[name][0];
  };
  const numeric = (name: InputName, pattern: RegExp, max: number, wanted: string) => {
    const stated = text(name);
    if (stated === "") return undefined;
    const value = pattern.test(stated) ? Number(stated) : Number.NaN;
    if (value <= max) return value;
    refuse(name, wanted);
    return undefined;
  };

  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey.replace(/["'`]/g, " "))) {
    problems.push(
      `${nameOf("api-key")} holds a space, a line break, a quote or another character no key has; store it again`,
    );
  }
  const timeout = numeric(
    "timeout-minutes",
    /^(?=.*[1-9])\d+(\.\d+)?$/,
    MAX_TIMEOUT_MINUTES,
    `a number of minutes above 0, at most ${MAX_TIMEOUT_MINUTES} (fractions allowed)`,
  );
  const baseUrl = text("base-url").replace(/\/+$/, "");
  try {
    checkBaseUrl(baseUrl);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    const why = error.message.replace(/^base-url/, nameOf("base-url"));
    problems.push([why, error.hint ?? []].flat().join(". ").replace(/\.$/, ""));
  }
  if (text("comment-key").length > 200 || /[\r\n]/.test(text("comment-key"))) {
    refuse("comment-key", "one line of at most 200 characters");
  }
  const agents = entriesOf(text("agents"), /[,\r\n]/);
  if (text("agents") !== "" && agents.length === 0) {
    refuse("agents", "keys of agents, separated by commas or line breaks, or left out");
  }
  const wanted = readWantedWinner(text, (list) => entriesOf(list, /[,\r\n]/));
  problems.push(...wanted.problems);
  const changedOnly = choice("changed-only");
  const inputs: Inputs = {
    apiKey,
    configPatterns: entriesOf(text("config"), /\r?\n/),
    command: choice("command"),
    agents,
    sync: choice("sync"),
    changedOnly: changedOnly === "auto" ? "auto" : changedOnly === "true",
    failOn: choice("fail-on"),
    timeoutMs: (timeout ?? 0) * 60_000,
    maxRuns: numeric("max-runs", /^\d+$/, MAX_RUNS, `a whole number from 0 to ${MAX_RUNS}`),
    ...wanted.winner,
    write: choice("write") === "true",
    comment: choice("comment"),
    commentKey: text("comment-key"),
    githubToken,
    baseUrl,
    reportDir: text("report-dir") || undefined,
  };
  if (problems.length > 0) {
    const count =
      problems.length === 1 ? `an ${kind} is wrong` : `${problems.length} ${kind}s are wrong`;
    const { reportDir } = inputs;
    throw new InputError(`${count}: ${problems.join("; ")}`, { hint, reportDir });
  }
  return inputs;
}

function readSecret(source: InputSource, name: InputName): string | undefined {
  const secret = source.get(name).trim();
  if (secret === "") return undefined;
  source.mask(secret);
  return secret;
}

function entriesOf(text: string, separator: RegExp): readonly string[] {
  const entries = text.split(separator).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ""))];
}
