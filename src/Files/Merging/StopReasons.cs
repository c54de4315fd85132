namespace EdFi.BatchPerf.Files.Merging;

/// <summary>The stop reason of a run of several machines: the most serious of theirs.</summary>
internal static class StopReasons
{
    private static readonly StopReason[] Order =
    [
        StopReason.ExistingDocument, StopReason.Fault, StopReason.BatchTooLarge, StopReason.ResultFileFailed, StopReason.ResultsBacklog,
        StopReason.FailureRate, StopReason.LeaseExpired, StopReason.Canceled, StopReason.StopRequested, StopReason.BatchCount,
        StopReason.Duration, StopReason.None,
    ];

    public static StopReason Weightiest(IEnumerable<StopReason> reasons) => reasons.MinBy(static reason => Array.IndexOf(Order, reason));
}
