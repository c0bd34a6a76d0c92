import { KeptTerms } from "../judging-terms";

/** Some kilobytes each. */
const KEPT_TECHNICIANS = 20_000;

/** What this process knows of how fixes are judged; good only under the number that the database has now. */
export const keptTerms = new KeptTerms(KEPT_TECHNICIANS);
