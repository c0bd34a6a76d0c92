import { themeKey } from "./theme-key";

const script = `(function(){var t="system";try{t=localStorage.getItem("${themeKey}")||t}catch(e){}
if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.dataset.theme=t})()`;

/** Sets `data-theme` from this browser's choice, or from the system, before the first paint: dark never flashes white. */
export function ThemeScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; React would escape it as text.
  return <script dangerouslySetInnerHTML={{ __html: script }} />;
}
