using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchScenario: what can be run.</summary>
[Cmdlet(VerbsCommon.Get, "BatchScenario")]
[OutputType(typeof(BatchScenario))]
public sealed class GetBatchScenarioCommand : BatchCmdlet
{
    /// <summary>
    /// Scenarios by the harness's class name, a short name or the resource, or class names with wildcards; all when not given.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var catalog = Check(() => Catalogs.Load(ScenarioPath, FilePath, StopToken));
        WriteObject(
            Name.Length == 0
                ? catalog.Scenarios
                : Check(() => Name.SelectMany(name => Find(catalog, name)).DistinctBy(static s => s.Name).ToArray()),
            enumerateCollection: true);
    }

    private static IEnumerable<BatchScenario> Find(ScenarioCatalog catalog, string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return WildcardPattern.ContainsWildcardCharacters(name)
            ? catalog.Scenarios.Where(s => pattern.IsMatch(s.Name))
            : catalog.Resolve([name]);
    }
}
