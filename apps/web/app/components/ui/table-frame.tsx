import type { ReactNode } from 'react';

/** A table that is wider than its window scrolls by itself; by keyboard too, which is why the frame can be focused. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls must scroll without a mouse
    <section className="table-frame" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
