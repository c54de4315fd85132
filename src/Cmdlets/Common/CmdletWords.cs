using System.Management.Automation;
using System.Reflection;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>PowerShell's spelling of the option keys in texts of the rooms below: parameters of the module's cmdlets.</summary>
internal static class CmdletWords
{
    /// <summary>Keys that no parameter bears.</summary>
    public static IReadOnlyDictionary<string, string> Others { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Key"] = "-Credential",
        ["Secret"] = "-Credential",
        ["FindCapacity"] = "Find-BatchCapacity",
        ["FleetTest"] = "Invoke-BatchFleetTest",
        ["Fixtures"] = "Initialize-BatchFixtures",
        ["ExportReport"] = "Export-BatchReport",
        ["ImportResult"] = "Import-BatchResult",
        ["Leftover"] = "Get-BatchLeftover",
        ["ListMetric"] = "Test-BatchThreshold -ListMetric",
        ["LoadClients"] = "-ClientCount",
        ["MeasureBatchSize"] = "Measure-BatchSize",
        ["Scenarios"] = "Get-BatchScenario",
        ["RemoveLeftover"] = "Remove-BatchLeftover",
        ["SchoolId"] = "-FixtureKey @{ SchoolId = … }",
        ["TestAtomicity"] = "Test-BatchAtomicity",
    };

    private static readonly Lazy<HashSet<string>> Parameters = new(static () => new HashSet<string>(
        typeof(CmdletWords).Assembly.GetTypes().Where(static type => typeof(Cmdlet).IsAssignableFrom(type))
            .SelectMany(static type => type.GetProperties())
            .Where(static property => property.IsDefined(typeof(ParameterAttribute)))
            .Select(static property => property.Name),
        StringComparer.OrdinalIgnoreCase));

    /// <summary>A key's spelling; null where no cmdlet has it.</summary>
    public static string? Find(string key) =>
        Others.GetValueOrDefault(key) ?? (Parameters.Value.TryGetValue(key, out var parameter) ? "-" + parameter : null);
}
