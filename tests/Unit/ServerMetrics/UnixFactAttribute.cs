namespace EdFi.BatchPerf.Unit.ServerMetrics;

/// <summary>A test that needs a Unix shell; skipped, and seen to be, on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Needs a Unix shell.";
        }
    }
}
