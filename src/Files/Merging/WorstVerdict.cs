namespace EdFi.BatchPerf.Files.Merging;

/// <summary>One verdict of several: the one that limits the figures most; not known where any of them is not known.</summary>
internal static class WorstVerdict
{
    private static readonly RunVerdict[] Order =
    [
        RunVerdict.NotKnown, RunVerdict.Incomplete, RunVerdict.Refused, RunVerdict.ClientLimited, RunVerdict.TargetMissed,
        RunVerdict.Unsteady, RunVerdict.TooShort, RunVerdict.Valid,
    ];

    public static RunVerdict Of(IEnumerable<RunVerdict> verdicts) => Order[verdicts.Select(Rank).DefaultIfEmpty(0).Min()];

    /// <summary>Its place, the worst first.</summary>
    public static int Rank(RunVerdict verdict) => Array.IndexOf(Order, verdict);
}
