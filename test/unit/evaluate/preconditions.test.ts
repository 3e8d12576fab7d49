import { expect, it } from "vitest";
import { deploysByHand } from "../../../src/evaluate/preconditions.ts";

const facts = (optimization: Record<string, unknown>) => ({
  usage: {},
  settings: { general: {}, optimization },
});

it.each([
  ["manual", { deploymentMode: "manual" }, true],
  ["semi-automatic", { deploymentMode: "semi-automatic" }, false],
  ["a mode nobody knows", { deploymentMode: "Manual (legacy)" }, false],
  ["no mode", {}, false],
])("an account that reports %s deploys by hand: %3$s", (_, optimization, byHand) => {
  expect(deploysByHand(facts(optimization))).toBe(byHand);
});

it("an account of which nothing was asked, because nothing is started, is not in the way", () => {
  expect(deploysByHand(undefined)).toBe(true);
});
