/** Account settings. Keys as the wire has them: https://docs.converra.ai/api/settings.html */
import * as z from "zod";
import { nearest } from "./explain.ts";
import { choiceOf, numberFrom, section, wantedOf, wholeFrom } from "./fields.ts";

const text = () => z.string({ error: "text" }).optional();

/**
 * The page of the known keys is older than the service, so a key that is not among them is passed on; one that
 * looks like a slip of the pen is refused, because the service would ignore it silently.
 */
function open<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.looseObject(shape, { error: wantedOf(shape) }).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      const meant = known.includes(key) ? undefined : nearest(key, known);
      if (meant === undefined) continue;
      const message = "is not a setting that is known";
      const params = { fix: `Did you mean ${meant}?` };
      context.addIssue({ code: "custom", path: [key], message, params });
    }
  });
}

const simulation = () =>
  open({
    personaCount: wholeFrom(1, 1000).optional().describe("Personas of a simulation."),
    scenariosPerSimulation: wholeFrom(1, 1000).optional().describe("Scenarios of a simulation."),
    maxTurns: wholeFrom(1, 1000).optional().describe("Turns of a simulated conversation."),
    confidenceMode: text().describe("How sure a result must be, as the service names it."),
  });

const general = () =>
  open({
    name: text().describe("Name of the company."),
    industry: text().describe("Industry. Evaluations need it, or objectives."),
    preferredLLM: text().describe("Preferred model."),
    objectives: text().describe("Objectives. Evaluations need them, or the industry."),
    kpis: text().describe("Figures the company steers by."),
    insightRequirements: text().describe("What insights should answer."),
    excludedDataAndTopics: text().describe("What must not be looked at."),
  });

const optimization = () =>
  open({
    optimizationStrategy: choiceOf("exploratory", "validation")
      .optional()
      .describe("Mode of optimizations that are started elsewhere."),
    variantsPerGeneration: wholeFrom(1, 5).optional().describe("Variants of each generation."),
    deploymentMode: choiceOf("manual", "semi-automatic")
      .optional()
      .describe("With anything but manual a run on a live agent could deploy itself."),
    maxIterations: numberFrom(1, 1000).optional().describe("Most iterations of one optimization."),
    simulation: simulation().optional().describe("Simulation settings."),
  });

export const settingsSection = () =>
  section(
    "Account settings to keep as stated here, under the keys of the service's settings API.",
    {
      general: general().optional().describe("Business context."),
      optimization: optimization().optional().describe("Optimization settings."),
    },
  ).optional();
