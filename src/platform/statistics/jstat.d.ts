declare module 'jstat' {
  interface Distribution<Parameters extends number[]> {
    cdf: (x: number, ...parameters: Parameters) => number;
    inv: (p: number, ...parameters: Parameters) => number;
  }

  const library: {
    jStat: {
      normal: Distribution<[mean: number, sd: number]>;
      studentt: Distribution<[degreesOfFreedom: number]>;
      chisquare: Distribution<[degreesOfFreedom: number]>;
      beta: Distribution<[alpha: number, beta: number]>;
    };
  };
  export default library;
}
