namespace EdFi.BatchPerf.Api;

/// <summary>
/// Search for the most operations that a server takes in a batch. Grows the batch until one is refused; then tries the limit that the
/// refusal states and one more, and halves the rest. Without I/O: <see cref="Next"/> gives the size to try, <see cref="Answered"/> takes
/// its outcome.
/// </summary>
internal sealed class LimitSearch
{
    /// <summary>A batch that DMS refuses unless its operator raised the limit of 100.</summary>
    public const int First = 101;

    /// <summary>The largest batch that is tried; its body stays below the 10 MB that a DMS reads.</summary>
    public const int Most = 100_000;

    private const int Growth = 10;
    private int _accepted;
    private int? _refused;
    private int? _stated;

    /// <summary>Requests answered so far.</summary>
    public int Requests { get; private set; }

    /// <summary>
    /// The most operations that were taken, 0 for none; the limit when <see cref="Next"/> is null and <see cref="Bounded"/>.
    /// </summary>
    public int Accepted => _accepted;

    /// <summary>True when some batch was refused.</summary>
    public bool Bounded => _refused is not null;

    /// <summary>Operations to try; null when the search is over.</summary>
    public int? Next()
    {
        if (_refused is not { } refused)
        {
            return _accepted == 0 ? First : _accepted < Most ? Math.Min(Most, _accepted * Growth) : null;
        }

        if (refused - _accepted <= 1)
        {
            return null;
        }

        return _stated is { } stated && stated > _accepted && stated < refused ? stated
            : _stated is { } taken && taken == _accepted ? taken + 1
            : _accepted + ((refused - _accepted) / 2);
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="size">Operations that were sent.</param>
    /// <param name="refused">True for a 413.</param>
    /// <param name="stated">The limit that the refusal states; null where it states none.</param>
    public void Answered(int size, bool refused, int? stated = null)
    {
        Requests++;
        if (refused)
        {
            _refused = Math.Min(size, _refused ?? size);
            _stated = stated ?? _stated;
        }
        else
        {
            _accepted = Math.Max(size, _accepted);
        }
    }
}
