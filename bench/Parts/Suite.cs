using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Runs the parts asked for, or all of them, and writes the report.</summary>
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
        var report = new Report();
        var head = $"# Measured on {DateTime.UtcNow:yyyy-MM-dd}{(effort.Quick
            ? " (quick: one short round, which proves little)"
            : "")}\n\n{Machine.Describe()}";
        foreach (var part in Parts.Where(p => names.Length == 0 || names.Contains(p.Name)))
        {
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
        }

        // Only a whole, full run replaces the committed figures.
        var path = names.Length == 0 && !effort.Quick ? Repository.ResultFile : Path.Combine(Repository.Scratch, "part.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, report.Render(head));
        Console.WriteLine($"Written to {Path.GetRelativePath(Repository.Root, path)}");
        return report.MissedCount == 0 ? 0 : 1;
    }
}
