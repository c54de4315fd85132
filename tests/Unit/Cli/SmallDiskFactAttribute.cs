namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A test that fills a disk; skipped, with the reason, where none can be mounted for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (SmallDisk.Missing is { } reason)
        {
            Skip = reason;
        }
    }
}
