import { describe, expect, it } from "vitest";
import { HELP, parseConverraArguments } from "../../../sandbox/converra/cli-options.ts";

describe("the command line of the emulator", () => {
  it("takes every option", () => {
    const argv =
      "--port 0 --plan pro --dialect older --set list-shape=array --set metric-scale=1 --seed 7 --time-scale 600 --data state.json --key k --no-context";
    const command = parseConverraArguments([
      ...argv.split(" "),
      ...["--fault", "POST /optimizations:1:drop-after"],
      ...["--outcome", "Support: EU:fail:no: budget", "--outcome", "*:never-ends"],
    ]);
    expect(command).toEqual({
      kind: "start",
      options: {
        port: 0,
        plan: "pro",
        dialect: { naming: "older", listShape: "array", metricScale: 1 },
        seed: "7",
        timeScale: 600,
        dataFile: "state.json",
        apiKey: "k",
        businessContext: false,
        faults: [
          { method: "POST", path: "/optimizations", nth: 1, action: { kind: "drop-after" } },
        ],
        outcomes: [
          { agent: "Support: EU", kind: "fail", reason: "no: budget" },
          { kind: "never-ends" },
        ],
      },
    });
  });

  it("has defaults for all of them", () => {
    expect(parseConverraArguments([])).toMatchObject({
      kind: "start",
      options: { port: 0, plan: "free", dialect: { naming: "newer" }, timeScale: 1 },
    });
  });

  it.each([
    [["--plan", "gold"], '--plan: "gold" is none of free, pro, enterprise'],
    [["--port", "70000"], "--port"],
    [["--time-scale", "0"], "--time-scale"],
    [["--fault", "nonsense"], "is not a fault"],
    [["--outcome", "*:explode"], "is none of fail"],
    [["--set", "list-shape=tree"], '--set list-shape: "tree"'],
    [["--set", "colour=red"], 'no switch "colour"'],
    [["--key", ""], "--key"],
    [["--nope"], "--nope"],
    [["stray"], "stray"],
  ])("refuses %j and says: %s", (argv, message) => {
    const command = parseConverraArguments(argv);
    expect(command.kind).toBe("mistake");
    expect(command.kind === "mistake" && command.message).toContain(message);
  });

  it("explains every option in its help", () => {
    const options = "port plan dialect set seed time-scale data key no-context fault outcome help";
    for (const option of options.split(" ")) expect(HELP).toContain(`\n  --${option} `);
    expect(parseConverraArguments(["--help"])).toEqual({ kind: "help" });
  });
});
