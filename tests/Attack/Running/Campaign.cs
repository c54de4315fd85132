using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Attack.Running;

/// <summary>
/// How long all targets are attacked: shortly and always alike in tests; for so many minutes, from a seed of its own, where
/// <c>EDFI_BATCHPERF_ATTACK_MINUTES</c> says so, with a report in the file that <c>EDFI_BATCHPERF_ATTACK_REPORT</c> names.
/// </summary>
public sealed class Campaign : IDisposable
{
    private readonly List<Tally> _tallies = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Minutes of a long attack; null for the short one.</summary>
    public static double? Minutes { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("EDFI_BATCHPERF_ATTACK_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    private static string? Report => Environment.GetEnvironmentVariable("EDFI_BATCHPERF_ATTACK_REPORT");

    private int Seed { get; } = Minutes is null ? 20_261_126 : Random.Shared.Next();

    internal Tally Attack(Target target, int targets)
    {
        var end = Stopwatch.GetTimestamp() + (long)((Minutes ?? 0) * 60 / targets * Stopwatch.Frequency);
        var tally = Assault.Run(target, Seed, Minutes is null ? count => count < target.ShortMutations : _ => Stopwatch.GetTimestamp() < end);
        _tallies.Add(tally);
        return tally;
    }

    /// <summary>Writes the report.</summary>
    public void Dispose()
    {
        if (Report is not { Length: > 0 } path || _tallies.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Attacked on {DateTime.UtcNow:yyyy-MM-dd}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{_tallies.Sum(static t => t.Mutations):N0} damaged or forged inputs in ");
        text.Append(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalMinutes:0.0} minutes, seed {Seed}, by `dotnet run build.cs -- attack`.\n\n");
        text.Append("| target | mutations | accepted as before | accepted as something else in order | refused by name | ");
        text.Append("escaped exceptions | impossible sums | wrong successes | over the bound of memory |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var t in _tallies)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {t.Target} | {t.Mutations:N0} | {t.AsBefore:N0} | {t.Otherwise:N0} | {t.Refused:N0} | ");
            text.Append(CultureInfo.InvariantCulture, $"{t.Escaped:N0} | {t.ImpossibleSums:N0} | {t.WrongSuccesses:N0} | {t.OverBounds:N0} |\n");
        }

        File.WriteAllText(path, text.ToString());
    }
}
