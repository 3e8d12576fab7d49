import { describe, expect, it } from "vitest";
import { ActionError } from "../../../src/errors.ts";
import { checkBaseUrl } from "../../../src/service/base-url.ts";
import { rateOfPlan } from "../../../src/service/endpoints/account.ts";
import { proxyFor } from "../../../src/service/transport.ts";
import { clientUnderTest, errorOf } from "../../support/client-under-test.ts";

describe("the base URL", () => {
  it.each([
    ["https://converra.ai/api/v1", "https://converra.ai/api/v1"],
    ["https://converra.ai/api/v1/", "https://converra.ai/api/v1"],
    ["http://127.0.0.1:8080/api/v1", "http://127.0.0.1:8080/api/v1"],
    ["http://127.8.9.1", "http://127.8.9.1/"],
    ["http://localhost:1/x", "http://localhost:1/x"],
    ["http://[::1]:1/x", "http://[::1]:1/x"],
  ])("%s is taken", (text, href) => {
    expect(checkBaseUrl(text).href).toBe(href);
  });

  it.each([
    ["", "is not a URL"],
    ["converra.ai", "is not a URL"],
    ["http://converra.ai/api/v1", "would send the API key unencrypted"],
    ["http://localhost.example.com/", "would send the API key unencrypted"],
    ["http://127.0.0.1.example.com/", "would send the API key unencrypted"],
    ["http://0.0.0.0/", "would send the API key unencrypted"],
    ["ftp://127.0.0.1/", "would send the API key unencrypted"],
    ["https://user:secret@converra.ai/", "holds a user name or a password"],
    ["https://converra.ai/?a=1", "has a query or a fragment"],
  ])("%s is refused with the reason and a fix", (text, reason) => {
    const check = () => checkBaseUrl(text);
    expect(check).toThrow(ActionError);
    expect(check).toThrow(reason);
    expect(check).not.toThrow(/secret/);
  });
});

describe("the key", () => {
  it.each(["", "sk_test_1\n", "sk test"])("%j is refused before anything is sent", (apiKey) => {
    expect(() => clientUnderTest([], { apiKey })).toThrow(ActionError);
  });
});

describe("a redirect of a read", () => {
  const to = (location: string) => ({ status: 301, headers: { location } });

  it("is followed on the same host, by path or by URL", async () => {
    const { client, sent } = clientUnderTest([
      to("/api/v2/agents"),
      to("https://converra.test/api/v3/agents"),
      { json: [] },
    ]);
    await client.agents.list();
    expect(sent.map((request) => request.target)).toEqual([
      "/agents",
      "https://converra.test/api/v2/agents",
      "https://converra.test/api/v3/agents",
    ]);
  });

  it.each([
    ["https://evil.test/api/v1/agents", "it redirects to another host, evil.test"],
    ["//evil.test/api/v1/agents", "it redirects to another host, evil.test"],
    ["https://converra.test:8443/agents", "it redirects to another host, converra.test:8443"],
    ["http://converra.test/api/v1/agents", "it redirects to http://"],
    ["javascript:alert(1)", "it redirects to another host, javascript:"],
    ["http://[", "a redirect to an invalid location came back"],
    ["", "a redirect without a location came back"],
  ])("to %j is refused, and no second request goes out", async (location, reason) => {
    const { client, sent } = clientUnderTest([to(location)]);
    const error = await errorOf(client.agents.list());
    expect(error).toMatchObject({ kind: "protocol", message: expect.stringContaining(reason) });
    expect(sent).toHaveLength(1);
  });

  it("is given up after three", async () => {
    const { client, sent } = clientUnderTest(() => to("/api/v1/agents"));
    expect(await errorOf(client.agents.list())).toMatchObject({ kind: "protocol" });
    expect(sent).toHaveLength(4);
  });
});

describe("the proxy", () => {
  const target = new URL("https://api.converra.ai/api/v1");
  const via = (no?: string) =>
    proxyFor(target, { https: "http://proxy:3128", http: "http://other:1", no })?.href;

  it("is the one for the scheme", () => {
    expect(via()).toBe("http://proxy:3128/");
    expect(proxyFor(new URL("http://x.test/"), { https: "http://proxy:3128" })).toBeUndefined();
  });

  it.each([
    "*",
    "api.converra.ai",
    "converra.ai",
    ".converra.ai",
    "*.converra.ai",
    "a.b, CONVERRA.AI:443",
  ])("is passed by for NO_PROXY=%s", (no) => {
    expect(via(no)).toBeUndefined();
  });

  it.each(["", "verra.ai", "converra.ai:80", "converra.ai.example.com"])(
    "is used for NO_PROXY=%j",
    (no) => {
      expect(via(no)).toBe("http://proxy:3128/");
    },
  );

  it("is never used for this machine", () => {
    expect(proxyFor(new URL("http://127.0.0.1:9/"), { http: "http://proxy:1" })).toBeUndefined();
  });

  it("may be written without a scheme, and is refused without repeating its password", () => {
    expect(proxyFor(target, { https: "proxy:3128" })?.href).toBe("http://proxy:3128/");
    const wrong = () => proxyFor(target, { https: "socks5://user:hunter2@proxy" });
    expect(wrong).toThrow(ActionError);
    expect(wrong).not.toThrow(/hunter2/);
  });
});

describe("the rate of a plan", () => {
  it("is known for free and pro, in any case, and for no other", () => {
    expect(["free", "Pro", " FREE ", "enterprise", "constructor"].map(rateOfPlan)).toEqual([
      60,
      300,
      60,
      undefined,
      undefined,
    ]);
  });
});
