namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A test of what only Unix has; skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    /// <param name="reason">Why not on Windows.</param>
    public UnixTheoryAttribute(string reason = "Windows has no signals between processes")
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = reason;
        }
    }
}
