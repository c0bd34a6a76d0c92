/**
 * Up to when arrivals start nothing after a person refused a start: until now, and for the visit that was refused even
 * where the phone's clock is ahead of ours.
 */
export function refusedUpTo(job: { readonly arrivedAt: Date | null }, now: Date): Date {
  return job.arrivedAt !== null && job.arrivedAt > now ? job.arrivedAt : now;
}
