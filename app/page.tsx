import { redirect } from "next/navigation";
import { requireSession } from "./current-session";

/** The start page is where the role works. */
export default async function StartPage() {
  const { user } = await requireSession("/");
  redirect(user.role === "technician" ? "/today" : "/map");
}
