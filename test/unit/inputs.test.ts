import { describe, expect, it } from "vitest";
import { deskInputs } from "../../src/cli/desk-context.ts";
import { ActionError } from "../../src/errors.ts";
import { givenNames, type InputSource, type Inputs, readInputs } from "../../src/inputs.ts";

/** Inputs as the runner gives them, and a record of what happened in order. */
function given(values: Readonly<Record<string, string>>): InputSource & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    get: (name) => {
      log.push(`get ${name}`);
      return values[name] ?? "";
    },
    mask: (secret) => log.push(`mask ${secret}`),
  };
}

function refusal(values: Readonly<Record<string, string>>): ActionError {
  try {
    readInputs(given(values));
  } catch (error) {
    if (error instanceof ActionError) return error;
    throw error;
  }
  throw new Error("the inputs were accepted");
}

describe("the inputs", () => {
  it("have their defaults where the workflow states none", () => {
    expect(readInputs(given({}))).toEqual({
      apiKey: undefined,
      configPatterns: ["converra.yml"],
      command: "auto",
      agents: [],
      sync: "auto",
      changedOnly: "auto",
      failOn: "regression",
      timeoutMs: 7_200_000,
      maxRuns: undefined,
      optimizationId: undefined,
      variantId: undefined,
      applyDespite: [],
      write: false,
      comment: "always",
      commentKey: "",
      githubToken: undefined,
      baseUrl: "https://converra.ai/api/v1",
      reportDir: undefined,
    } satisfies Inputs);
  });

  it.each<[string, Record<string, string>, Partial<Inputs>]>([
    [
      "several paths, one a line",
      { config: " a.yml\n\n b/*.yml\r\na.yml" },
      { configPatterns: ["a.yml", "b/*.yml"] },
    ],
    ["agents by comma and by line", { agents: "a, b\nc,,a" }, { agents: ["a", "b", "c"] }],
    ["a fraction of a minute", { "timeout-minutes": "0.05" }, { timeoutMs: 3_000 }],
    ["no runs at all", { "max-runs": "0" }, { maxRuns: 0 }],
    ["changed-only off", { "changed-only": "false" }, { changedOnly: false }],
    ["changed-only on", { "changed-only": "true" }, { changedOnly: true }],
    [
      "an emulator on this machine",
      { "base-url": "http://127.0.0.1:8080/api/v1/" },
      { baseUrl: "http://127.0.0.1:8080/api/v1" },
    ],
    [
      "the rest",
      {
        command: "plan",
        sync: "live",
        "fail-on": "never",
        comment: "on-change",
        "comment-key": "k",
        "report-dir": "out",
        "github-token": "t",
        "api-key": "sk_test_1",
      },
      {
        command: "plan",
        sync: "live",
        failOn: "never",
        comment: "on-change",
        commentKey: "k",
        reportDir: "out",
        githubToken: "t",
        apiKey: "sk_test_1",
      },
    ],
  ])("take %s", (_, values, expected) => {
    expect(readInputs(given(values))).toMatchObject(expected);
  });

  it("mask the secrets before anything else is read", () => {
    const source = given({ "api-key": "sk_live_1", "github-token": "ghs_1" });
    readInputs(source);
    expect(source.log.slice(0, 4)).toEqual([
      "get api-key",
      "mask sk_live_1",
      "get github-token",
      "mask ghs_1",
    ]);
  });

  it("mask them even when an input is wrong", () => {
    const source = given({ "api-key": "sk live", command: "dance" });
    expect(() => readInputs(source)).toThrow(ActionError);
    expect(source.log).toContain("mask sk live");
  });
});

describe("the inputs of apply", () => {
  it("name a run, a variant of it and what is set aside", () => {
    const inputs = readInputs(
      given({
        command: "apply",
        "optimization-id": "opt_1",
        "variant-id": "var_2",
        "apply-despite": "worse, golden-set",
      }),
    );
    expect(inputs).toMatchObject({
      optimizationId: "opt_1",
      variantId: "var_2",
      applyDespite: ["worse", "golden-set"],
    });
  });

  it("are refused where they say nothing", () => {
    const wrong = { command: "apply", "variant-id": "../x", "apply-despite": "everything" };
    const { message } = refusal(wrong);
    expect(message).toContain("variant-id must be an id");
    expect(message).toContain("variant-id needs the optimization-id");
    expect(message).toContain("apply-despite may name changed, worse, golden-set");
  });
});

