import highsModule, { type Highs } from 'highs';

/** Seconds that may still be used; asked before each run of the solver. 0 or less: none. */
export type SecondsLeft = () => number;

export interface Row {
  /** Variable → factor. */
  readonly entries: readonly (readonly [number, number])[];
  readonly least?: number;
  readonly most?: number;
}

export interface Solved {
  /** OPTIMAL and NONE are proofs; FOUND and OPEN are what time allowed. */
  readonly state: 'OPTIMAL' | 'NONE' | 'FOUND' | 'OPEN';
  /** Of each variable, rounded; null when there is no solution. */
  readonly values: readonly number[] | null;
  /** No solution has a lower objective. */
  readonly bound: number;
  readonly nodes: number;
}

/** Objectives are whole numbers: a gap below 1 is none. The margin keeps equal ones equal in floating point. */
const gap = 0.999;

/** Its types describe the CommonJS build, where the loader is one level deeper; what is loaded here is the other one. */
const loadHighs = highsModule as unknown as typeof highsModule.default;
let loading: Promise<Highs> | undefined;

/** HiGHS, loaded once: 3 MB of WebAssembly. */
export function highs(): Promise<Highs> {
  loading ??= loadHighs();

  return loading;
}

/** Variables that are 0 or 1 (or, where said, anything from 0 to 1), and rows they must keep. */
export class ZeroOneModel {
  private readonly isWhole: boolean[] = [];
  private readonly rows: Row[] = [];

  /** Returns its number. */
  addVariable({ isWhole = true } = {}): number {
    this.isWhole.push(isWhole);

    return this.isWhole.length - 1;
  }

  addRow(row: Row): void {
    this.rows.push(row);
  }

  /** @param objective factor of each variable, to be minimised; whole numbers */
  minimise(solver: Highs, objective: ReadonlyMap<number, number>, seconds: number, options = {}): Solved {
    const open: Solved = { state: 'OPEN', values: null, bound: -Infinity, nodes: 0 };
    if (seconds <= 0) return open;
    const model = solver.createModel(this.dataOf(solver, objective));
    try {
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: gap, ...options });
      model.run();
      const { optimal, infeasible } = solver.constants.modelStatus;
      const status = model.getModelStatus();
      if (status === infeasible) return { ...open, state: 'NONE', bound: Infinity };
      const nodes = Math.max(0, Number(model.info.get('mip_node_count')));
      const bound = Number(model.info.get('mip_dual_bound'));
      const isFeasible = Number(model.info.get('primal_solution_status')) === 2;
      const values = isFeasible ? Array.from(model.getSolution().colValue, Math.round) : null;
      if (status === optimal && values) return { state: 'OPTIMAL', values, bound, nodes };

      return { state: values ? 'FOUND' : 'OPEN', values, bound, nodes };
    } finally {
      model.dispose();
    }
  }

  private dataOf(solver: Highs, objective: ReadonlyMap<number, number>): Parameters<Highs['createModel']>[0] {
    const columns = this.isWhole.length;
    const count = this.rows.reduce((sum, { entries }) => sum + entries.length, 0);
    const starts = new Int32Array(this.rows.length + 1);
    const indices = new Int32Array(count);
    const values = new Float64Array(count);
    let at = 0;
    for (const [row, { entries }] of this.rows.entries()) {
      for (const [variable, factor] of entries) {
        indices[at] = variable;
        values[at++] = factor;
      }
      starts[row + 1] = at;
    }

    return {
      numCols: columns,
      numRows: this.rows.length,
      matrix: { format: 'csr', numRows: this.rows.length, numCols: columns, starts, indices, values },
      colCost: Float64Array.from({ length: columns }, (_, variable) => objective.get(variable) ?? 0),
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: Float64Array.from(this.rows, ({ least }) => least ?? -solver.infinity),
      rowUpper: Float64Array.from(this.rows, ({ most }) => most ?? solver.infinity),
      integrality: Int32Array.from(this.isWhole, (isWhole) => (isWhole ? 1 : 0)),
    };
  }
}
