/** A refusal in the documented error envelope: https://converra.ai/docs/api. */
import type { WireError } from "./wire.ts";

/** Thrown by routes and middleware, turned into the envelope in one place. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Refusal["status"],
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  toWire(): WireError {
    return { error: { code: this.code, message: this.message } };
  }
}

// Of the codes only those of a 401 are documented; the others are guesses in the same style.

export function invalid(message: string): Refusal {
  return new Refusal(400, "VALIDATION_ERROR", message);
}

export function notFound(what: string): Refusal {
  return new Refusal(404, "NOT_FOUND", `${what} was not found`);
}

export function conflict(message: string): Refusal {
  return new Refusal(409, "CONFLICT", message);
}

/** Documented for a used-up plan, where the page is cut after LIMIT_EXCEED; the status is a guess. */
export function limitExceeded(message: string): Refusal {
  return new Refusal(403, "LIMIT_EXCEEDED", message);
}
