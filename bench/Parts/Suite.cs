using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Runs the parts asked for, or all of them, and writes a file of figures for each.</summary>
internal static class Suite
{
    private static readonly IPart[] Parts =
    [
        new CostPart(),
        new TelemetryPart(),
        new RatePart(),
        new ArrivalsPart(),
        new TruthPart(),
        new MemoryPart(),
        new ClientsPart(),
        new GrowthPart(),
        new StreamingPart(),
        new StartPart(),
        new DashboardPart(),
        new SimulatorPart(),
        new RosterPart(),
        new FleetPart(),
        new MicroPart(),
        new ComparisonPart(percent: 0),
        new ComparisonPart(percent: 5),
        new ComparisonPart(percent: 20),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(static a => a != "quick").ToArray();
        if (names.FirstOrDefault(n => Parts.All(p => p.Name != n)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no part '{unknown}'. The parts are: "
                + $"{string.Join(", ", Parts.Select(static p => p.Name))}; quick makes all of them short.");
            return 2;
        }

        var effort = args.Contains("quick") ? Effort.Short : Effort.Full;
        var missed = 0;
        foreach (var part in Parts.Where(p => names.Length == 0 || names.Contains(p.Name)))
        {
            missed += await RunAsync(part, effort);
        }

        return missed == 0 ? 0 : 1;
    }

    /// <summary>Runs a part and writes its file; a quick look does not replace the committed figures.</summary>
    /// <returns>Figures of ours that missed their target or could not be measured.</returns>
    private static async Task<int> RunAsync(IPart part, Effort effort)
    {
        var report = new Report();
        var head = $"# {part.Name}, measured on {DateTime.UtcNow:yyyy-MM-dd}{(effort.Quick
            ? " (quick: one short round, which proves little)"
            : "")}\n\n{Machine.Describe()}";
        report.Begin(part.Title);
        try
        {
            await part.RunAsync(report, effort);
        }
        catch (Exception exception)
        {
            // The other parts go on; the exit code tells that this one failed.
            report.Fail(part.Title, exception.Message);
        }

        var folder = effort.Quick ? Repository.Scratch : Repository.Results;
        var path = Path.Combine(folder, $"{part.Name}.md");
        await File.WriteAllTextAsync(path, report.Render(head));
        Console.WriteLine($"Written to {Path.GetRelativePath(Repository.Root, path)}");
        return report.MissedCount;
    }
}
