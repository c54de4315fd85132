namespace EdFi.BatchPerf.Questions.Comparison;

/// <summary>Difference of the candidate from the baseline on a metric's scale, with its intervals and p-value.</summary>
/// <param name="Estimate">Candidate less baseline.</param>
/// <param name="Within95">The 95 % interval; null where the samples are too few for one.</param>
/// <param name="Within90">The 90 % interval; null where the samples are too few for one.</param>
/// <param name="PValue">Probability of such a difference between equal sides.</param>
/// <param name="Scatter">Standard deviation of a side's samples; null where it is not known.</param>
internal sealed record Difference(
    double Estimate,
    (double Lower, double Upper)? Within95,
    (double Lower, double Upper)? Within90,
    double PValue,
    double? Scatter);
