using System.Globalization;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>Writes the results of a test of atomicity: a row for each case, then every survivor.</summary>
internal static class AtomicitySummary
{
    private static readonly TextColumn[] Header =
    [
        new("Verdict"), new("Batch", 5), new("Poison"), new("Position", 3), new("Load", 7), new("Expected", 4), new("Status", 2),
        new("Survivors"),
    ];

    public static void Write(TextWriter output, int? width, IReadOnlyList<BatchAtomicityResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        var answer = Answer(results);
        output.WriteLine();
        output.WriteLine(answer);
        output.WriteLine();
        TextTable.Write(output, width, Header, [.. results.Select(Row)]);
        foreach (var result in results.Where(static r => r.Verdict != AtomicityVerdict.Atomic))
        {
            output.WriteLine();
            output.WriteLine(
                result.SurvivorCount == 0
                    ? result.ToString()
                    : $"{Case(result)}{(result.CorrelationId is { } id ? $" (correlation id {id})" : "")} left behind:");
            foreach (var survivor in result.Survivors)
            {
                output.WriteLine($"  {survivor}");
            }
        }

        if (results.Any(static r => r.Verdict != AtomicityVerdict.Atomic))
        {
            output.WriteLine();
            output.WriteLine(answer); // again: survivors may have scrolled the first one away
        }
    }

    private static string Answer(IReadOnlyList<BatchAtomicityResult> results)
    {
        var of = $"of {Number(results.Count)} {(results.Count == 1 ? "batch" : "batches")}";
        var counts = string.Join(
            ", ",
            results.GroupBy(static r => r.Verdict).OrderBy(static g => g.Key).Select(static g => $"{Number(g.Count())} {g.Key}"));
        return results.Count(static r => r.Verdict == AtomicityVerdict.Survived) is > 0 and var survived
                ? $"Not atomic: {Number(survived)} {of} left a part of itself behind ({counts})."
            : results.All(static r => r.Verdict == AtomicityVerdict.Atomic) ? $"Atomic: none {of} left a part of itself behind."
            : $"Not proven atomic: {counts}.";
    }

    private static string Case(BatchAtomicityResult result) =>
        $"{result.Name}, {result.Poison}{(result.Position is { } position ? $" at {Number(position)}" : "")}{(result.LoadClients > 0
            ? $" under {Number(result.LoadClients)} clients"
            : "")}";

    private static string[] Row(BatchAtomicityResult result) =>
    [
        result.Verdict.ToString(), result.Name, result.Poison.ToString(), Number(result.Position), result.LoadClients == 0
            ? ""
            : Number(result.LoadClients),
        Number(result.ExpectedStatus), Number(result.BatchStatus), result.SurvivorCount == 0 ? "" : Number(result.SurvivorCount),
    ];

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
