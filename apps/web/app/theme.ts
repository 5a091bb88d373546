import { type MantineColorsTuple, createTheme } from '@mantine/core';

/** Pine: the colour of what can be followed or pressed. */
const pine: MantineColorsTuple = [
  '#eef7f3',
  '#dcece5',
  '#b7d9cb',
  '#8fc7b2',
  '#7fcab5',
  '#4f9e88',
  '#2f7d69',
  '#246a59',
  '#1d5c4e',
  '#134337',
];

export const serif = "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, Charter, Georgia, serif";

/** What Mantine's components look like here. Everything else is in `styles/`. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  colors: { pine },
  black: '#26221d',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  headings: { fontFamily: serif },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
