/** The settings of a fresh account. */
import type { SettingsEntity } from "./entities.ts";

/** The documented defaults and examples. */
export function initialSettings(businessContext: boolean): SettingsEntity {
  return {
    general: {
      name: "Sandbox",
      industry: businessContext ? "E-commerce" : "",
      preferredLLM: "gpt-4o",
      objectives: businessContext ? "Solve customers' problems in one conversation" : "",
      kpis: "",
      insightRequirements: "",
      excludedDataAndTopics: "",
    },
    optimization: {
      optimizationStrategy: "exploratory",
      variantsPerGeneration: 3,
      deploymentMode: "manual",
      maxIterations: 10,
      simulation: {
        personaCount: 5,
        scenariosPerSimulation: 3,
        maxTurns: 10,
        confidenceMode: "moderate",
      },
    },
  };
}
