import { isCollision } from "@/lib/db/collision";
import { isOutage } from "@/lib/db/outage";
import { GroupCommit } from "../group-commit";
import { type NotedRequest, writeDeviceNotes } from "./write-device-notes";

/** Rows and quarantined places of one transaction at most. */
const BATCH_LIMIT = 1000;

const notes = new GroupCommit<NotedRequest, true>({
  write: writeDeviceNotes,
  sizeOf: ({ note }) => note.quarantine.reduce((size, { places }) => size + 1 + places.length, 1),
  limit: BATCH_LIMIT,
  isOutage,
  isCollision,
});

/**
 * Keeps what became of a request of a device: its row, quarantine, alarm. Resolves when it is durable; whatever waits when
 * the last commit ends is the next one, so that a busy device costs one write of its row and not one a request.
 */
export async function noteRequest(noted: NotedRequest): Promise<void> {
  await notes.add(noted);
}
