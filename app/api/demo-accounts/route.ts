import { demoAccounts, demoPassword } from "@/lib/auth/demo-accounts";
import { AppError } from "@/lib/errors";
import { handlePublic, route } from "@/lib/http/handle";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handlePublic(async () => {
    const accounts = await demoAccounts();
    if (accounts === null) throw new AppError("not_found", "This is not a demo.");
    return { accounts, password: demoPassword };
  }),
});