describe("inputs that are wrong", () => {
  it.each([
    [
      "command",
      "gates",
      'command must be one of auto, gate, sync, plan, benchmark, insights, apply, clean, doctor, comment, but is "gates"',
    ],
    ["sync", "on", 'sync must be one of auto, preview, live, off, but is "on"'],
    ["changed-only", "yes", 'changed-only must be one of auto, true, false, but is "yes"'],
    ["write", "yes", 'write must be one of true, false, but is "yes"'],
    ["fail-on", "always", 'fail-on must be one of regression, warning, never, but is "always"'],
    [
      "comment",
      "on-failure",
      'comment must be one of always, on-change, never, but is "on-failure"',
    ],
    ["timeout-minutes", "0", "timeout-minutes must be a number of minutes above 0"],
    ["timeout-minutes", "-5", "timeout-minutes must be a number of minutes above 0"],
    ["timeout-minutes", "1e3", "timeout-minutes must be a number of minutes above 0"],
    [
      "timeout-minutes",
      "999999",
      "timeout-minutes must be a number of minutes above 0, at most 10080",
    ],
    ["max-runs", "1.5", "max-runs must be a whole number from 0 to 1000"],
    ["max-runs", "1001", "max-runs must be a whole number from 0 to 1000"],
    ["base-url", "converra.ai", 'base-url "converra.ai" is not a URL. Use https://converra.ai'],
    [
      "agents",
      " , ",
      "agents must be keys of agents, separated by commas or line breaks, or left out",
    ],
    ["base-url", "http://converra.ai/api/v1", "would send the API key unencrypted"],
    ["comment-key", "a\nb", "comment-key must be one line of at most 200 characters"],
    ["optimization-id", "opt_1", "optimization-id can only stand beside command: apply"],
    ["apply-despite", "worse", "apply-despite can only stand beside command: apply"],
    ["api-key", "a\nb", "api-key holds a space, a line break"],
    ["api-key", "'sk_1'", "a quote or another character no key has"],
  ])("are refused: %s is %j", (name, value, expected) => {
    const { message, hint } = refusal({ [name]: value });
    expect(message).toContain("an input is wrong: ");
    expect(message).toContain(expected);
    expect(hint).toBe("Correct them under `with:` in the workflow file.");
  });

  it("are told from those there are, with the nearest", () => {
    const source = { get: () => "", mask: () => {}, names: () => ["comand", "config", "zzz"] };
    expect(() => readInputs(source)).toThrow(
      /^2 inputs are wrong: "comand" is no input of this action; did you mean command\?; "zzz" is no input of this action; known are api-key, /,
    );
  });

  it("say where the report goes all the same, where that is right", () => {
    const error = refusal({ command: "x", "report-dir": "reports" });
    expect(error).toMatchObject({ reportDir: "reports" });
  });

  it("are called as a desk calls them", () => {
    const options = { maxRuns: "9999", sandbox: true };
    expect(() =>
      deskInputs("gate", options, { baseUrl: "http://converra.ai", apiKey: "a b" }),
    ).toThrow(
      /^3 arguments are wrong: the variable CONVERRA_API_KEY holds .*; the variable CONVERRA_BASE_URL "http:\/\/converra\.ai" would .*; --max-runs must be a whole number/,
    );
  });

  it("are found in the environment by what the runner calls them", () => {
    expect(givenNames({ INPUT_COMAND: "plan", "INPUT_API-KEY": "", PATH: "x" })).toEqual([
      "comand",
      "api-key",
    ]);
  });

  it("are all named at once", () => {
    const { message } = refusal({ command: "x", sync: "y", "max-runs": "z", comment: "w" });
    expect(message).toMatch(/^4 inputs are wrong: command .*; sync .*; max-runs .*; comment /);
  });

  it("never show a secret", () => {
    const { message } = refusal({
      "api-key": "sk_live_secret\nx",
      "github-token": "ghs_secret",
      "base-url": "https://user:hunter2@converra.ai",
    });
    expect(message).not.toMatch(/secret|hunter2/);
  });
});
