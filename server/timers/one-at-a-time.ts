import type { Task } from "graphile-worker";

/**
 * A task that goes over all companies and comes again soon anyway: while one is under way in this process another does
 * nothing, so that it never has more than one of the workers. Not by a named queue, whose lock outlives a task that is
 * finished by a shift that had lost it.
 */
export function oneAtATime(task: Task): Task {
  let underWay = false;
  return async (payload, helpers) => {
    if (underWay) return;
    underWay = true;
    try {
      await task(payload, helpers);
    } finally {
      underWay = false;
    }
  };
}
