import type { LiveSocket } from "./socket-types";

/** Bytes or packets a socket may have waiting before it counts as slow, and before it is cut off (RT-6). */
const SLOW_BYTES = 256 * 1024;
const SLOW_PACKETS = 64;
const CUT_BYTES = 8 * 1024 * 1024;
const CUT_PACKETS = 2_000;

function backlogOf(socket: LiveSocket): { packets: number; bytes: number } {
  const { writeBuffer, transport } = socket.conn as unknown as {
    writeBuffer: readonly unknown[];
    transport: { socket?: { bufferedAmount?: number } };
  };
  return { packets: writeBuffer.length, bytes: transport.socket?.bufferedAmount ?? 0 };
}

/** A socket that lags gets no positions: they are state, and the next full set says all that was skipped. */
export function isSlow(socket: LiveSocket): boolean {
  const { packets, bytes } = backlogOf(socket);
  return packets > SLOW_PACKETS || bytes > SLOW_BYTES;
}

/** Events may not be skipped, so a socket that stopped reading them is cut: it comes back and asks for what it missed. */
export function isHopeless(socket: LiveSocket): boolean {
  const { packets, bytes } = backlogOf(socket);
  return packets > CUT_PACKETS || bytes > CUT_BYTES;
}
