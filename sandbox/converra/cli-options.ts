/** The command line of the emulator, parsed and checked; no I/O. */
import { parseArgs } from "node:util";
import { parseFault } from "./faults.ts";
import type { Dialect, EmulatorOptions, Plan, ScriptedOutcome } from "./options.ts";
import { PLANS } from "./options.ts";

export const HELP = `Usage: converra [options]

Starts an emulator of the Converra API on 127.0.0.1. Its scores are synthetic; nothing leaves this machine.

Options
  --port <n>            port to listen on; 0 takes a free one (default 0)
  --plan <name>         free, pro or enterprise: rate limit and quotas (default free)
  --dialect <name>      newer (agentId) or older (promptId) naming (default newer)
  --set <switch=value>  one switch of the dialect; repeatable:
                          list-shape=paginated|data|array
                          confidence-scale=1|100         metric-scale=1|100
                          rate-limit-headers=seconds|epoch|epoch-ms|iso|absent
                          unauthorized-code=INVALID_API_KEY|UNAUTHORIZED
                          start-status=running|queued    control-content=true|false
                          results-null=true|false        unknown-status=true|false
  --seed <text>         same seed, same ids, durations and scores (default 1)
  --time-scale <n>      a run takes fifteen minutes divided by this (default 1)
  --data <file>         keep the state in this file across restarts (default: in memory)
  --key <key>           API key to accept (default sk_test_converra_sandbox)
  --no-context          start without business context, so that optimizations are refused
  --fault <spec>        script a fault; repeatable. METHOD /path:n:kind[:argument]
                          n: which call to that route, from 1, or * for every one
                          a segment such as :id stands for any
                          status:<code>[,header=value]   html[:code]    cut-json
                          wrong-type[:values|content]    slow:<ms>      redirect:<url>
                          retry-after:<seconds>          drop-before    drop-after
  --outcome <spec>      script an ending; repeatable. agent:kind[:reason], agent an id, a name or *
                          fail, never-ends, no-winner, winner-with-regression, no-golden-set,
                          results-null, unknown-status
  --help                show this text

Example
  converra --port 8787 --time-scale 600 --data state.json --fault "POST /optimizations:1:drop-after"
`;

export type ConverraCommand =
  | { readonly kind: "help" }
  | { readonly kind: "start"; readonly options: EmulatorOptions & { readonly port: number } }
  | { readonly kind: "mistake"; readonly message: string };

export function parseConverraArguments(argv: readonly string[]): ConverraCommand {
  try {
    return parse(argv);
  } catch (error) {
    return { kind: "mistake", message: error instanceof Error ? error.message : String(error) };
  }
}

function parse(argv: readonly string[]): ConverraCommand {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    options: {
      port: { type: "string", default: "0" },
      plan: { type: "string", default: "free" },
      dialect: { type: "string", default: "newer" },
      set: { type: "string", multiple: true, default: [] },
      seed: { type: "string", default: "1" },
      "time-scale": { type: "string", default: "1" },
      data: { type: "string" },
      key: { type: "string" },
      "no-context": { type: "boolean", default: false },
      fault: { type: "string", multiple: true, default: [] },
      outcome: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return { kind: "help" };
  const naming = oneOf("--dialect", values.dialect, ["newer", "older"] as const);
  return {
    kind: "start",
    options: {
      port: wholeNumber("--port", values.port, 65_535),
      plan: oneOf("--plan", values.plan, Object.keys(PLANS) as Plan[]),
      dialect: { naming, ...Object.assign({}, ...values.set.map(dialectSwitch)) },
      seed: values.seed,
      timeScale: positive("--time-scale", values["time-scale"]),
      ...(values.data === undefined ? {} : { dataFile: values.data }),
      ...(values.key === undefined ? {} : { apiKey: bearer(values.key) }),
      businessContext: !values["no-context"],
      faults: values.fault.map(parseFault),
      outcomes: values.outcome.map(parseOutcome),
    },
  };
}

const KINDS = [
  "fail",
  "never-ends",
  "no-winner",
  "winner-with-regression",
  "no-golden-set",
  "results-null",
  "unknown-status",
] as const;

function parseOutcome(text: string): ScriptedOutcome {
  const match = /^(.+?):([a-z-]+)(?::(.*))?$/.exec(text);
  const [, agent = "", kind = "", reason] = match ?? [];
  if (match === null) throw new Error(`"${text}" is not an outcome: write agent:kind[:reason]`);
  return {
    kind: oneOf(`--outcome "${text}"`, kind, KINDS),
    ...(agent === "*" ? {} : { agent }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function dialectSwitch(text: string): Partial<Dialect> {
  const [name = "", value = ""] = text.split("=");
  const at = `--set ${name}`;
  const flag = () => oneOf(at, value, ["true", "false"]) === "true";
  const scale = () => (oneOf(at, value, ["1", "100"]) === "1" ? 1 : 100);
  switch (name) {
    case "list-shape":
      return { listShape: oneOf(at, value, ["paginated", "data", "array"]) };
    case "confidence-scale":
      return { confidenceScale: scale() };
    case "metric-scale":
      return { metricScale: scale() };
    case "rate-limit-headers": {
      const units = ["seconds", "epoch", "epoch-ms", "iso", "absent"] as const;
      return { rateLimitHeaders: oneOf(at, value, units) };
    }
    case "unauthorized-code":
      return { unauthorizedCode: oneOf(at, value, ["INVALID_API_KEY", "UNAUTHORIZED"]) };
    case "start-status":
      return { startStatus: oneOf(at, value, ["running", "queued"]) };
    case "control-content":
      return { controlContent: flag() };
    case "results-null":
      return { resultsNull: flag() };
    case "unknown-status":
      return { unknownStatus: flag() };
    default:
      throw new Error(`--set: there is no switch "${name}"`);
  }
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((entry) => entry === value);
  if (found === undefined) {
    throw new Error(`${name}: "${value}" is none of ${allowed.join(", ")}`);
  }
  return found;
}

function wholeNumber(name: string, value: string, max: number): number {
  const parsed = Number(value);
  if (!/^\d+$/.test(value) || parsed > max) {
    throw new Error(`${name}: "${value}" is not a whole number from 0 to ${max}`);
  }
  return parsed;
}

function positive(name: string, value: string): number {
  const parsed = Number(value);
  if (!Number.isFinite(parsed) || parsed <= 0) {
    throw new Error(`${name}: "${value}" is not a number above 0`);
  }
  return parsed;
}

function bearer(key: string): string {
  if (!/^\S+$/.test(key)) throw new Error("--key: a key has no spaces and is not empty");
  return key;
}
