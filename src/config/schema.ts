/** The definition of converra.yml: its checks, its defaults and its JSON Schema come from here. */
import * as z from "zod";
import { choiceOf, flag, lazily, line, listOf, numberFrom, section, wholeFrom } from "./fields.ts";
import { settingsSection, webhooksSection } from "./schema-account.ts";
import { agentSection, defaultsSection } from "./schema-agent.ts";
import { gateSection } from "./schema-gate.ts";

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
    restore: flag()
      .default(true)
      .describe(
        "With pull-request: live, put the text back that was there before when the measurement failed or found a regression.",
      ),
  }).prefault({});

const budget = () =>
  section("What a run may cost.", {
    "max-runs": wholeFrom(0, 1000)
      .default(6)
      .describe("Most evaluations one workflow run may start."),
    keep: wholeFrom(0, 10_000)
      .default(2)
      .describe("Nothing is started when fewer optimizations than this would be left this period."),
    nights: numberFrom(0, 1)
      .default(0.5)
      .describe(
        "Share, from 0 to 1, of what is left this period that scheduled runs may use, spread evenly over its nights.",
      ),
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
  section("Insights of live conversations, read on a schedule.", {
    regenerate: flag()
      .default(false)
      .describe(
        "Ask the service to make insights of agents and transcripts anew that are older than max-age.",
      ),
    "max-age": numberFrom(0.1, 90)
      .default(1)
      .describe("With regenerate: days after which insights are old."),
    issue: flag()
      .default(false)
      .describe(
        "Keep one issue about agents that scheduled runs have proven to be worse: opened, kept up to date, and closed when all are as good as before. Needs the permission issues: write.",
      ),
    labels: listOf(line(50).describe("A label."))
      .default([])
      .describe("Labels that such an issue is given when it is opened."),
    assignees: listOf(line(50).describe("A login."), { max: 10, of: "logins" })
      .default([])
      .describe("Who it is assigned to when it is opened."),
    "max-drop": numberFrom(0, 100)
      .default(10)
      .describe(
        "Points that completion may fall, or abandonment rise, in the last 7 days against the weeks before them, before the report warns; and chance has to be ruled out. The gate does not judge by it.",
      ),
  }).prefault({});

const report = () =>
  section("What a pull request is shown beside the verdict.", {
    suggestion: flag()
      .default(false)
      .describe(
        "Offer a better prompt that may be taken as a review suggestion on its file, where its lines lie in the diff; else as a patch in the comment. Never on a fork's pull request.",
      ),
  }).prefault({});

export const configSchema = lazily(() =>
  section("Configuration of Converra Gate.", {
    version: z.literal(1, { error: "1" }).describe("Version of this file's format."),
    defaults: defaultsSection(),
    agents: agents(),
    sync: sync(),
    gate: gateSection(),
    policy: choiceOf("base", "head")
      .default("base")
      .describe(
        "Whose rules a pull request is judged by. base: those of the commit it would be merged into, and stricter ones of its own; looser ones take effect with the merge. head: its own, and the gate is a warning at best where they are looser. The base commit's word counts.",
      ),
    budget: budget(),
    wait: wait(),
    health: health(),
    report: report(),
    settings: settingsSection(),
    webhooks: webhooksSection(),
  }),
);

/** A file's data as it stands there, without the defaults. */
export type StatedConfig = z.input<ReturnType<typeof configSchema>>;

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
  };
}
