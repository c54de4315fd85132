namespace EdFi.BatchPerf.Measuring;

/// <summary>Counts of a run's operations by outcome, in all its phases: a snapshot in which every row's figures add up.</summary>
internal sealed class OperationLedger
{
    private readonly List<OperationLedgerRow> _rows = [];

    internal OperationLedger(IEnumerable<(string Name, LedgerCounter Counter)> names)
    {
        foreach (var name in names.GroupBy(static n => n.Name, StringComparer.Ordinal).OrderBy(static n => n.Key, StringComparer.Ordinal))
        {
            _rows.AddRange(Positions(name.Key, name.Select(static n => n.Counter)));
        }
    }

    /// <summary>One row for each position of each request name, sorted by name and position.</summary>
    public IReadOnlyList<OperationLedgerRow> Rows => _rows;

    private static IEnumerable<OperationLedgerRow> Positions(string name, IEnumerable<LedgerCounter> counters)
    {
        var rows = counters.SelectMany(static c => c.Shapes).SelectMany(shape => OfShape(name, shape));
        return rows
            .GroupBy(static r => (r.Position, r.Op, r.Resource))
            .Select(g => Sum(g, name, g.Key.Position, g.Key.Op, g.Key.Resource))
            .OrderBy(static r => r.Position).ThenBy(static r => r.Resource, StringComparer.Ordinal).ThenBy(static r => r.Op);
    }

    private static IEnumerable<OperationLedgerRow> OfShape(string name, EndingCounter counter)
    {
        var endings = counter.Endings().ToList();
        for (var position = 0; position < counter.Count; position++)
        {
            var counts = default(OperationCounts);
            foreach (var (ending, batches) in endings)
            {
                counts += OperationCounts.Of(ending.At(position), batches);
            }

            yield return Row(name, position, counter.Shape?.Op(position), counter.Shape?.Resource(position), counts);
        }
    }

    private static OperationLedgerRow Sum(
        IEnumerable<OperationLedgerRow> rows,
        string name,
        int? position,
        OperationKind? op,
        string? resource)
    {
        var counts = default(OperationCounts);
        foreach (var row in rows)
        {
            counts += new OperationCounts(row.Committed, row.RolledBack, row.Failed, row.NotAttempted, row.Unknown);
        }

        return Row(name, position, op, resource, counts);
    }

    private static OperationLedgerRow Row(string name, int? position, OperationKind? op, string? resource, OperationCounts counts) => new()
    {
        Name = name,
        Position = position,
        Op = op,
        Resource = resource,
        Sent = counts.Sent,
        Committed = counts.Committed,
        RolledBack = counts.RolledBack,
        Failed = counts.Failed,
        NotAttempted = counts.NotAttempted,
        Unknown = counts.Unknown,
    };
}
