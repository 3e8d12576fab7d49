/** A report.json that another run left, read as hostile input: whole, by the published schema, or not at all. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { type Schema, validate } from "jsonschema";
import schema from "../../schema/report.schema.json" with { type: "json" };
import { ActionError } from "../errors.ts";
import { oneLine } from "./escape.ts";
import type { Report } from "./model.ts";

/** In bytes. The report of a thousand agents with long prompts is smaller. */
const FILE_MAX = 32 * 1024 * 1024;
/** In UTF-16 units: four times what a prompt may have. */
const TEXT_MAX = 1024 * 1024;

/** Reads nothing else of the folder. Throws an ActionError for whatever is no report. */
export async function readReportFile(folder: string): Promise<Report> {
  const path = join(folder, "report.json");
  const data = parsed(await readRegularFile(path), path);
  const [wrong] = validate(data, schema as Schema).errors;
  if (wrong !== undefined) {
    const place = ["report", ...wrong.path].join(".");
    throw noReport(path, `${oneLine(place, 100)} ${oneLine(wrong.message, 200)}`);
  }
  if (hasLongText(data)) throw noReport(path, `a text is longer than ${TEXT_MAX} characters`);
  return data as Report;
}

/** Follows no link and waits for no pipe. */
async function readRegularFile(path: string): Promise<string> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause: unknown) => {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new ActionError(
      `Could not read ${path}: ${code === "ENOENT" ? "it is not there" : code}`,
      {
        hint: "The step before downloads the artifact that the other workflow uploaded; the input report-dir names its folder.",
        cause,
      },
    );
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw noReport(path, "it is no regular file");
    if (stat.size > FILE_MAX)
      throw noReport(path, `it has ${stat.size} bytes, more than ${FILE_MAX}`);
    const bytes = Buffer.alloc(stat.size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noReport(path, "it is not whole JSON");
  }
}

/** A walk without recursion: what is nested deeply comes from who wants the stack to end. */
function hasLongText(data: unknown): boolean {
  const open: unknown[] = [data];
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value === "string" && value.length > TEXT_MAX) return true;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, part] of Object.entries(value)) {
      if (key.length > TEXT_MAX) return true;
      open.push(part);
    }
  }
  return false;
}

function noReport(path: string, why: string): ActionError {
  return new ActionError(`${path} is no report of Converra Gate: ${why}`, {
    hint: "Nothing was posted. A later version of the action reads reports of earlier ones: use the same version in both workflows.",
  });
}
