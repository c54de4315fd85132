namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Why a run of several machines ended: of their reasons the one that matters most.</summary>
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
