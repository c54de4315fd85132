namespace EdFi.BatchPerf.Files.Merging;

/// <summary>Count of the units in the machines' shares, and a test that they make one whole plan.</summary>
internal sealed class ShareCount
{
    private readonly IReadOnlyList<(string Machine, Segment Share)> _shares;

    private ShareCount(IReadOnlyList<(string Machine, Segment Share)> shares) => _shares = shares;

    /// <summary>True where a plan was divided at all.</summary>
    public bool IsDivided => _shares.Count > 0;

    /// <summary>Missing units, and units that several machines carried out, one sentence each; empty where shares make a whole.</summary>
    public IReadOnlyList<string> Problems => IsDivided ? [.. Missing(), .. Doubled()] : [];

    /// <summary>True where every unit is there.</summary>
    public bool IsComplete => !Missing().Any();

    /// <summary>Units of the whole plan; 0 where it was not divided.</summary>
    public int Count => IsDivided ? _shares[0].Share.Count : 0;

    /// <summary>Number of units that were carried out.</summary>
    public int UnitsThere => Units().Count(unit => _shares.Any(share => Has(share.Share, unit)));

    /// <summary>Reads the shares of machines.</summary>
    /// <exception cref="BatchPerfException"><c>SharesDiffer</c>: they are shares of different divisions, or some are none;
    /// <c>InvalidSegment</c>.</exception>
    public static ShareCount Of(IEnumerable<(string Machine, string? Share)> machines)
    {
        var all = machines.ToList();
        var shares = all.Where(static m => m.Share is not null).Select(static m => (m.Machine, Segment.Parse(m.Share!))).ToList();
        if (shares.Count > 0 && all.Find(static m => m.Share is null) is { Machine: { } whole })
        {
            throw Differ($"{whole} carried out a whole plan, and {shares[0].Machine} the share {shares[0].Item2} of one");
        }

        if (shares.Find(share => share.Item2.Count != shares[0].Item2.Count) is { Item2: { } other } found)
        {
            throw Differ($"{shares[0].Machine} carried out the share {shares[0].Item2} and {found.Machine} the share {other}");
        }

        return new ShareCount(shares);
    }

    private IEnumerable<string> Missing()
    {
        var missing = Units().Where(unit => !_shares.Any(share => Has(share.Share, unit))).ToList();
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Take(10).Select(unit => new Segment(unit, unit, Count).ToString()));
            var more = missing.Count > 10 ? $" and {missing.Count - 10} more" : "";
            yield return missing.Count == 1 ? $"The share {names} is missing." : $"The shares {names}{more} are missing.";
        }
    }

    private IEnumerable<string> Doubled() =>
        from unit in Units()
        let machines = _shares.Where(share => Has(share.Share, unit)).Select(static share => share.Machine).ToList()
        where machines.Count > 1
        select $"The share {new Segment(unit, unit, Count)} is there {machines.Count} times: {string.Join(", ", machines)}.";

    private IEnumerable<int> Units() => Enumerable.Range(1, Count);

    private static bool Has(Segment share, int unit) => unit >= share.First && unit <= share.Last;

    private static BatchPerfException Differ(string what) => new(
        "SharesDiffer",
        ProblemKind.InvalidInput,
        $"The runs are not parts of one plan: {what}.",
        "Give the runs of one fleet, each with its share of the same division.");
}
