import { describe, expect, it } from "vitest";
import { wrongExchange } from "../../support/github-openapi.ts";

const REPOSITORY = "/repos/acme/support";
const exchange = (given: Partial<Parameters<typeof wrongExchange>[0]>) =>
  wrongExchange({
    method: "GET",
    path: `${REPOSITORY}/pulls/7`,
    query: {},
    body: undefined,
    answer: undefined,
    status: 200,
    at: 0,
    ...given,
  });

describe("GitHub's description", () => {
  it("has nothing against what GitHub would be sent and would answer", () => {
    expect(exchange({ answer: { number: 7, head: { sha: "a", ref: "b" } } })).toEqual([]);
    const path = `${REPOSITORY}/contents/prompts/a.md`;
    expect(
      exchange({ method: "PUT", path, body: { message: "m", content: "" }, status: 201 }),
    ).toEqual([]);
    expect(exchange({ status: 404, answer: { message: "Not Found" } })).toEqual([]);
  });

  it.each([
    ["a path that is not there", { path: `${REPOSITORY}/pull/7` }, /no such operation/],
    ["a query that is not there", { query: { page_size: "1" } }, /no query parameter page_size/],
    ["a member of the wrong type", { answer: { number: "7" } }, /\/number must be integer/],
    ["an invented member", { answer: { head_sha: "a" } }, /additional properties: head_sha/],
    ["an invented member further down", { answer: { head: { branch: "a" } } }, /branch/],
    ["a status it never answers", { status: 418 }, /never answers 418/],
    [
      "a request that lacks what it needs",
      { method: "PUT", path: `${REPOSITORY}/contents/a.md`, body: { message: "m" }, status: 200 },
      /must have required property 'content'/,
    ],
    [
      "a request with an invented member",
      {
        method: "POST",
        path: `${REPOSITORY}/pulls`,
        body: { head: "a", base: "b", from: "c" },
        status: 201,
      },
      /additional properties: from/,
    ],
  ])("sees %s", (_, given, expected) => {
    expect(exchange(given).join()).toMatch(expected);
  });
});
