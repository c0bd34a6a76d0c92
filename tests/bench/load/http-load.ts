import { serveParent } from "../in-child";
import { type LoadRequest, runLoad } from "./run-load";

serveParent({ port: 0 }, (request: LoadRequest, progress) => runLoad(request, () => progress("measuring")));
