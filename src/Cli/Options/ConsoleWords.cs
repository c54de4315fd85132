using EdFi.BatchPerf.Running;

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
        ["Maximum"] = "--capacityMaximum",
        ["RemoveLeftover"] = "--leftover with --remove",
        ["SchoolId"] = "--fixtureKey SchoolId=…",
        ["SkipCertificateCheck"] = "--ignoreCertificateErrors",
    };

    /// <summary>A key's spelling; null where this program has no such option.</summary>
    public static string? Find(string key) =>
        Others.GetValueOrDefault(key)
        ?? RunOptionTable.All.Where(row => row.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(static row => "--" + row.Name)
            .FirstOrDefault()
        ?? OptionTable.All.FirstOrDefault(option => option.Setting.Name.Equals(key, StringComparison.OrdinalIgnoreCase))?.Long;
}
