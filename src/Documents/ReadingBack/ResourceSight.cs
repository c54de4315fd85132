using System.Collections.Concurrent;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Observations in a session of reading documents of one resource back. Safe for any thread.</summary>
internal sealed class ResourceSight
{
    private const int MostControls = 8;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);
    private readonly long _born = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentDictionary<string, QuerySight> _queries = new(StringComparer.Ordinal);
    private readonly LinkedList<DocumentImage> _controls = [];

    /// <summary>True where it was begun so long ago that the server may have changed since.</summary>
    public bool IsOld => TimeProvider.System.GetElapsedTime(_born) > Lasts;

    /// <summary>Held while something is found out, so that it is found out once.</summary>
    public SemaphoreSlim Learning { get; } = new(1, 1);

    /// <summary>True where a read by id has shown a document.</summary>
    public bool ReadsById { get; set; }

    /// <summary>True where the list has shown a document.</summary>
    public bool Lists { get; set; }

    /// <summary>Documents that were there when they were last seen, the latest first.</summary>
    public IReadOnlyList<DocumentImage> Controls
    {
        get
        {
            lock (_controls)
            {
                return [.. _controls];
            }
        }
    }

    /// <summary>The observed effect of a query by fields; NotTried before the first.</summary>
    /// <param name="names">The fields' names, joined by &amp;.</param>
    public QuerySight this[string names]
    {
        get => _queries.GetValueOrDefault(names);
        set => _queries[names] = value;
    }

    /// <summary>Remembers a document that was shown.</summary>
    public void Show(DocumentImage image)
    {
        lock (_controls)
        {
            _controls.AddFirst(image);
            if (_controls.Count > MostControls)
            {
                _controls.RemoveLast();
            }
        }
    }

    /// <summary>Forgets a document that is gone.</summary>
    public void Drop(DocumentImage image)
    {
        lock (_controls)
        {
            _controls.Remove(image);
        }
    }

    /// <summary>In words what the server honours; null where nothing was learnt.</summary>
    public string? Describe()
    {
        var words = _queries.Where(static q => q.Value is not (QuerySight.NotTried or QuerySight.NoControl))
            .OrderBy(static q => q.Key, StringComparer.Ordinal)
            .Select(static q => q.Value switch
            {
                QuerySight.Finds => $"queries by '{q.Key}' work",
                QuerySight.Ignored => $"'{q.Key}' is ignored in queries",
                QuerySight.Refused => $"queries by '{q.Key}' are refused",
                _ => $"queries by '{q.Key}' find nothing",
            })
            .Concat(ReadsById ? ["reads by id work"] : Array.Empty<string>())
            .Concat(Lists ? ["the list shows documents"] : Array.Empty<string>())
            .ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }
}
