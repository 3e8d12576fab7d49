/**
 * Cuts out of GitHub's OpenAPI description what the stub answers, for test/fixtures/github-openapi.json. The package,
 * @octokit/openapi (MIT), is 385 MB and therefore no dependency: install the version below somewhere else, then
 *
 *     npx tsx scripts/github-openapi.ts <folder of the package>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const OPENAPI_VERSION = "23.0.2";

/** What the action calls, and what a test looks at besides. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  "/repos/{owner}/{repo}/issues/{issue_number}/comments": ["get", "post"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}": ["get", "patch", "delete"],
  "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": ["post"],
  "/repos/{owner}/{repo}/issues": ["get", "post"],
  "/repos/{owner}/{repo}/issues/{issue_number}": ["get", "patch"],
  "/repos/{owner}/{repo}/pulls": ["get", "post"],
  "/repos/{owner}/{repo}/pulls/{pull_number}": ["get", "patch"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/files": ["get"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/comments": ["get", "post"],
  "/repos/{owner}/{repo}/pulls/comments/{comment_id}": ["get", "patch", "delete"],
  "/repos/{owner}/{repo}/pulls/{pull_number}/reviews": ["get", "post"],
  "/repos/{owner}/{repo}/contents/{path}": ["get", "put"],
  "/repos/{owner}/{repo}/branches/{branch}": ["get"],
  "/repos/{owner}/{repo}/labels": ["get", "post"],
  "/repos/{owner}/{repo}/git/trees/{tree_sha}": ["get"],
  "/repos/{owner}/{repo}/git/refs": ["post"],
  "/repos/{owner}/{repo}/git/ref/{ref}": ["get"],
  "/repos/{owner}/{repo}/git/refs/{ref}": ["patch", "delete"],
  "/repos/{owner}/{repo}/collaborators/{username}/permission": ["get"],
  "/repos/{owner}/{repo}/actions/runs/{run_id}": ["get"],
  "/repos/{owner}/{repo}/actions/runs/{run_id}/rerun": ["post"],
  "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts": ["get"],
  "/user": ["get"],
};

type Json = Record<string, unknown>;

/** Words for people, which no check reads and which are most of the size. */
const UNREAD = new Set([
  "description",
  "summary",
  "example",
  "examples",
  "externalDocs",
  "tags",
  "deprecated",
  "title",
]);

function cut(value: unknown, isNameMap = false): unknown {
  if (Array.isArray(value)) return value.map((one) => cut(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) => isNameMap || !(UNREAD.has(key) || key.startsWith("x-")),
  );
  // The members of `properties` are names of GitHub's, `description` among them.
  return Object.fromEntries(kept.map(([key, one]) => [key, cut(one, key === "properties")]));
}

function slice(description: Json): Json {
  const paths: Json = {};
  for (const [path, methods] of Object.entries(OPERATIONS)) {
    const stated = (description.paths as Record<string, Json>)[path];
    if (stated === undefined) throw new Error(`GitHub's description has no path ${path}`);
    const operations = methods.map((method) => {
      const { parameters, requestBody, responses } = (stated[method] ?? {}) as Json;
      if (responses === undefined) throw new Error(`there is no ${method} ${path}`);
      return [method, cut({ parameters, requestBody, responses })];
    });
    paths[path] = Object.fromEntries(operations);
  }
  const components: Record<string, Json> = {};
  const pending = [JSON.stringify(paths)];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const [, kind = "", name = ""] of text.matchAll(/#\/components\/([\w-]+)\/([\w.-]+)/g)) {
      if (components[kind]?.[name] !== undefined) continue;
      const stated = (description.components as Record<string, Json>)[kind]?.[name];
      components[kind] = { ...components[kind], [name]: cut(stated) };
      pending.push(JSON.stringify(components[kind][name]));
    }
  }
  return { openapi: description.openapi, paths, components };
}

function main([folder]: readonly string[]): void {
  if (folder === undefined) throw new Error("name the folder of @octokit/openapi");
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8")) as Json;
  const { version } = read("package.json");
  if (version !== OPENAPI_VERSION) {
    throw new Error(`this is ${version}, and the slice is of ${OPENAPI_VERSION}: change both`);
  }
  const cutOut = {
    from: `@octokit/openapi@${OPENAPI_VERSION}`,
    ...slice(read("generated/api.github.com.json")),
  };
  const target = new URL("../test/fixtures/github-openapi.json", import.meta.url);
  writeFileSync(target, `${JSON.stringify(cutOut)}\n`);
}

main(process.argv.slice(2));
