/** The service's metric name in words: "taskCompletion" and "task_completion" become "task completion". */
export function metricLabel(name: string): string {
  const spaced = name.replace(/[_-]+/g, " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2");
  return spaced === name ? name : spaced.toLowerCase();
}
