/** Where this browser keeps its choice of light or dark. */
export const themeKey = "truckroll.theme";
