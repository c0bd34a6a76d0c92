import type { ReactNode } from "react";

/** A plain table that scrolls sideways inside its own frame. */
export function DataTable({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly string[];
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
    <section className="panel overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-180 border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="h-9 px-3 font-semibold first:pl-4 last:pr-4 last:text-right"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child]:border-b-0 [&>tr]:border-b [&>tr]:border-line [&>tr]:hover:bg-sunken [&_td]:h-12 [&_td]:px-3 [&_td]:first:pl-4 [&_td]:last:pr-4 [&_td]:last:text-right">
          {children}
        </tbody>
      </table>
    </section>
  );
}
