export const themeKey = "truckroll.theme";

/** Sets `data-theme` from this browser's choice, or from the system. Kept free of imports: it runs inline. */
export const themeScript = `(function(){var t="system";try{t=localStorage.getItem("${themeKey}")||t}catch(e){}
if(t!=="light"&&t!=="dark")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.dataset.theme=t})()`;
