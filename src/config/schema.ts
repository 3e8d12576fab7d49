/** The definition of converra.yml: its checks, its defaults and its JSON Schema come from here. */
import * as z from "zod";
import { choiceOf, lazily, line, listOf, numberFrom, section, wholeFrom } from "./fields.ts";
import { agentSection, defaultsSection } from "./schema-agent.ts";
import { gateSection } from "./schema-gate.ts";
import { settingsSection } from "./schema-settings.ts";

const LOOPBACK_OR_HTTPS = /^(https:\/\/|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])([:/]|$))/;

function webhook() {
  const error = "an https URL (http only to this machine)";
  return section("A webhook that should exist.", {
    url: z
      .string({ error })
      .regex(LOOPBACK_OR_HTTPS, { error })
      .describe("Where deliveries go: https, or http to this machine."),
    events: listOf(line().describe("An event's name."), { min: 1, max: 50, of: "events" })
      .optional()
      .nonoptional({ error: "a list of events" })
      .describe("Events to deliver, as the service names them."),
    description: line().optional().describe("What the webhook is for."),
  });
}

const webhooks = () =>
  z
    .array(webhook(), { error: "a list of webhooks" })
    .max(50, { error: "a list of at most 50 webhooks" })
    .optional()
    .describe(
      "Webhooks that should exist; of the others only those the action created are deleted.",
    );

const agentKey = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
    error: 'letters, digits, ".", "_" and "-", beginning with a letter or a digit',
  });

const agents = () =>
  z.record(agentKey(), agentSection(), { error: "a section with one entry per agent" }).meta({
    description: "The agents, each under a stable key used in reports and commands.",
    minProperties: 1,
  });

const sync = () =>
  section("How prompts are put where they can be measured.", {
    "pull-request": choiceOf("preview", "live", "off")
      .default("preview")
      .describe(
        "Where a pull request's prompt is measured: on a draft copy, on the live agent itself (for agents made for CI), or nowhere.",
      ),
    conversations: wholeFrom(0, 50)
      .default(5)
      .describe("Conversations of the live agent that a preview agent is given."),
  }).prefault({});

const budget = () =>
  section("What a run may cost.", {
    "max-runs": wholeFrom(0, 1000)
      .default(6)
      .describe("Most evaluations one workflow run may start."),
    keep: wholeFrom(0, 10_000)
      .default(2)
      .describe("Nothing is started when fewer optimizations than this would be left this period."),
  }).prefault({});

const wait = () =>
  section("How often to look whether an evaluation has ended.", {
    "interval-seconds": numberFrom(0.01, 3600)
      .default(10)
      .describe("Shortest time between two looks; fractions are allowed."),
    "max-interval-seconds": numberFrom(0.01, 3600)
      .default(30)
      .describe("Longest time between two looks; fractions are allowed."),
  }).prefault({});

const health = () =>
  section("Live conversations, looked at on a schedule.", {
    "max-drop": numberFrom(0, 100)
      .default(10)
      .describe("Points the last seven days may lie below the last thirty."),
    issue: z
      .boolean({ error: "true or false" })
      .default(true)
      .describe("Open an issue when they lie lower."),
  }).prefault({});

export const configSchema = lazily(() =>
  section("Configuration of Converra Gate.", {
    version: z.literal(1, { error: "1" }).describe("Version of this file's format."),
    defaults: defaultsSection(),
    agents: agents(),
    sync: sync(),
    gate: gateSection(),
    budget: budget(),
    wait: wait(),
    health: health(),
    settings: settingsSection(),
    webhooks: webhooks(),
  }),
);

/** A file's data as it stands there, without the defaults. */
export type StatedConfig = z.input<ReturnType<typeof configSchema>>;

const statedIn = (agent: object) => ({
  type: "object",
  properties: { agents: { type: "object", additionalProperties: agent } },
});

/** The JSON Schema (draft 7) of converra.yml, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...generated } = z.toJSONSchema(configSchema(), {
    target: "draft-7",
    io: "input",
  });
  return {
    $schema,
    $id: "urn:converra-gate:schema:config:1",
    title: "converra.yml",
    ...generated,
    // A model in defaults, or in every agent.
    anyOf: [
      {
        type: "object",
        properties: { defaults: { type: "object", required: ["model"] } },
        required: ["defaults"],
      },
      statedIn({ type: "object", required: ["model"] }),
    ],
  };
}
