import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, connect as tcpConnect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createConverra } from "../../src/service/converra.ts";
import type { TransportFailure, TransportRequest } from "../../src/service/http.ts";
import { createTransport, type TransportOptions } from "../../src/service/transport.ts";
import { errorOf } from "../support/client-under-test.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function keep(server: Pick<Server, "close">, end: () => void): void {
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        end();
      }),
  );
}

/** A server on a free port of this machine; gives its origin. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  keep(server, () => server.closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const transport = (options: Partial<TransportOptions> = {}) =>
  createTransport({ timeoutMs: 5_000, ...options });

const get = (url: string): TransportRequest => ({ method: "GET", url, headers: {} });

async function failureOf(promise: Promise<unknown>): Promise<TransportFailure> {
  return (await errorOf(promise)) as TransportFailure;
}

describe("the transport", () => {
  it("sends method, headers and body, and gives status, headers and text", async () => {
    const origin = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        response.writeHead(201, { "X-Seen": `${request.method} ${request.headers["x-a"]}` });
        response.end(`${Buffer.concat(chunks)} ü`);
      });
    });
    const answer = await transport()({
      method: "PATCH",
      url: `${origin}/agents/1`,
      headers: { "x-a": "b" },
      body: '{"name":"é"}',
    });
    expect(answer).toMatchObject({ status: 201, body: '{"name":"é"} ü' });
    expect(answer.headers["x-seen"]).toBe("PATCH b");
  });

  it("hands on a redirect as it is", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: "https://elsewhere.test/" }).end();
    });
    expect(await transport()(get(origin))).toMatchObject({
      status: 302,
      headers: { location: "https://elsewhere.test/" },
    });
  });

  it("knows that a refused connection sent nothing", async () => {
    const port = await freePort();
    const failure = await failureOf(transport()(get(`http://127.0.0.1:${port}/`)));
    expect(failure).toMatchObject({ reason: "refused", sent: false });
  });

  it("knows that an unknown name sent nothing", async () => {
    const failure = await failureOf(transport()(get("http://converra.invalid/")));
    expect(failure).toMatchObject({ reason: "dns", sent: false });
  });

  it("does not know what became of a request without an answer in time", async () => {
    const origin = await serve(() => {});
    const failure = await failureOf(transport({ timeoutMs: 150 })(get(origin)));
    expect(failure).toMatchObject({ reason: "timeout", sent: true });
  });

  it("counts the body into the time allowed", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200).write("a");
    });
    const failure = await failureOf(transport({ timeoutMs: 150 })(get(origin)));
    expect(failure).toMatchObject({ reason: "timeout", sent: true });
  });

  it("does not let an answer that drips outlast the time that is left", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("a"), 20);
      response.on("close", () => clearInterval(drip));
    });
    const started = performance.now();
    const slow = transport({ timeoutMs: 60_000 });
    const failure = await failureOf(slow({ ...get(origin), timeLeftMs: 150 }));
    expect(failure).toMatchObject({ reason: "timeout", sent: true });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it("does not know what became of a request whose connection was cut", async () => {
    const origin = await serve((request) => {
      request.socket.destroy();
    });
    expect(await failureOf(transport()(get(origin)))).toMatchObject({
      reason: "reset",
      sent: true,
    });
  });

  it.each([
    ["with a length", { "content-length": "100" }],
    ["in chunks", {}],
  ])("reports a body cut off, sent %s", async (_how, headers) => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.write('{"id":', () => response.destroy());
    });
    const failure = await failureOf(transport()(get(origin)));
    expect(failure).toMatchObject({ reason: "cut-body", sent: true });
  });

  it("stops reading a body that is too large", async () => {
    const origin = await serve((_request, response) => {
      response.end("x".repeat(2_000));
    });
    const failure = await failureOf(transport({ maxBodyBytes: 1_999 })(get(origin)));
    expect(failure).toMatchObject({ reason: "too-large", sent: true });
    expect((await transport({ maxBodyBytes: 2_000 })(get(origin))).body).toHaveLength(2_000);
  });

  it("ends with the signal's reason when it is aborted", async () => {
    const controller = new AbortController();
    const origin = await serve(() => controller.abort(new Error("cancelled")));
    const ended = transport()({ ...get(origin), signal: controller.signal });
    await expect(ended).rejects.toThrow("cancelled");
  });

  it("hands on a fault of our own as it is", async () => {
    const origin = await serve((_request, response) => response.end());
    const error = await errorOf(transport()({ ...get(origin), headers: { "x-a": "b\nc" } }));
    expect(error).not.toHaveProperty("sent");
  });
});

describe("the transport behind a proxy", () => {
  /** Tunnels every CONNECT to one origin, and remembers who asked for what. */
  async function proxyTo(origin: string, status = 200) {
    const seen: (string | undefined)[][] = [];
    const server = createServer();
    server.on("connect", (request, socket, head) => {
      seen.push([request.url, request.headers["proxy-authorization"]]);
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const { hostname, port } = new URL(origin);
      const upstream = tcpConnect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [socket, upstream]) end.on("error", () => upstream.destroy());
      closing.push(async () => {
        socket.destroy();
        upstream.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    keep(server, () => server.closeAllConnections());
    return { seen, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it("goes through it, with its credentials", async () => {
    const origin = await serve((request, response) => response.end(request.headers.host));
    const { host, seen } = await proxyTo(origin);
    const send = transport({ proxy: { http: `http://user:pass%21@${host}` } });
    expect((await send(get("http://converra.test/x"))).body).toBe("converra.test");
    const credentials = Buffer.from("user:pass!").toString("base64");
    expect(seen).toEqual([["converra.test:80", `Basic ${credentials}`]]);
  });

  it("knows that nothing was sent when the proxy says no", async () => {
    const { host } = await proxyTo("http://127.0.0.1:1", 407);
    const send = transport({ proxy: { http: `http://${host}` } });
    const failure = await failureOf(send(get("http://converra.test/x")));
    expect(failure).toMatchObject({ reason: "proxy", sent: false });
  });

  it("passes by it for a host in NO_PROXY and for this machine", async () => {
    const origin = await serve((_request, response) => response.end("direct"));
    const { host, seen } = await proxyTo(origin);
    const proxy = { http: `http://${host}`, no: "converra.invalid" };
    expect((await transport({ proxy })(get(origin))).body).toBe("direct");
    const failure = await failureOf(transport({ proxy })(get("http://converra.invalid/")));
    expect(failure).toMatchObject({ reason: "dns" });
    expect(seen).toEqual([]);
  });
});

describe("the client over the transport", () => {
  it("sends the key to its own host only, and says what came instead of an answer", async () => {
    let stolen = 0;
    const other = await serve((_request, response) => {
      stolen += 1;
      response.end("[]");
    });
    const origin = await serve((request, response) => {
      expect(request.headers.authorization).toBe("Bearer sk_test_0123456789");
      if (request.url?.endsWith("/usage")) {
        response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Hi</title>");
      } else {
        response.writeHead(302, { location: `${other}/api/v1/agents` }).end();
      }
    });
    const client = createConverra({
      baseUrl: `${origin}/api/v1`,
      apiKey: "sk_test_0123456789",
      transport: transport(),
      clock: systemClock,
      userAgent: "converra-gate/test",
    });
    expect(await errorOf(client.agents.list())).toMatchObject({ kind: "protocol", status: 302 });
    expect(stolen).toBe(0);
    expect(await errorOf(client.account.usage())).toMatchObject({
      message: 'could not read the usage: an HTML page, "Hi" came back (200)',
    });
  });
});
