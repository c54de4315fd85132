namespace EdFi.BatchPerf.Questions.Sizes;

/// <summary>
/// The order of a batch-size study, and its runs so far: each repeat is a block of all sizes, shuffled anew, so that a server that drifts
/// does not favour a size. A size that was refused is not sent again, nor one above a limit that is known. Without I/O: hosts make the run
/// that <see cref="Next"/> asks for and pass it to <see cref="Add(SizeTurn, BatchRun)"/>.
/// </summary>
internal sealed class SizeSchedule
{
    private readonly List<SizeTurn> _order;
    private readonly List<BatchSizeRun> _runs = [];
    private int _next;

    /// <summary>Lays out a study.</summary>
    /// <param name="sizes">Sizes to measure; a size that is named twice is measured once.</param>
    /// <param name="repeat">Runs of each size, 1 or more.</param>
    /// <param name="seed">Fixes the order.</param>
    public SizeSchedule(IReadOnlyList<StudySize> sizes, int repeat, int seed)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Sizes = [.. sizes.DistinctBy(static s => s.TripleCount).OrderBy(static s => s.TripleCount)];
        Repeat = repeat;
        Seed = seed;
        var random = new Random(seed);
        _order =
        [
            .. Enumerable.Range(1, repeat)
            .SelectMany(block => Shuffled(random).Select(size => (Block: block, Size: size)))
            .Select(static (turn, i) => new SizeTurn(i + 1, turn.Block, turn.Size)),
        ];
    }

    /// <summary>The sizes in ascending order.</summary>
    public IReadOnlyList<StudySize> Sizes { get; }

    /// <summary>Runs of each size.</summary>
    public int Repeat { get; }

    /// <summary>The seed of the order.</summary>
    public int Seed { get; }

    /// <summary>Sizes times repeats.</summary>
    public int Planned => _order.Count;

    /// <summary>Runs made so far, refused sizes included, in order.</summary>
    public IReadOnlyList<BatchSizeRun> Runs => _runs;

    /// <summary>True when no run is left to make.</summary>
    public bool Complete => _next >= _order.Count;

    /// <summary>The most operations that the server takes; null where that is not known.</summary>
    public int? Limit { get; private set; }

    /// <summary>Source of <see cref="Limit"/>.</summary>
    public BatchLimitSource LimitSource { get; private set; }

    /// <summary>The server's refusal in words; null for none.</summary>
    public string? LimitMessage { get; private set; }

    /// <summary>Takes the server's limit, with its source.</summary>
    public void Learn(int? limit, BatchLimitSource source, string? message = null)
    {
        Limit = limit;
        LimitSource = limit is null ? BatchLimitSource.NotKnown : source;
        LimitMessage = message ?? LimitMessage;
    }

    /// <summary>The run to make next; null when all were made.</summary>
    public SizeTurn? Next()
    {
        while (_next < _order.Count)
        {
            var turn = _order[_next];
            if (KnownRefusal(turn.Size) is not { } words)
            {
                return turn;
            }

            Add(Begin(turn) with { Refused = true, Refusal = words });
        }

        return null;
    }

    /// <summary>Takes a run that has ended.</summary>
    public void Add(SizeTurn turn, BatchRun run)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(run);
        var all = run.Metrics[^1];
        var verdict = run.Verdict;
        var refused = run.StopReason == StopReason.BatchTooLarge;
        if (refused)
        {
            Learn(Limit ?? run.BatchLimit, Limit is null ? BatchLimitSource.Refusal : LimitSource, run.Fault);
        }

        Add(Begin(turn) with
        {
            RunId = run.RunId,
            StartedAt = run.StartedAt,
            Refused = refused,
            Refusal = refused ? run.Fault : null,
            Batches = all.Requests,
            FailureRate = all.FailureRate,
            CommittedOperationsPerSecond = all.CommittedOperationsPerSecond,
            BatchesPerSecond = all.RequestsPerSecond,
            P50Ms = all.P50Ms,
            P95Ms = all.P95Ms,
            P99Ms = all.P99Ms,
            ServiceP50Ms = all.ServiceP50Ms,
            MsPerOperation = all.ServiceMeanMs / turn.Size.OperationCount,
            Verdict = verdict.Verdict,
            Reasons = string.Join(' ', verdict.Reasons),
        });
    }

    /// <summary>Takes the run that <see cref="Next"/> asked for.</summary>
    public void Add(BatchSizeRun run)
    {
        _runs.Add(run);
        _next++;
    }

    /// <summary>A run of a turn that has no figures yet.</summary>
    public static BatchSizeRun Begin(SizeTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return new()
        {
            Number = turn.Number,
            Repeat = turn.Repeat,
            TripleCount = turn.Size.TripleCount,
            OperationCount = turn.Size.OperationCount,
        };
    }

    private string? KnownRefusal(StudySize size) =>
        size.LargestBatch > Limit ? FormattableString.Invariant(
            $"Not sent: {size.LargestBatch} operations are more than the server's limit of {Limit}.")
        : _runs.Exists(r => r.Refused && r.TripleCount <= size.TripleCount) ? "Not sent: this size, or a smaller one, was refused before."
        : null;

    private StudySize[] Shuffled(Random random)
    {
        var block = Sizes.ToArray();
        random.Shuffle(block);
        return block;
    }
}
