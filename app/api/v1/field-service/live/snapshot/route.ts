import { handle, route } from "@/lib/http/handle";
import { liveSnapshot } from "@/lib/realtime/snapshot";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({}, ({ identity, now }) => liveSnapshot(identity, now)),
});
