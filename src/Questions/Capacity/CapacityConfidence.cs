namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>
/// Confidence in a majority of runs. With k of n runs agreeing and every share equally likely before, the share of runs that agree is
/// distributed as Beta(k + 1, n − k + 1); that it is above one half has the probability P(Bin(n + 1, ½) ≤ k). Source: the identity of the
/// regularised incomplete beta function with binomial tails, Abramowitz and Stegun, 26.5.24.
/// </summary>
internal static class CapacityConfidence
{
    /// <param name="agreeing">Runs that agree.</param>
    /// <param name="runs">All runs that say something.</param>
    public static double Of(int agreeing, int runs)
    {
        var term = Math.Pow(0.5, runs + 1);
        var sum = 0.0;
        for (var i = 0; i <= agreeing; i++)
        {
            sum += term;
            term = term * (runs + 1 - i) / (i + 1);
        }

        return sum;
    }
}
