const COUNT = 1024;

/** The powers of a decay factor. Tabulated because `Math.pow` would take as long as updating a row. */
export class Powers {
  private readonly values: Float64Array;

  constructor(private readonly base: number) {
    this.values = Float64Array.from({ length: COUNT }, (_, k) => base ** k);
  }

  /** baseᵏ */
  at(k: number): number {
    return k < COUNT ? this.values[k] : this.base ** k;
  }
}

/** The missed steps of a momentum m that only decays: the last of its powers, and their sum. */
export class Coasting {
  private readonly powers: Powers;

  constructor(private readonly momentum: number) {
    this.powers = new Powers(momentum);
  }

  /** mᵏ */
  decay(k: number): number {
    return this.powers.at(k);
  }

  /** m + m² + … + mᵏ */
  distance(k: number): number {
    const { momentum } = this;
    return momentum === 1 ? k : (momentum * (1 - this.powers.at(k))) / (1 - momentum);
  }
}
