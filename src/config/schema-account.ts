/** What a configuration may keep of the account: keys and values as the wire has them. */
import * as z from "zod";
import { choiceOf, flag, line, listOf, paragraph, section, wholeFrom } from "./fields.ts";
import { nearest } from "./nearest.ts";

/** https://docs.converra.ai/api/settings.html; that page could be read up to the simulation's table. */
export const settingsSection = () =>
  section(
    "Settings of the account, under the names the API has. Keys that are stated are kept as they are stated, all others are left alone. Written by sync alone.",
    {
      general: section("What the business is about; runs need industry or objectives.", {
        name: line().optional().describe("The account's name."),
        industry: paragraph().optional().describe("The industry."),
        preferredLLM: line().optional().describe("The preferred model's id."),
        objectives: paragraph().optional().describe("What the agents are for."),
        kpis: paragraph().optional().describe("What success is measured by."),
        insightRequirements: paragraph().optional().describe("What insights should tell."),
        excludedDataAndTopics: paragraph().optional().describe("What is to be left out."),
      }).optional(),
      optimization: section("How the service optimizes.", {
        optimizationStrategy: choiceOf("exploratory", "validation")
          .optional()
          .describe("The mode of runs that state none; the action's runs state theirs."),
        variantsPerGeneration: wholeFrom(1, 5)
          .optional()
          .describe("Variants of runs that state no number; the action's runs state theirs."),
        deploymentMode: choiceOf("manual", "semi-automatic")
          .optional()
          .describe(
            "With any mode but manual the service may put winners on live agents by itself.",
          ),
        maxIterations: wholeFrom(1, 1000).optional().describe("Most iterations."),
        simulation: section("How conversations are simulated.", {
          personaCount: wholeFrom(1, 1000).optional().describe("Personas."),
          scenariosPerSimulation: wholeFrom(1, 1000).optional().describe("Scenarios."),
          maxTurns: wholeFrom(1, 1000).optional().describe("Longest conversation."),
          confidenceMode: line(60).optional().describe("As the service names it."),
        }).optional(),
      }).optional(),
    },
  ).optional();

/** https://docs.converra.ai/api/webhooks.html, and two under the names that agents have by now. */
const EVENTS = [
  "optimization.completed",
  "optimization.started",
  "optimization.stopped",
  "insights.generated",
  "conversation.created",
  "prompt.updated",
  "prompt.deleted",
  "agent.updated",
  "agent.deleted",
];

/** The list of events is not known to the end: only what is nearly one of it is a slip. */
const eventName = () =>
  line(100)
    .regex(/^[a-z]+([._][a-z]+)+$/, { error: `an event such as ${EVENTS[0]}` })
    .superRefine((event, context) => {
      const meant = EVENTS.includes(event) ? undefined : nearest(event, EVENTS);
      if (meant === undefined) return;
      const params = { fix: `Did you mean ${meant}?` };
      context.addIssue({ code: "custom", message: "is no event of Converra's", params });
    });

const webhook = () =>
  section("One webhook.", {
    url: line(2000)
      .regex(/^https:\/\/[^\s/]+/, { error: "an https address" })
      .refine(URL.canParse, { error: "an https address" })
      .describe("Where events are sent: https."),
    events: listOf(eventName().describe("An event."), { min: 1, max: 50, of: "events" }).describe(
      "Which events are sent.",
    ),
    description: line(200)
      .optional()
      .describe("What it is for, given when it is made; the action's mark is written behind it."),
    "secret-output": flag()
      .default(false)
      .describe(
        "Hand out its signing secret, which the service shows once, in the output webhook-secrets.",
      ),
  });

export const webhooksSection = () =>
  z
    .array(webhook(), { error: "a list of webhooks" })
    .max(100, { error: "a list of at most 100 webhooks" })
    .superRefine((webhooks, context) => {
      const urls = webhooks.map(({ url }) => (URL.canParse(url) ? new URL(url).href : url));
      for (const [index, url] of urls.entries()) {
        if (urls.indexOf(url) === index) continue;
        const message = "is the address of another webhook of the list";
        const params = { fix: "Put all events of one address into one entry." };
        context.addIssue({ code: "custom", path: [index, "url"], message, params });
      }
    })
    .optional()
    .describe(
      "Webhooks that should exist. Sync creates what is missing, and deletes what it created and the list no longer has; [] deletes all of those, without the key none is looked at.",
    );
