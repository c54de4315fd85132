using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>The console's spelling of the option keys in texts of the rooms below: its own options.</summary>
internal static class ConsoleWords
{
    /// <summary>Keys that this program calls otherwise than a cmdlet's parameter.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AcceptGzip"] = "--gzip",
        ["Credential"] = "--key and --secret",
        ["JournalPath"] = "--journal",
        ["ListMetric"] = CommandLine.ListMetricsOption,
        ["LocustCsvPath"] = "--output",
        ["RemoveLeftover"] = "--leftover with --remove",
        ["SchoolId"] = "--fixtureKey SchoolId=…",
        ["SkipCertificateCheck"] = "--ignoreCertificateErrors",
    };

    /// <summary>Options of the tables below, of which each has a key; a run's come before those that only a job has.</summary>
    private static IEnumerable<OptionRow> Rows =>
        RunOptionTable.All.Concat<OptionRow>(JobOptionTable.All.Where(static row => !row.IsRunOption));

    /// <summary>A key's spelling; null where this program has no such option.</summary>
    public static string? Find(string key) =>
        Others.GetValueOrDefault(key)
        ?? Rows.Where(row => row.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(static row => "--" + row.Name).FirstOrDefault()
        ?? OptionTable.All.FirstOrDefault(option => option.Setting.Name.Equals(key, StringComparison.OrdinalIgnoreCase))?.Long;
}
