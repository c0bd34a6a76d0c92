import { handlePublic, route } from "@/lib/http/handle";

/** The process answers; whether it can work is what /api/ready says. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handlePublic(async () => ({ status: "ok", uptime_seconds: Math.floor(process.uptime()) })),
});
