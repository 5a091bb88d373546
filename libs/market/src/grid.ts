import { firstAtLeast } from './sorted.js';

/** Degrees of latitude and longitude to a cell: about 11 km from north to south. */
const cellDegrees = 0.1;
const columnsPerRow = 10_000;
/** The Earth as PostgreSQL's `earthdistance` has it, so that both find the same firms. Kilometres. */
const earthRadius = 6378.168;
const radians = Math.PI / 180;

export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

/** A circle on the map; an endless radius takes everybody. */
export interface Area extends Spot {
  readonly radiusKm: number;
}

/** Cells are numbered row by row from the south-west. */
export function cellOf(latitude: number, longitude: number): number {
  return Math.floor((latitude + 90) / cellDegrees) * columnsPerRow + Math.floor((longitude + 180) / cellDegrees);
}

/** Where places stand on a globe of radius 1, so that distances to thousands of them need no angles. */
export class Globe {
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #z: Float64Array;

  constructor(spots: readonly Spot[]) {
    this.#x = Float64Array.from(spots, ({ latitude, longitude }) => cos(latitude) * cos(longitude));
    this.#y = Float64Array.from(spots, ({ latitude, longitude }) => cos(latitude) * sin(longitude));
    this.#z = Float64Array.from(spots, ({ latitude }) => sin(latitude));
  }

  get bytes(): number {
    return this.#x.length * 8 * 3;
  }

  /** Great-circle distance of one of these places to the first of another globe, in kilometres. */
  kilometresTo(place: number, other: Globe): number {
    const alongX = this.#x[place]! - other.#x[0]!;
    const alongY = this.#y[place]! - other.#y[0]!;
    const alongZ = this.#z[place]! - other.#z[0]!;
    const chord = Math.sqrt(alongX * alongX + alongY * alongY + alongZ * alongZ);

    return 2 * earthRadius * Math.asin(Math.min(1, chord / 2));
  }
}

function cos(degrees: number): number {
  return Math.cos(degrees * radians);
}

function sin(degrees: number): number {
  return Math.sin(degrees * radians);
}

/** The stretches of firms (from, to, from, to, …) whose cells an area touches, of firms sorted by cell. */
export function rowsOf(area: Area, cells: Float64Array): Int32Array {
  if (!Number.isFinite(area.radiusKm)) return Int32Array.of(0, cells.length);
  const highest = area.radiusKm / (earthRadius * radians);
  const widest = highest / Math.max(0.01, Math.cos(Math.min(89, Math.abs(area.latitude) + highest) * radians));
  // Where the circle goes round a pole or over the date line, it is not worth being clever.
  if (Math.abs(area.longitude) + widest > 180 || Math.abs(area.latitude) + highest > 89)
    return Int32Array.of(0, cells.length);
  const rows: number[] = [];
  const west = Math.floor((area.longitude - widest + 180) / cellDegrees);
  const east = Math.floor((area.longitude + widest + 180) / cellDegrees);
  const south = Math.floor((area.latitude - highest + 90) / cellDegrees);
  const north = Math.floor((area.latitude + highest + 90) / cellDegrees);
  for (let row = south; row <= north; row += 1) {
    const from = firstAtLeast(cells, 0, cells.length, row * columnsPerRow + west);
    const to = firstAtLeast(cells, from, cells.length, row * columnsPerRow + east + 1);
    if (to > from) rows.push(from, to);
  }

  return Int32Array.from(rows);
}
