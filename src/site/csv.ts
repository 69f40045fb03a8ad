/** A value of a CSV cell. */
export type Cell = string | number | null;

/**
 * CSV with a header row (RFC 4180), for spreadsheets: a byte order mark so that Chinese survives,
 * and no text cell that a spreadsheet would run as a formula.
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A table as a static CSV file. */
export function csvFile(table: {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}): Response {
  return new Response(csv(table.header, table.rows), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // Where people type them so, full-width signs begin a formula, too.
  const harmless = /^[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
