import { expect, it } from "vitest";
import { changedKeys } from "../../../src/plan/sides.ts";
import { aDefinition } from "../../support/definitions.ts";

it.each([
  ["a changed prompt", { prompt: "other" }],
  ["a changed model", { model: "gpt-5" }],
  ["a changed temperature", { temperature: 0.9 }],
  ["a changed mode", { optimize: { ...aDefinition().optimize, mode: "exploratory" as const } }],
  ["a changed id", { id: "agent_7" }],
  ["a new key", { key: "billing" }],
])("%s counts as a change", (_, overrides) => {
  const head = aDefinition(overrides);
  expect([...changedKeys([head], [aDefinition()])]).toEqual([head.key]);
});

it.each([
  ["a changed description", { description: "words" }],
  ["a changed threshold", { gate: { ...aDefinition().gate, maxDrop: 9 } }],
  ["a changed tag", { tags: ["x"] }],
  ["nothing", {}],
])("%s does not change what is measured", (_, overrides) => {
  expect([...changedKeys([aDefinition(overrides)], [aDefinition()])]).toEqual([]);
});
