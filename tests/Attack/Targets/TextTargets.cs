using System.Globalization;
using EdFi.BatchPerf.Attack.Mutation;
using EdFi.BatchPerf.Attack.Running;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>What operators write.</summary>
internal static class TextTargets
{
    private const string Secret = "s3cr3t";

    private static readonly string[] Environments =
    [
        "# harness\nPERF_API_BASEURL=https://dms.example.org\nexport PERF_API_KEY = 'my key'\nPERF_API_SECRET=\"s3cr3t \\\"quoted\\\" \\n\"\nCLIENT_COUNT=${CLIENTS:-10} # clients\n",
        "A=1\r\nB=${A}${A:-x}\r\nC=\r\nD='it\\'s # none'\r\n",
    ];

    private static readonly string[] Thresholds =
        ["p95 < 250ms", "failureRate <= 1%", "verdict = Valid", "committedOperationsPerSecond > 2000/s for students-* in every 10s", "  max>=1.5e3 for a?b", "p99.9 != 0.5s in every 00:01:00"];

    private static readonly string[] Durations = ["250ms", "1h30m", "00:05:00", "1.02:03:04.5678901", "1d2h3m4s5ms", "0.5h", "90s"];

    public static IEnumerable<Target> All =>
    [
        new("environment files", Form.Lines, [.. Environments.Select(Corpus.Text)], ReadEnvironment),
        new("thresholds", Form.Bytes, [.. Thresholds.Select(Corpus.Text)], static input => Reading.By(() => ThresholdParser.Parse(Decode(input)) is var t ? FormattableString.Invariant($"{t.Metric} {t.Operator} {t.Limit} {t.Unit} {t.Verdict} {t.Name} {t.Window}") : "")),
        new("durations", Form.Bytes, [.. Durations.Select(Corpus.Text)], ReadDuration),
    ];

    private static string Decode(byte[] input) => System.Text.Encoding.UTF8.GetString(input);

    private static Reading ReadEnvironment(byte[] input) => Reading.By(() =>
    {
        try
        {
            var file = EnvironmentFile.Parse(Decode(input), "attacked.env", static _ => null);
            return string.Join('\n', file.Names.Order(StringComparer.Ordinal).Select(name => $"{name}={file.Find(name)!.Text}"));
        }
        catch (BatchPerfException refusal)
        {
            Claim.Success(!(refusal.Message + refusal.NextStep).Contains(Secret, StringComparison.Ordinal));
            throw;
        }
    });

    private static Reading ReadDuration(byte[] input) => Reading.By(() =>
    {
        var settings = new SettingsReader(_ => Decode(input), static _ => null, file: null);
        var duration = settings.Duration(new Setting("duration", null), TimeSpan.Zero, TimeSpan.MaxValue) ?? throw new BatchPerfException("InvalidSetting", ProblemKind.InvalidInput, "Nothing was given.", "Give a duration.");
        Claim.Sum(duration >= TimeSpan.Zero);
        return duration.Ticks.ToString(CultureInfo.InvariantCulture);
    });
}
