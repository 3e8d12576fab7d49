/** The client against the emulator, over loopback, in every dialect. */
import { describe, expect, it } from "vitest";
import {
  dialectName,
  everyDialect,
  SWITCHES,
  threeWiseDialects,
  tripleName,
  triplesOf,
} from "../../support/contract-dialects.ts";
import { startEmulatorStage } from "../../support/contract-stage.ts";
import { describeContract } from "./suite.ts";

const dialects = threeWiseDialects();

describe.each(dialects.map((dialect) => ({ name: dialectName(dialect), dialect })))(
  "in the dialect $name",
  ({ dialect }) => {
    describeContract({
      start: () => startEmulatorStage(dialect),
      mayLack: false,
      changing: true,
    });
  },
);

it("any three switches of the dialect meet in every combination", () => {
  const names = Object.keys(SWITCHES) as (keyof typeof SWITCHES)[];
  const all = new Set(everyDialect(names).flatMap(triplesOf));
  const covered = new Set(dialects.flatMap(triplesOf));
  expect([...all].filter((triple) => !covered.has(triple)).map(tripleName)).toEqual([]);
});
