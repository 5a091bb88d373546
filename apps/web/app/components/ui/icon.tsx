/** Our few signs, drawn on a field of 24; decoration only, words stand beside them. */
const paths = {
  tenders: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  firms: 'M4 20V9l5 3V9l5 3V5h6v15zM8 16h1M12 16h1M16 9h1M16 12h1M16 16h1',
  projects: 'M3 20h18M5 20V11l7-6 7 6v9M9 20v-6h6v6',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 21 21',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  place: 'M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  check: 'M5 12.5 10 17.5 19 7',
  question: 'M9 9.500a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 18h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  money: 'M3 7h18v10H3zM12 14.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-3.5 3-5.5 6.5-5.500s5.9 2 6.5 5.500M16 4.500a3.5 3.5 0 0 1 0 6.500M17.5 14.800c2.3.7 3.6 2.5 4 5.2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The sign of Kongsi: three that overlap. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="11" r="8" className="mark-one" />
      <circle cx="10.5" cy="20.5" r="8" className="mark-two" />
      <circle cx="21.5" cy="20.5" r="8" className="mark-three" />
    </svg>
  );
}
