namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>The numbers of fixtures that have one as their identity: one for each resource, the same every time.</summary>
internal static class OrganizationNumbers
{
    private const long Base = 25_590_100_000_000;

    /// <summary>A number of fourteen digits, more than organisations have, which every reader of JSON holds exactly.</summary>
    // FNV-1a, because string.GetHashCode differs from process to process.
    public static long Of(string segment)
        => Base + segment.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619u));

    /// <summary>True for a number that one of these may be.</summary>
    public static bool IsOne(long number) => number is >= Base and <= Base + uint.MaxValue;
}
