/** The definition of converra.yml: its types, its checks and its JSON Schema come from here. */
import * as z from "zod";
import { DEFAULTS } from "./defaults.ts";
import {
  choiceOf,
  flag,
  line,
  listOf,
  numberFrom,
  requiredLine,
  section,
  wholeFrom,
} from "./fields.ts";
import { agentSection, defaultsSection } from "./schema-agent.ts";
import { gateSection } from "./schema-gate.ts";
import { settingsSection } from "./schema-settings.ts";

const LOOPBACK_OR_HTTPS = /^(https:\/\/|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])([:/]|$))/;
const urlError = "an https URL (http only to this machine)";

const webhook = section(
  {
    url: z
      .string({ error: urlError })
      .regex(LOOPBACK_OR_HTTPS, { error: urlError })
      .meta({ description: "Where deliveries go: https, or http to this machine." }),
    events: listOf(
      requiredLine({ description: "An event's name." }),
      { description: "Events to deliver, as the service names them." },
      { min: 1, max: 50, of: "events" },
    ).nonoptional({ error: "a list of events" }),
    description: line({ description: "What the webhook is for." }),
  },
  { description: "A webhook that should exist." },
);

export const configSchema = section(
  {
    version: z.literal(1, { error: "1" }).meta({ description: "Version of this file's format." }),
    defaults: defaultsSection,
    agents: z
      .record(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
          error: 'letters, digits, ".", "_" and "-", beginning with a letter or a digit',
        }),
        agentSection,
        { error: "a section with one entry per agent" },
      )
      .meta({
        description: "The agents, each under a stable key used in reports and commands.",
        minProperties: 1,
      }),
    sync: section(
      {
        "pull-request": choiceOf(["preview", "live", "off"], {
          description:
            "Where a pull request's prompt is measured: on a draft copy, on the live agent itself (for agents made for CI), or nowhere.",
          default: DEFAULTS.sync.pullRequest,
        }),
        conversations: wholeFrom(0, 50, {
          description: "Conversations of the live agent that a preview agent is given.",
          default: DEFAULTS.sync.conversations,
        }),
      },
      { description: "How prompts are put where they can be measured." },
    ).optional(),
    gate: gateSection,
    budget: section(
      {
        "max-runs": wholeFrom(0, 1000, {
          description: "Most evaluations one workflow run may start.",
          default: DEFAULTS.budget.maxRuns,
        }),
        keep: wholeFrom(0, 10_000, {
          description:
            "Nothing is started when fewer optimizations than this would be left this period.",
          default: DEFAULTS.budget.keep,
        }),
      },
      { description: "What a run may cost." },
    ).optional(),
    wait: section(
      {
        "interval-seconds": numberFrom(0.01, 3600, {
          description: "Shortest time between two looks; fractions are allowed.",
          default: DEFAULTS.wait.intervalSeconds,
        }),
        "max-interval-seconds": numberFrom(0.01, 3600, {
          description: "Longest time between two looks; fractions are allowed.",
          default: DEFAULTS.wait.maxIntervalSeconds,
        }),
      },
      { description: "How often to look whether an evaluation has ended." },
    ).optional(),
    health: section(
      {
        "max-drop": numberFrom(0, 100, {
          description: "Points the last seven days may lie below the last thirty.",
          default: DEFAULTS.health.maxDrop,
        }),
        issue: flag({
          description: "Open an issue when they lie lower.",
          default: DEFAULTS.health.issue,
        }),
      },
      { description: "Live conversations, looked at on a schedule." },
    ).optional(),
    settings: settingsSection,
    webhooks: z
      .array(webhook, { error: "a list of webhooks" })
      .max(50, { error: "a list of at most 50 webhooks" })
      .optional()
      .meta({
        description:
          "Webhooks that should exist; of the others only those the action created are deleted.",
      }),
  },
  { description: "Configuration of Converra Gate." },
);

export type RawConfig = z.infer<typeof configSchema>;
