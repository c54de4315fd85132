namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Number of documents, in all and by resource.</summary>
public sealed record DocumentCounts(long Total, IReadOnlyDictionary<string, long> ByResource)
{
    /// <summary>The documents of one resource.</summary>
    public long Of(string resource) => ByResource.GetValueOrDefault(resource);
}
