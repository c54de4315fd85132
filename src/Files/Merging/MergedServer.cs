namespace EdFi.BatchPerf.Files.Merging;

/// <summary>
/// Costs of a merged run on its server: figures of the one machine that read them, per operation of all machines, since the server carried
/// out the work of all.
/// </summary>
internal sealed record MergedServer
{
    public IReadOnlyList<ServerCost> Costs { get; private init; } = [];

    public IReadOnlyList<ServerSample> Samples { get; private init; } = [];

    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <param name="machines">Each machine's run, where it begins on the axis, and its row of all requests.</param>
    public static MergedServer Of(IReadOnlyList<(string Name, BatchRun Run, double Start, BatchMetrics? All)> machines)
    {
        var measured = machines.Where(static m => m.Run.ServerSamples.Count > 0 || m.Run.ServerCosts.Count > 0).ToList();
        if (measured.Count == 0)
        {
            return new MergedServer { Notes = [.. machines.SelectMany(static m => m.Run.ServerNotes).Distinct(StringComparer.Ordinal)] };
        }

        var (name, run, start, own) = measured[0];
        var operations = Ratio(static row => row.OperationsCommitted);
        var batches = Ratio(static row => row.Requests);
        List<string> notes = [.. run.ServerNotes];
        if (machines.Count > 1)
        {
            notes.Add($"{name} read the server's figures; per operation and per batch they are those of the work of all machines, in "
                + "proportion to what each did in its measured window.");
        }

        if (measured.Count > 1)
        {
            notes.Add($"The server's figures that {string.Join(", ", measured.Skip(1).Select(static m => m.Name))} read are left out.");
        }

        return new MergedServer
        {
            Costs = [.. run.ServerCosts.Select(cost => OfAll(cost, operations, batches))],
            Samples = [.. run.ServerSamples.Select(sample => sample with { StartSeconds = sample.StartSeconds + start })],
            Notes = notes,
        };

        double Ratio(Func<BatchMetrics, long> count) => own is not null && count(own) is > 0 and var part
            ? machines.Sum(m => m.All is { } row ? (double)count(row) : 0) / part
            : 1;
    }

    private static ServerCost OfAll(ServerCost cost, double operations, double batches)
    {
        var (committed, ended) = ((long)Math.Round(cost.Operations * operations), (long)Math.Round(cost.Batches * batches));
        return cost with
        {
            Operations = committed,
            Batches = ended,
            PerOperation = committed > 0 ? cost.Total / committed : null,
            PerBatch = ended > 0 ? cost.Total / ended : null,
        };
    }
}
