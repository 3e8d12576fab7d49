/** What kind of body an answer has, whatever its status. Pure. */
import type { TransportResponse } from "./http.ts";

export type AnswerBody =
  | { readonly type: "json"; readonly value: unknown }
  | { readonly type: "empty" }
  | { readonly type: "html"; readonly title: string | undefined }
  /** It says that it is JSON, or says nothing, and does not parse: cut off or damaged. */
  | { readonly type: "broken" }
  | { readonly type: "other"; readonly contentType: string };

export function readBody(response: TransportResponse): AnswerBody {
  const text = response.body.replace(/^\uFEFF/, "").trim();
  const contentType = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (text === "") return { type: "empty" };
  if (contentType === "text/html" || /^<(!doctype html|html)\b/i.test(text)) {
    return { type: "html", title: titleOf(text) };
  }
  if (contentType && !/^application\/([\w.-]+\+)?json$/.test(contentType)) {
    return { type: "other", contentType };
  }
  try {
    return { type: "json", value: JSON.parse(text) };
  } catch {
    return { type: "broken" };
  }
}

/** Says what came instead of an answer, for a message. */
export function describeBody(body: Exclude<AnswerBody, { type: "json" }>): string {
  switch (body.type) {
    case "empty":
      return "an empty body";
    case "html":
      return body.title === undefined ? "an HTML page" : `an HTML page, "${body.title}"`;
    case "broken":
      return "cut or invalid JSON";
    case "other":
      return `${body.contentType} instead of JSON`;
  }
}

function titleOf(html: string): string | undefined {
  const title = /<title[^>]{0,100}>([^<]{1,200})</i.exec(html)?.[1]?.trim();
  return title === "" ? undefined : title;
}
