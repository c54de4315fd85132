using System.Management.Automation;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Scenarios;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Get-BatchScenario: lists the scenarios that can be run.</summary>
[Cmdlet(VerbsCommon.Get, "BatchScenario", DefaultParameterSetName = Known)]
[OutputType(typeof(BatchScenario), ParameterSetName = [Known])]
[OutputType(typeof(BatchScenarioTemplate), ParameterSetName = [OfServer])]
public sealed class GetBatchScenarioCommand : BatchCmdlet
{
    private const string Known = "Known";
    private const string OfServer = "Server";

    /// <summary>
    /// A server, from Connect-BatchApi: lists its resources instead, each with whether a scenario of it is built in, can be made by
    /// New-BatchScenario, or cannot and why.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = OfServer)]
    [ValidateNotNull]
    public BatchConnection? Connection { get; set; }

    /// <summary>
    /// Scenarios by the harness's class name, a short name or the resource, or class names with wildcards; all when not given.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScenarioCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Scenario templates: JSON files or folders of them.</summary>
    [Parameter(ParameterSetName = Known)]
    [ValidateNotNullOrEmpty]
    public string[] ScenarioPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Connection is { } connection)
        {
            Check(() => OpenConnection.Of(connection));
            var request = new ScenarioRequest { Resources = Name };
            WriteObject(
                Await(_ => new ScenarioJob(new CmdletJobHost(this)).RunAsync(ApiConnection.Of(connection), request, new FixtureKeys())),
                enumerateCollection: true);
            return;
        }

        var catalog = Check(() => ScenarioCatalog.Load(ScenarioPath.Select(FilePath), StopToken));
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
