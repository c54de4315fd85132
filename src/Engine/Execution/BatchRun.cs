namespace EdFi.BatchPerf;

/// <summary>A run, live while it lasts and complete when it has ended.</summary>
public sealed class BatchRun
{
    /// <summary>What broke in the client itself; null unless <see cref="StopReason.Fault"/>.</summary>
    public string? Fault { get; internal set; }
}
