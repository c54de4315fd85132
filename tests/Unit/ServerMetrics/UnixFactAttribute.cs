namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>A test of what only Unix has, such as its shell; skipped, and seen to be, on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    /// <param name="reason">Why not on Windows.</param>
    public UnixFactAttribute(string reason = "Needs a Unix shell.")
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = reason;
        }
    }
}
