import { Column, type ColumnOptions } from 'typeorm';

/** A moment, to the millisecond. Moments that decide (receipt, opening) hold microseconds and are written and read as text by SQL. */
export const At = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, ...options });
