// src/event.ts
function isReview(event) {
	return isPullRequest(event) || event === "merge_group";
}
function reasonForNoSecrets(context) {
	if (context.pullRequest?.fork) return "fork";
	return context.actor === "dependabot[bot]" ? "dependabot" : void 0;
}
const isPullRequest = (event) => /^pull_request(_target)?$/.test(event);
const HAPPENED = new Map([["synchronize", "updated with new commits"], ["ready_for_review", "marked as ready for review"]]);
function resolveCommand(input, context, hasBenchmark = false) {
	if (input !== "auto") return {
		command: input,
		reason: "stated by the command input"
	};
	const { event, action, isDefaultBranch, ref } = context;
	const because = (command, reason) => ({
		command,
		reason
	});
	if (isPullRequest(event)) {
		if (action === "closed") return because("clean", "a pull request was closed");
		return because("gate", `a pull request was ${(HAPPENED.get(action ?? "") ?? action ?? "given").replaceAll("_", " ")}`);
	}
	switch (event) {
		case "merge_group": return because("gate", "a merge queue asks for a check");
		case "push": return isDefaultBranch ? because("sync", "a push to the default branch") : because("plan", `a push to ${ref}, which is not the default branch`);
		case "schedule": return hasBenchmark ? because("benchmark", "a schedule, and an agent has a benchmark") : because("gate", "a schedule, and no agent has a benchmark");
		case "workflow_dispatch": return because("gate", "started by hand");
		case "workflow_run": return because("comment", "another workflow has ended");
		case "issue_comment": return because("reply", "a comment may hold a command");
		default: return because("plan", `nothing else is safe to assume of the event ${event || "(none)"}`);
	}
}
function onlyChanged({ changedOnly }, { event }) {
	return changedOnly === "auto" ? isReview(event) : changedOnly;
}
function resolveSync(input, pullRequestSync, context, command) {
	if (input !== "auto") return input;
	if ([
		"push",
		"schedule",
		"workflow_dispatch"
	].includes(context.event) && context.isDefaultBranch && command !== "gate") return "live";
	if (pullRequestSync !== "live") return pullRequestSync;
	return context.pullRequest !== void 0 && !context.pullRequest.fork ? "live" : "preview";
}
export { resolveSync as a, resolveCommand as i, onlyChanged as n, reasonForNoSecrets as r, isReview as t };
