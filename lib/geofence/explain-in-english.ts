import { createTranslator } from "use-intl/core";
import messages from "@/lib/i18n/en/explain.json";
import { type Decision, explain } from "./explain";

const translate = createTranslator({ locale: "en", messages });

/** The plain English sentence behind a decision, for logs and API answers; pages translate `explain` themselves. */
export function explainInEnglish(
  decision: Decision,
  context: { readonly jobNumber?: string | number | null } = {},
): string {
  const { id, values } = explain(decision, context);
  return translate(id, values);
}
