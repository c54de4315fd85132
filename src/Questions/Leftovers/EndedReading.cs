using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Questions.Leftovers;

/// <summary>
/// Resources that are not asked for any more: one of which a part of the search came to nothing at all, and everything where nothing was
/// answered. Each further document would cost a timeout.
/// </summary>
internal sealed class EndedReading
{
    /// <summary>One look-up that failed may have met the server in a bad moment.</summary>
    private const int FewestLookups = 3;

    private readonly Dictionary<string, DocumentLookup> _ended = new(StringComparer.OrdinalIgnoreCase);
    private DocumentLookup? _away;

    /// <summary>True where nothing of the last part was answered, so that the server is taken to be away.</summary>
    public bool IsAway => _away is not null;

    /// <summary>Look-up that stands for each further document of a resource; null where the server is to be asked.</summary>
    public DocumentLookup? Of(string resource) => _away ?? _ended.GetValueOrDefault(resource);

    /// <summary>Takes down what a part of the search came to.</summary>
    public void Note(IReadOnlyCollection<(string Resource, DocumentLookup Lookup)> part)
    {
        foreach (var resource in part.GroupBy(static p => p.Resource, StringComparer.OrdinalIgnoreCase))
        {
            if (resource.Count() >= FewestLookups
                && resource.All(static p => p.Lookup.Error is not null || p.Lookup.RefusedWith is not null))
            {
                _ended.TryAdd(resource.Key, resource.First().Lookup);
            }
        }

        if (part.Count > 0 && part.All(static p => p.Lookup.Error is { Problem: ProblemKind.Connection }))
        {
            _away ??= part.First().Lookup;
        }
    }
}
