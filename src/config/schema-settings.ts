/** Account settings. Keys as the wire has them: https://docs.converra.ai/api/settings.html */
import * as z from "zod";
import { choiceOf, numberFrom, wholeFrom } from "./fields.ts";
import { nearest } from "./nearest.ts";

const word = (description: string) => z.string({ error: "text" }).optional().meta({ description });

/**
 * The page of the known keys is older than the service, so a key that is not among them is passed on; one that
 * looks like a slip of the pen is refused, because the service would ignore it silently.
 */
function open<Shape extends z.ZodRawShape>(shape: Shape, description: string) {
  const known = Object.keys(shape);
  return z
    .looseObject(shape, {
      error: (issue) => (issue.code === "invalid_type" ? "a section of keys" : undefined),
    })
    .superRefine((value, context) => {
      for (const key of Object.keys(value)) {
        const meant = known.includes(key) ? undefined : nearest(key, known);
        if (meant !== undefined) {
          context.addIssue({
            code: "custom",
            path: [key],
            message: "is not a setting that is known",
            params: { fix: `Did you mean ${meant}?` },
          });
        }
      }
    })
    .optional()
    .meta({ description });
}

const simulation = open(
  {
    personaCount: wholeFrom(1, 1000, { description: "Personas of a simulation." }),
    scenariosPerSimulation: wholeFrom(1, 1000, { description: "Scenarios of a simulation." }),
    maxTurns: wholeFrom(1, 1000, { description: "Turns of a simulated conversation." }),
    confidenceMode: word("How sure a result must be, as the service names it."),
  },
  "Simulation settings.",
);

const general = open(
  {
    name: word("Name of the company."),
    industry: word("Industry. Evaluations need it, or objectives."),
    preferredLLM: word("Preferred model."),
    objectives: word("Objectives. Evaluations need them, or the industry."),
    kpis: word("Figures the company steers by."),
    insightRequirements: word("What insights should answer."),
    excludedDataAndTopics: word("What must not be looked at."),
  },
  "Business context.",
);

const optimization = open(
  {
    optimizationStrategy: choiceOf(["exploratory", "validation"], {
      description: "Mode of optimizations that are started elsewhere.",
    }),
    variantsPerGeneration: wholeFrom(1, 5, { description: "Variants of each generation." }),
    deploymentMode: choiceOf(["manual", "semi-automatic"], {
      description: "With anything but manual a run on a live agent could deploy itself.",
    }),
    maxIterations: numberFrom(1, 1000, { description: "Most iterations of one optimization." }),
    simulation,
  },
  "Optimization settings.",
);

export const settingsSection = z
  .strictObject(
    { general, optimization },
    { error: (issue) => (issue.code === "invalid_type" ? "a section of keys" : undefined) },
  )
  .optional()
  .meta({
    description:
      "Account settings to keep as stated here, under the keys of the service's settings API.",
  });
