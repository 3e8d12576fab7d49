/** Scripted faults: the nth call to a route goes wrong in a stated way. Pure; the middleware carries them out. */

export type FaultKind =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "html"; readonly status: number }
  | { readonly kind: "cut-json" }
  | { readonly kind: "wrong-type"; readonly of: "values" | "content" }
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "drop-before" }
  | { readonly kind: "drop-after" }
  | { readonly kind: "redirect"; readonly url: string }
  | { readonly kind: "retry-after"; readonly seconds: number };

export interface Fault {
  readonly method: string;
  /** Below the base URL; a segment that starts with a colon stands for any. */
  readonly path: string;
  /** Which call to this route after the fault was set, from 1. */
  readonly nth: number | "*";
  readonly action: FaultKind;
}

/** Told of every call, in order; answers with the fault of this one, if it has any. */
export interface FaultPlan {
  add(fault: Fault): void;
  next(method: string, path: string): FaultKind | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  const entries: { fault: Fault; calls: number }[] = [];
  return {
    add(fault) {
      entries.push({ fault, calls: 0 });
    },
    next(method, path) {
      let hit: FaultKind | undefined;
      for (const entry of entries) {
        if (!matches(entry.fault, method, path)) continue;
        entry.calls += 1;
        if (entry.fault.nth === "*" || entry.fault.nth === entry.calls) hit ??= entry.fault.action;
      }
      return hit;
    },
    clear() {
      entries.length = 0;
    },
  };
}

/** Reads `METHOD /path:n:kind[:argument]`; throws an Error that names the part that is wrong. */
export function parseFault(text: string): Fault {
  // The path may hold `:id`, so it ends at the first colon that is followed by a count.
  const match = /^([A-Z]+|\*) (\/\S*?):(\d+|\*):([a-z-]+|\d{3})(?::(.*))?$/.exec(text);
  const [, method = "", path = "", nth = "", kind = "", argument] = match ?? [];
  if (match === null || nth === "0") {
    throw new Error(
      `"${text}" is not a fault: write "METHOD /path:n:kind[:argument]" with n from 1 or *, for example "POST /optimizations:1:drop-after"`,
    );
  }
  return {
    method,
    path,
    nth: nth === "*" ? "*" : Number(nth),
    action: parseKind(text, kind, argument),
  };
}

function parseKind(text: string, kind: string, argument: string | undefined): FaultKind {
  if (/^\d{3}$/.test(kind)) return statusFault(text, [kind, argument].filter(Boolean).join(","));
  switch (kind) {
    case "status":
      return statusFault(text, argument ?? "");
    case "html":
      return { kind, status: number(text, argument ?? "502") };
    case "wrong-type":
      return { kind, of: argument === "content" ? "content" : "values" };
    case "slow":
      return { kind, ms: number(text, argument) };
    case "retry-after":
      return { kind, seconds: number(text, argument) };
    case "redirect":
      if (!argument) throw new Error(`"${text}": redirect needs a URL`);
      return { kind, url: argument };
    case "cut-json":
    case "drop-before":
    case "drop-after":
      return { kind };
    default:
      throw new Error(
        `"${text}": there is no fault "${kind}"; use status, html, cut-json, wrong-type, slow, drop-before, drop-after, redirect or retry-after`,
      );
  }
}

/** `503` or `429,retry-after=2,x-other=value`. */
function statusFault(text: string, argument: string): FaultKind {
  const [status, ...pairs] = argument.split(",");
  const value = number(text, status);
  if (value < 200 || value > 599) throw new Error(`"${text}": ${value} is not a status to answer`);
  const headers = pairs.map((pair): [string, string] => {
    const [name = "", ...rest] = pair.split("=");
    if (!/^[\w-]+$/.test(name) || rest.length === 0) {
      throw new Error(`"${text}": "${pair}" is not a header; write name=value`);
    }
    return [name, rest.join("=")];
  });
  return { kind: "status", status: value, headers: Object.fromEntries(headers) };
}

function number(text: string, value: string | undefined): number {
  const parsed = Number(value);
  if (value === undefined || value === "" || !Number.isFinite(parsed) || parsed < 0) {
    throw new Error(`"${text}": "${value ?? ""}" is not a number`);
  }
  return parsed;
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== "*" && fault.method !== method) return false;
  const wanted = fault.path.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.startsWith(":") || segment === given[index])
  );
}
