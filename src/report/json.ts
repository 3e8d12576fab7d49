/** report.json: the whole model, for other programs and for a later step that posts it. */
import { ActionError } from "../errors.ts";
import type { Report } from "./model.ts";
import { reportSchema } from "./report-schema.ts";

export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Reads what an earlier, unprivileged run uploaded: hostile text until its shape is checked. */
export function parseReport(text: string): Report {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new ActionError("could not read the report: it is not JSON", {
      cause,
      hint: REPORT_HINT,
    });
  }
  const result = reportSchema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "its root" : issue.path.join(".");
  throw new ActionError(`could not read the report: ${place} is not as schema version 1 has it`, {
    hint: REPORT_HINT,
  });
}

const REPORT_HINT =
  "Upload report.json from the report-dir output unchanged, written by the same version of this action.";
