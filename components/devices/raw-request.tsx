/** A request as it came, in a box that scrolls. */
export function RawRequest({ children }: { children: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="max-h-64 overflow-y-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap"
    >
      {children}
    </pre>
  );
}
