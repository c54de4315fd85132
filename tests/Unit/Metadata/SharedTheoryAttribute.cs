namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>A table of tests against documents of real servers; skipped, and seen to be, where they do not lie beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedMetadata.Folder is null)
        {
            Skip = "The metadata of real servers is not here (../shared/contract/metadata).";
        }
    }
}
