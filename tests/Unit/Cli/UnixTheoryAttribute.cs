namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A test of what only Unix has; skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows has no signals between processes";
        }
    }
}
