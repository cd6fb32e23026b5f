import type { ComponentChildren } from 'preact';

export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** The cell that names the row; on a phone the head of its card. */
  main?: boolean;
  /** Long: on a phone it has a line of its own. */
  long?: boolean;
}

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string | number;
  rowClass?: (row: T) => string;
  /** Few and short columns: a table on a phone too. */
  narrow?: boolean;
}

/** A table on a desk, a list of cards on a phone. */
export const Table = <T,>({ caption, columns, rows, keyOf, rowClass, narrow }: TableProps<T>) =>
  <table class={narrow ? 'table' : 'table foldable'} role="table">
    <caption class="sr">{caption}</caption>
    <thead role="rowgroup"><tr role="row">{columns.map(({ head, end }) => <th key={head} role="columnheader" scope="col" class={end ? 'end' : undefined}>{head}</th>)}</tr></thead>
    <tbody role="rowgroup">
      {rows.map((row) => <tr key={keyOf(row)} role="row" class={rowClass?.(row)}>
        {columns.map(({ head, cell, end, main, long }) => main
          ? <th key={head} role="rowheader" scope="row">{cell(row)}</th>
          : <td key={head} role="cell" data-head={head} class={end ? 'end' : long ? 'long' : undefined}>{cell(row)}</td>)}
      </tr>)}
    </tbody>
  </table>;
