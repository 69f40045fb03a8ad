import type { LabelledRows } from './linear.ts';
import type { SparseRows } from './rows.ts';

/** Per class, the sum of the chosen examples of it, each as often as it counts. */
export function sumsOf(
  { rows, labels, importance }: LabelledRows,
  chosen: Int32Array,
  classes: number,
  columns: number,
): SparseRows {
  const byLabel = chosen.slice().sort((a, b) => (labels[a] as number) - (labels[b] as number));
  const start = new Int32Array(classes + 1);
  const total = byLabel.reduce(
    (sum, row) => sum + (rows.start[row + 1] as number) - (rows.start[row] as number),
    0,
  );
  const ids = new Int32Array(total);
  const values = new Float32Array(total);
  const places = new Int32Array(columns).fill(-1);
  let used = 0;
  let next = 0;
  for (let label = 0; label < classes; label++) {
    const begin = used;
    for (; labels[byLabel[next] as number] === label; next++) {
      const row = byLabel[next] as number;
      for (let at = rows.start[row] as number; at < (rows.start[row + 1] as number); at++) {
        const id = rows.ids[at] as number;
        let place = places[id] as number;
        if (place < begin) {
          place = used++;
          places[id] = place;
          ids[place] = id;
        }
        values[place] = (values[place] as number) + (rows.values[at] as number) * (importance[row] as number);
      }
    }
    start[label + 1] = used;
  }
  return { start, ids: ids.subarray(0, used), values: values.subarray(0, used) };
}

/** The sum of squares of every row. */
export function squaresOf({ start, values }: SparseRows): Float64Array {
  const squares = new Float64Array(start.length - 1);
  for (let row = 0; row < squares.length; row++) {
    for (let at = start[row] as number; at < (start[row + 1] as number); at++)
      squares[row] = (squares[row] as number) + (values[at] as number) ** 2;
  }
  return squares;
}

/** The rows brought to length 1; a row of nothing stays as it is. */
export function ofLengthOne(rows: SparseRows): SparseRows {
  const { start, ids } = rows;
  const values = rows.values.slice();
  for (const [row, squares] of squaresOf(rows).entries()) {
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = start[row] as number; at < (start[row + 1] as number); at++)
      values[at] = (values[at] as number) * scale;
  }
  return { start, ids, values };
}

/** The same entries by column instead of by row. */
export function transposed({ start, ids, values }: SparseRows, columns: number): SparseRows {
  const rows = start.length - 1;
  const turned = {
    start: new Int32Array(columns + 1),
    ids: new Int32Array(ids.length),
    values: new Float32Array(ids.length),
  };
  for (const id of ids) (turned.start[id + 1] as number) += 1;
  for (let id = 0; id < columns; id++) (turned.start[id + 1] as number) += turned.start[id] as number;
  const cursor = turned.start.slice();
  for (let row = 0; row < rows; row++) {
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const place = (cursor[ids[at] as number] as number)++;
      turned.ids[place] = row;
      turned.values[place] = values[at] as number;
    }
  }
  return turned;
}
