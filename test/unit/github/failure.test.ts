import { describe, expect, it } from "vitest";
import {
  explainFailure,
  type HttpFailure,
  readFailure,
  retryDelayMs,
} from "../../../src/github/failure.ts";

const NOW = Date.UTC(2026, 10, 22);

function aFailure(failure: Partial<HttpFailure> = {}): HttpFailure {
  return { status: 500, message: "Server Error", headers: {}, ...failure };
}

function delay(failure: Partial<HttpFailure>, options: { attempt?: number; repeatable?: boolean }) {
  const { attempt = 1, repeatable = true } = options;
  return retryDelayMs(aFailure(failure), attempt, { repeatable, now: NOW, random: () => 0.5 });
}

describe("a call that failed is sent again", () => {
  it.each([
    ["after a 502, with growing pauses: first", { status: 502 }, { attempt: 1 }, 500],
    ["after a 502, with growing pauses: second", { status: 502 }, { attempt: 2 }, 1000],
    ["not a third time", { status: 502 }, { attempt: 3 }, undefined],
    ["after no answer at all", { status: undefined }, {}, 500],
    ["not when it may have been carried out", { status: 502 }, { repeatable: false }, undefined],
    ["not after a missing permission", { status: 403 }, {}, undefined],
    ["not after a 404", { status: 404 }, {}, undefined],
    [
      "after Retry-After, even a POST, because a limited call is not carried out",
      { status: 429, headers: { "retry-after": "7" } },
      { repeatable: false },
      7000,
    ],
    [
      "a second after the limit's reset",
      {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 20) },
      },
      {},
      21_000,
    ],
    [
      "a minute after a secondary limit without a header",
      { status: 403, message: "You have exceeded a secondary rate limit" },
      {},
      60_000,
    ],
    [
      "not when the reset is an hour away",
      { status: 429, headers: { "retry-after": "3600" } },
      {},
      undefined,
    ],
  ])("%s", (_name, failure, options, expected) => {
    expect(delay(failure, options)).toBe(expected);
  });
});

describe("a refusal explains itself", () => {
  const call = { doing: "comment on pull request #7", permission: "pull-requests: write" } as const;

  it("names the missing permission, the YAML to add and the fork case on 403", () => {
    const error = explainFailure(
      aFailure({ status: 403, message: "Resource not accessible by integration" }),
      call,
    );
    expect(error.message).toBe(
      "Could not comment on pull request #7: Resource not accessible by integration (403)",
    );
    expect(error).toMatchObject({ status: 403, permission: "pull-requests: write" });
    expect(error.hint).toContain("permissions:\n  contents: read\n  pull-requests: write");
    expect(error.hint).toContain("fork");
  });

  it("leaves both readings of a 404 open", () => {
    const error = explainFailure(aFailure({ status: 404, message: "Not Found" }), {
      doing: "read converra.yml at main",
      permission: "contents: read",
    });
    expect(error.permission).toBe("contents: read");
    expect(error.hint).toMatch(/does not exist, or the token may not see it/u);
    expect(error.hint).not.toContain("fork");
  });

  it("does not take a rate limit for a missing permission", () => {
    const error = explainFailure(aFailure({ status: 403, headers: { "retry-after": "60" } }), call);
    expect(error.permission).toBeUndefined();
    expect(error.message).toContain("rate limit");
  });

  it.each([
    "This workflow run cannot be retried because it was created over a month ago",
    "This workflow is already running",
  ])("asks for no permission where none would help: %s", (message) => {
    const error = explainFailure(aFailure({ status: 403, message }), {
      doing: "run workflow run 7 again",
      permission: "actions: write",
    });
    expect(error.hint).toMatch(/^Push a commit/u);
  });

  it("points to the summary when the content was refused", () => {
    expect(explainFailure(aFailure({ status: 422 }), call).hint).toContain("job summary");
  });
});

describe("a thrown value", () => {
  it("without an HTTP status is no failure of a call", () => {
    expect(readFailure(new TypeError("a bug"))).toBeUndefined();
    expect(readFailure("text")).toBeUndefined();
  });

  it("that Octokit marks 500 without a response had no answer", () => {
    const error = Object.assign(new Error("connect ECONNREFUSED"), { status: 500 });
    expect(readFailure(error)?.status).toBeUndefined();
  });
});
